"""The columns a list of positions may have, under every name people give them."""

from __future__ import annotations

import re
import unicodedata

from services.position_files.flaws import FileFlaw, UnreadableFile

COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("Titel", "Bezeichnung", "Stelle", "Stellentitel", "Stellenbezeichnung", "Position",
              "Jobtitel", "Job", "Title"),
    "kind": ("Art", "Angebotsart", "Stellenart", "Kind"),
    "postcode": ("PLZ", "Postleitzahl", "Postcode"),
    "place": ("Ort", "Arbeitsort", "Einsatzort", "Stadt", "Place", "City"),
    "starts_on": ("Beginn", "Start", "Eintrittsdatum", "Eintritt", "Ab", "Startdatum", "Ab wann"),
    "places": ("Anzahl", "Plätze", "Anzahl Stellen", "Anzahl Plätze", "Anzahl offene Stellen",
               "Anzahl offener Stellen", "Offene Stellen", "Places"),
    "german": ("Deutsch", "Deutschniveau", "Deutschkenntnisse", "Sprachniveau", "German"),
    "german_understanding": ("Deutsch verstehen", "Deutsch hören"),
    "german_speaking": ("Deutsch sprechen",),
    "german_reading": ("Deutsch lesen",),
    "german_writing": ("Deutsch schreiben",),
    "tasks": ("Aufgaben", "Beschreibung", "Tätigkeit", "Tätigkeiten", "Stellenbeschreibung",
              "Tasks"),
    "occupation": ("Beruf", "KldB", "Occupation"),
    "requirement_level": ("Anforderung", "Anforderungsniveau", "Qualifikation"),
    "is_regulated": ("Reglementiert", "Reglementierter Beruf"),
    "hours": ("Arbeitszeit", "Arbeitszeitmodell", "Umfang"),
    "weekly_hours": ("Wochenstunden", "Stunden", "Stunden je Woche", "Stunden pro Woche"),
    "shifts": ("Schichten", "Schicht"),
    "reachable_by_bus": ("Bus", "Mit dem Bus erreichbar", "ÖPNV"),
    "pay": ("Lohn", "Gehalt", "Vergütung", "Bezahlung", "Entgelt", "Pay", "Bruttolohn",
            "Stundenlohn", "Lohn pro Stunde", "Lohn je Stunde", "Monatslohn", "Monatsgehalt",
            "Lohn pro Monat", "Gehalt pro Monat", "Vergütung pro Monat"),
    "pay_unit": ("Lohn gilt", "Lohn je", "Lohnart"),
    "collective_agreement": ("Tarifvertrag", "Tarif"),
    "licences": ("Führerschein", "Scheine", "Führerscheine"),
    "skills": ("Kenntnisse", "Fertigkeiten", "Skills"),
    "skills_wished": ("Kenntnisse gewünscht", "Wünschenswert"),
    "skills_learned_here": ("Lernt man hier", "Wird angelernt"),
    "duration": ("Dauer", "Dauer in Monaten"),
    "duration_weeks": ("Dauer in Wochen",),
    "school": ("Berufsschule", "Schule"),
    "reference": ("Referenz", "Referenznummer", "Refnr", "Kennziffer", "Stellennummer",
                  "Chiffre", "Reference"),
    "employer": ("Arbeitgeber", "Firma", "Unternehmen", "Employer"),
}  # fmt: skip
"""By field: the name the template uses first, then the others."""

TEMPLATE_COLUMNS = (
    *("title", "kind", "postcode", "place", "starts_on", "places", "german", "tasks", "hours"),
    *("weekly_hours", "shifts", "pay", "pay_unit", "requirement_level", "licences", "skills"),
    *("duration", "reference"),
)

MOST_COLUMNS = 100
_OUTSIDE = re.compile(r"[^a-z0-9]+")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def folded(text: str) -> str:
    """Return words so that spelling, spaces and signs do not matter.

    >>> folded(" Anzahl_PLÄTZE: ")
    'anzahl plaetze'
    """
    plain = unicodedata.normalize("NFC", text[:400]).casefold().translate(_GERMAN)
    stripped = unicodedata.normalize("NFKD", plain)
    return _OUTSIDE.sub(" ", stripped.encode("ascii", "ignore").decode()).strip()


_BY_NAME = {folded(name): field for field, names in COLUMNS.items() for name in (*names, field)}


def field_of(header: str) -> str | None:
    """Return which field a column header means, ``None`` where it means none.

    >>> field_of("Schuhgröße"), field_of("Postleitzahl*")
    (None, 'postcode')
    """
    return _BY_NAME.get(folded(header))


def known_in(cells: list[str]) -> int:
    """Return how many cells of a line are names of columns."""
    return sum(1 for cell in cells[: MOST_COLUMNS + 1] if field_of(cell))


def is_header(cells: list[str]) -> bool:
    """Return whether a line names columns: the title and one more, or several."""
    fields = {field_of(cell) for cell in cells[: MOST_COLUMNS + 1]} - {None}
    return len(fields) > 1


def fields_of_header(cells: list[str]) -> tuple[dict[int, str], list[str]]:
    """Return the field of each column by its place, and the headers that mean nothing here.

    Raises
    ------
    UnreadableFile
        If there are too many columns, two for one field, or none for what every row needs.
    """
    used = [place for place, cell in enumerate(cells) if cell]
    if used and used[-1] >= MOST_COLUMNS:
        raise UnreadableFile(FileFlaw.TOO_MANY_COLUMNS, most=MOST_COLUMNS)
    fields: dict[int, str] = {}
    ignored: list[str] = []
    for place in used:
        field = field_of(cells[place])
        if field is None:
            ignored.append(cells[place][:80])
            continue
        _refuse_second(fields, field, cells, place)
        fields[place] = field
    _refuse_without(set(fields.values()))
    return fields, ignored


def _refuse_second(fields: dict[int, str], field: str, cells: list[str], place: int) -> None:
    for earlier, known in fields.items():
        if known == field:
            raise UnreadableFile(
                FileFlaw.DUPLICATE_COLUMN, first=cells[earlier][:80], second=cells[place][:80]
            )


def _refuse_without(fields: set[str]) -> None:
    if "title" not in fields:
        raise UnreadableFile(FileFlaw.MISSING_COLUMN, column="Titel", others=COLUMNS["title"][1:4])
    if not fields & {"postcode", "place"}:
        others = (*COLUMNS["postcode"][1:2], *COLUMNS["place"][:2])
        raise UnreadableFile(FileFlaw.MISSING_COLUMN, column="PLZ", others=others)
