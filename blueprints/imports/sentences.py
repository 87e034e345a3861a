"""The sentences for what is wrong or odd in a file, a row, a cell."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from blueprints.layout import listed
from blueprints.positions.objections import objection_text
from blueprints.unfair_wording import unfair_text
from domain.fair_wording import UnfairDemand
from services.position_files.columns import COLUMNS
from services.position_files.flaws import (
    FileFlaw,
    Remark,
    RowFlaw,
    RowNote,
    UnreadableFile,
    remark_of,
)
from services.position_files.offers import law_of

_FILE: dict[FileFlaw, Any] = {
    FileFlaw.EMPTY: _l("Die Datei ist leer."),
    FileFlaw.TOO_LARGE: _l("Die Datei ist größer als %(most)s MB. Teilen Sie sie auf."),
    FileFlaw.TOO_MANY_ROWS: _l(
        "Die Datei hat mehr als %(most)s Zeilen. Teilen Sie sie in mehrere Dateien auf."
    ),
    FileFlaw.TOO_MANY_COLUMNS: _l(
        "Die Datei hat mehr als %(most)s Spalten. Löschen Sie, was nicht zu Stellen gehört."
    ),
    FileFlaw.NOT_A_TABLE: _l(
        "Diese Datei können wir nicht lesen. Möglich sind CSV, Excel (.xlsx) und JSON der Jobsuche."
    ),
    FileFlaw.OLD_EXCEL: _l(
        "Das ist eine alte Excel-Datei (.xls) oder eine mit Kennwort. Speichern Sie sie ohne "
        "Kennwort als .xlsx."
    ),
    FileFlaw.DAMAGED_EXCEL: _l(
        "Diese Excel-Datei ist beschädigt. Öffnen Sie sie in Excel und speichern Sie sie neu "
        "als .xlsx."
    ),
    FileFlaw.SWOLLEN_EXCEL: _l(
        "Diese Excel-Datei ist ausgepackt größer als %(most)s MB. Kopieren Sie nur die Stellen "
        "in eine neue Datei."
    ),
    FileFlaw.BROKEN_QUOTES: _l(
        "In Zeile %(line)s stimmen die Anführungszeichen nicht: Jedes öffnende braucht ein "
        "schließendes."
    ),
    FileFlaw.BROKEN_JSON: _l(
        "Das JSON ist unvollständig oder fehlerhaft (Zeile %(line)s, Zeichen %(column)s). Laden "
        "Sie die Datei noch einmal herunter."
    ),
    FileFlaw.NO_POSITIONS: _l("In der Datei steht keine Stelle."),
    FileFlaw.NO_HEADER: _l(
        "Die Zeile mit den Spaltennamen fehlt. Nötig sind „Titel“ und „PLZ“ oder „Ort“. Die Datei "
        "beginnt mit: %(first)s"
    ),
    FileFlaw.MISSING_COLUMN: _l(
        "Die Spalte „%(column)s“ fehlt. Sie darf auch so heißen: %(others)s."
    ),
    FileFlaw.DUPLICATE_COLUMN: _l(
        "Zwei Spalten bedeuten dasselbe: „%(first)s“ und „%(second)s“. Löschen Sie eine davon."
    ),
}
_ROW: dict[RowFlaw | RowNote, Any] = {
    RowFlaw.MISSING: _l("Die Angabe fehlt."),
    RowFlaw.TOO_LONG: _l("Höchstens %(longest)s Zeichen sind möglich."),
    RowFlaw.SURPLUS_CELLS: _l(
        "Die Zeile hat mehr Zellen als die Kopfzeile. Setzen Sie Texte mit Trennzeichen in "
        "Anführungszeichen."
    ),
    RowFlaw.FORMULA: _l(
        "Die Zelle beginnt mit „%(sign)s“. Formeln rechnen wir nicht: Schreiben Sie den Wert als "
        "Text ohne dieses Zeichen."
    ),
    RowFlaw.ERROR_VALUE: _l("Excel zeigt hier den Fehler %(words)s. Schreiben Sie den Wert."),
    RowFlaw.UNKNOWN_WORD: _l(
        "„%(words)s“ kennen wir hier nicht. Möglich ist zum Beispiel: %(known)s."
    ),
    RowFlaw.NO_DATE: _l("„%(words)s“ ist kein Datum, das es gibt. Beispiel: 01.12.2026"),
    RowFlaw.PAST: _l("Dieser Tag ist vorbei: %(day)s. Lassen Sie die Zelle leer für „ab sofort“."),
    RowFlaw.NO_NUMBER: _l("„%(words)s“ ist keine Zahl von %(least)s bis %(most)s."),
    RowFlaw.NO_POSTCODE: _l(
        "„%(words)s“ ist keine Postleitzahl mit fünf Ziffern. Excel lässt eine Null am Anfang weg."
    ),
    RowFlaw.OTHER_PLACE: _l("Zu %(postcode)s gehört %(place)s. Prüfen Sie Postleitzahl und Ort."),
    RowFlaw.WHICH_INTERNSHIP: _l(
        "Welches Praktikum? Möglich sind Pflichtpraktikum, Orientierungspraktikum, begleitendes "
        "Praktikum und freiwilliges Praktikum."
    ),
    RowFlaw.OTHER_FIRM: _l("Als Arbeitgeber steht hier „%(words)s“, nicht „%(firm)s“."),
    RowNote.TWICE: _l("Dieselbe Stelle steht schon in Zeile %(line)s."),
    RowNote.REFERENCE_KNOWN: _l("Eine Stelle mit dieser Referenz gibt es schon."),
    RowNote.SAME_POSITION: _l("Eine Stelle mit diesem Titel, Ort und Beginn gibt es schon."),
    RowNote.AS_TEXT: _l("Beginnt mit „%(sign)s“: als Text übernommen, nicht gerechnet."),
    RowNote.CUT: _l("Nach %(longest)s Zeichen abgeschnitten."),
    RowNote.USUAL_GERMAN: _l("Nicht genannt; eingetragen ist das Übliche: %(level)s."),
    RowNote.POSTCODE_OF_PLACE: _l("Nicht genannt; eingetragen ist %(postcode)s."),
    RowNote.START_PASSED: _l("Der Beginn ist vorbei; eingetragen ist „ab sofort“."),
    RowNote.PAY_UNREAD: _l("Nicht als Betrag lesbar, nicht übernommen: %(words)s"),
    RowNote.PAY_UNIT_UNSAID: _l(
        "Ob je Stunde oder je Monat, steht nicht dabei; nicht übernommen: %(words)s Euro"
    ),
    RowNote.SKILLS_AS_TEXT: _l("In den Aufgaben als Text übernommen: %(words)s"),
    RowNote.HOURS_OPEN: _l("Nicht eindeutig; eingetragen ist: keine Angabe."),
    RowNote.MORE_PLACES: _l("Weitere Orte stehen nicht in der Stelle: %(places)s"),
    RowNote.NOT_FOR_REFUGEES: _l("In der Jobsuche nicht als geeignet für Geflüchtete bezeichnet."),
    RowNote.NO_OCCUPATION: _l("Keinem Beruf zugeordnet; das geht später in der Stelle."),
}


def file_text(error: UnreadableFile) -> str:
    """Return why a file cannot be read, and what to do."""
    facts = {name: _listed(value) for name, value in error.details.items()}
    return str(_FILE[error.flaw]) % facts


def row_texts(kept: object) -> list[tuple[str, str, bool]]:
    """Return the column, the sentence, and whether it is a flaw, for each remark of a row."""
    remarks = [remark_of(one) for one in kept] if isinstance(kept, list) else []
    return [
        (column_text(one.column), remark_text(one), isinstance(one.word, RowFlaw))
        for one in remarks
        if one is not None
    ]


def column_text(column: str) -> str:
    """Return what the template calls a column; the whole row has no name."""
    return COLUMNS.get(column, ("",))[0]


def remark_text(remark: Remark) -> str:
    """Return the sentence for one thing in a row."""
    facts = remark.facts
    if remark.word is RowFlaw.UNFAIR:
        return unfair_text(UnfairDemand(str(facts["demand"])), str(facts["words"]))
    if remark.word is RowFlaw.LAW:
        return objection_text(law_of(facts))
    shown = {name: _listed(value) for name, value in facts.items()}
    if "day" in shown:
        shown["day"] = f"{date.fromisoformat(shown['day']):%d.%m.%Y}"
    return str(_ROW[remark.word]) % shown


def unclear_text(names: list[str]) -> str:
    """Return why it is not clear which firm is meant."""
    if not names:
        return _("Diese Firma gibt es nicht. Schreiben Sie ihren Namen oder ihre Nummer.")
    return _("Mehrere Firmen passen. Schreiben Sie die Nummer: %(names)s", names="; ".join(names))


def _listed(value: object) -> str:
    return listed(value) if isinstance(value, list | tuple) else str(value)
