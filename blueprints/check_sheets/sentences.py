"""The words of the check sheet: for each instruction one sentence a reader, or none.

Staff read all of it in German. A firm reads neither a document nor a status nor a nationality.
The person reads plain words in the own language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from domain.check_sheet import Instruction, Procedure
from domain.labour_market import Answer


class Reader(StrEnum):
    """Who reads the sheet."""

    STAFF = "staff"
    FIRM = "firm"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Words:
    """One instruction for each reader; none where it is not theirs to read."""

    staff: str | None = None
    firm: Any = None
    person: Any = None

    def for_reader(self, reader: Reader) -> Any:
        """Return the sentence of one reader."""
        return getattr(self, reader)


I = Instruction  # noqa: E741 - the table below reads better with a short name

WORDS: dict[Instruction, Words] = {
    I.LICENCE_FIRST: Words(
        "Reglementierter Beruf: Die Person darf ihn erst mit voller Anerkennung, deutschem "
        "Abschluss oder Berufszulassung ausüben. Stand der Anerkennung: %(state)s. "
        "Andere Arbeit im Betrieb, zum Beispiel als Helfer/in, bleibt möglich.",
        _l(
            "Diesen Beruf darf nur ausüben, wer dafür anerkannt oder zugelassen ist. "
            "Diesen Nachweis haben wir noch nicht. Fragen Sie Ihre Ansprechperson, wie weit "
            "die Anerkennung ist und welche Arbeit bis dahin möglich ist."
        ),
        _l(
            "Für diesen Beruf brauchen Sie zuerst die Anerkennung Ihres Abschlusses oder einen "
            "deutschen Abschluss. Sprechen Sie mit Ihrer Ansprechperson: "
            "Andere Arbeit ist vielleicht schon jetzt möglich."
        ),
    ),
    I.LICENCE_SHOWN: Words(
        "Reglementierter Beruf: Die Anerkennung liegt vor (%(state)s). Prüfen, ob dazu noch "
        "eine Berufserlaubnis gehört.",
        _l(
            "Diesen Beruf darf nur ausüben, wer dafür anerkannt oder zugelassen ist. "
            "Lassen Sie sich den Nachweis vor dem ersten Tag zeigen."
        ),
        _l("Zeigen Sie dem Betrieb vor dem ersten Tag Ihre Anerkennung."),
    ),
    I.REGULATION_CLARIFIED: Words(
        "Ist die Arbeit reglementiert? Das ist nicht bekannt, oder Betrieb und Berufekatalog "
        "sagen Verschiedenes. Klären, bevor die Person beginnt."
    ),
    I.APPROVAL_FIRST: Words(
        "Die Maßnahme vor dem ersten Tag bewilligen (§ 45 SGB III), höchstens "
        "%(number)s Wochen bei einem Arbeitgeber.",
        _l(
            "Die Agentur für Arbeit oder das Jobcenter bewilligt die Probezeit vor dem ersten Tag. "
            "Sie dauert bei Ihnen höchstens %(number)s Wochen."
        ),
        _l(
            "Das Amt muss vor dem ersten Tag Ja sagen. "
            "Die Probezeit dauert höchstens %(number)s Wochen."
        ),
    ),
    I.FORM_FILLED: Words(
        "Der Arbeitgeber füllt die „Erklärung zum Beschäftigungsverhältnis“ aus; "
        "sie lässt sich schon auf der Kontaktbörse mitgeben.",
        _l(
            "Füllen Sie die „Erklärung zum Beschäftigungsverhältnis“ aus "
            "und geben Sie sie Ihrer Ansprechperson im Arbeitgeberservice."
        ),
        _l("Der Betrieb füllt ein Formular aus: die „Erklärung zum Beschäftigungsverhältnis“."),
    ),
    I.PRECHECK: Words(
        "Vorabprüfung der Arbeitsbedingungen bei der BA anregen: Sie geht, "
        "bevor die Ausländerbehörde fragt."
    ),
    I.APPLICATION: Words(
        "Die Person beantragt die Erlaubnis für genau diese Stelle bei: %(office)s.",
        _l("Die Person beantragt die Erlaubnis für genau diese Stelle bei ihrer Ausländerbehörde."),
        _l("Beantragen Sie die Erlaubnis für diese Stelle hier: %(office)s."),
    ),
    I.BA_ASKED: Words(
        "Die Ausländerbehörde holt intern die Zustimmung der BA ein; die BA "
        "prüft Lohn und Arbeitszeit.",
        person=_l("Die Behörde prüft, ob Lohn und Arbeitszeit stimmen. Das dauert ein wenig."),
    ),
    I.QUESTIONS_ANSWERED: Words(
        firm=_l(
            "Fragt die Behörde nach Lohn oder Arbeitszeit, antworten Sie bitte sofort: "
            "Bis dahin geht es nicht weiter."
        )
    ),
    I.NOT_BEFORE: Words(
        "Kein Arbeitsbeginn vor der Erlaubnis, auch nicht zur Probe.",
        _l("Beginnen Sie nicht, bevor alles geklärt ist, auch nicht zur Probe."),
        _l("Fangen Sie noch nicht an zu arbeiten, auch nicht zur Probe."),
    ),
    I.PROOF_SHOWN: Words(
        "Der Arbeitgeber prüft vor dem ersten Tag das Dokument mit dem Eintrag "
        "zur Erwerbstätigkeit.",
        _l(
            "Lassen Sie sich vor dem ersten Arbeitstag den Nachweis zeigen, "
            "dass die Person bei Ihnen arbeiten darf."
        ),
        _l("Zeigen Sie dem Betrieb vor dem ersten Tag Ihre Papiere."),
    ),
    I.WAIT: Words(
        "Die Wartezeit endet am %(day)s; bis dahin alles vorbereiten.",
        person=_l("Sie müssen noch warten, bis zum %(day)s. Wir bereiten inzwischen alles vor."),
    ),
    I.NOT_POSSIBLE: Words(
        "Für diese Arbeit gibt es zurzeit keinen Zugang; andere Arten von Arbeit prüfen.",
        _l("Ihre Ansprechperson im Arbeitgeberservice meldet sich bei Ihnen."),
        _l("Fragen Sie Ihre Ansprechperson: Vielleicht geht eine andere Arbeit."),
    ),
    I.CLARIFY: Words(
        "Fehlende Angaben klären: das Dokument ansehen, sonst nachfragen bei: %(office)s.",
        _l("Ihre Ansprechperson im Arbeitgeberservice klärt das und meldet sich bei Ihnen."),
        _l("Bringen Sie Ihre Papiere mit. Wir klären das mit Ihnen."),
    ),
    I.MINIMUM_WAGE: Words(
        "Mindestlohn am %(day)s: %(wage)s Euro je Stunde.",
        _l("Der Mindestlohn beträgt am %(day)s %(wage)s Euro je Stunde."),
        _l("Der Betrieb muss Ihnen mindestens %(wage)s Euro in der Stunde zahlen."),
    ),
    I.QUALIFICATION_MONTHS: Words(
        "Die Einstiegsqualifizierung dauert %(least)s bis %(most)s Monate.",
        _l("Die Einstiegsqualifizierung dauert %(least)s bis %(most)s Monate."),
        _l("Die Einstiegsqualifizierung dauert %(least)s bis %(most)s Monate."),
    ),
    I.INTERNSHIP_MONTHS: Words(
        "Das Praktikum dauert höchstens %(number)s Monate; länger gilt es als Beschäftigung.",
        _l("Das Praktikum dauert höchstens %(number)s Monate; länger gilt es als Beschäftigung."),
        _l("Das Praktikum dauert höchstens %(number)s Monate."),
    ),
    I.BRING_PAPERS: Words(
        "Dokument mit Eintrag zur Erwerbstätigkeit", person=_l("Ihre Papiere im Original")
    ),
    I.BRING_LICENCE: Words(
        "Bescheid über die Anerkennung, Zeugnis oder Berufserlaubnis",
        _l("Bescheid über die Anerkennung, Zeugnis oder Berufserlaubnis"),
        _l("Den Brief über die Anerkennung oder das Zeugnis"),
    ),
    I.BRING_FORM: Words(
        "Erklärung zum Beschäftigungsverhältnis, vom Arbeitgeber unterschrieben",
        _l("Erklärung zum Beschäftigungsverhältnis, von Ihnen unterschrieben"),
        _l("Das Formular vom Betrieb"),
    ),
    I.BRING_CONTRACT: Words(
        "Vertrag oder Entwurf mit Aufgaben, Lohn, Stunden und Beginn",
        _l("Vertrag oder Entwurf mit Aufgaben, Lohn, Stunden und Beginn"),
        _l("Den Vertrag oder den Entwurf vom Vertrag"),
    ),
    I.BRING_PLAN: Words(
        "Praktikumsvertrag mit Ziel, Beginn und Ende",
        _l("Praktikumsvertrag mit Ziel, Beginn und Ende"),
        _l("Den Praktikumsvertrag"),
    ),
    I.BRING_APPROVAL: Words(
        "Bewilligung der Agentur für Arbeit oder des Jobcenters",
        _l("Bewilligung der Agentur für Arbeit oder des Jobcenters"),
        _l("Den Brief vom Amt, dass die Probezeit bewilligt ist"),
    ),
    I.BA_SILENCE: Words(
        "Meldet die BA binnen %(number)s Wochen keinen Mangel, gilt die Zustimmung als erteilt."
    ),
    I.PAPERS_END: Words(
        "Das Dokument gilt bis %(day)s: Verlängerung vorher beantragen.",
        person=_l("Ihre Papiere gelten bis %(day)s. Beantragen Sie vorher neue."),
    ),
    I.PAPERS_END_BEFORE: Words(
        "Das Dokument gilt nur bis %(day)s, vor dem ersten Arbeitstag: Verlängerung beantragen, "
        "das neue Dokument notieren, dann neu prüfen.",
        person=_l(
            "Ihre Papiere gelten nur bis %(day)s. Das ist vor dem ersten Arbeitstag. "
            "Beantragen Sie neue und zeigen Sie sie uns."
        ),
    ),
    I.WAITING_ENDS: Words(
        "Ende der Wartezeit: %(day)s.", person=_l("Sie müssen warten bis: %(day)s.")
    ),
    I.COPY_KEPT: Words(
        "Der Arbeitgeber bewahrt für die Dauer der Beschäftigung eine Kopie "
        "auf, auf Papier oder elektronisch.",
        _l(
            "Bewahren Sie für die Dauer der Beschäftigung eine Kopie des Nachweises auf, "
            "auf Papier oder elektronisch."
        ),
    ),
    I.BA_INFORMED: Words(
        "Der Arbeitgeber gibt der BA auf Nachfrage Auskunft über die Arbeitsbedingungen.",
        _l(
            "Geben Sie der Bundesagentur für Arbeit auf Nachfrage Auskunft "
            "über Lohn, Arbeitszeit und Aufgaben."
        ),
    ),
    I.END_REPORTED: Words(
        "Endet die Beschäftigung vorzeitig, meldet der Arbeitgeber das binnen "
        "%(number)s Wochen der Ausländerbehörde."
    ),
    I.END_REPORTED_60D: Words(
        "Endet die Beschäftigung, meldet der Arbeitgeber das binnen %(number)s "
        "Wochen der Ausländerbehörde."
    ),
    I.TRAINING_BREAK_REPORTED: Words(
        "Wird die Ausbildung abgebrochen, meldet das der Ausbildungsbetrieb unverzüglich, "
        "in der Regel binnen %(number)s Wochen, der Ausländerbehörde."
    ),
    I.END_ASKED: Words(
        firm=_l(
            "Endet die Arbeit oder Ausbildung früher als vereinbart, sagen Sie es gleich Ihrer "
            "Ansprechperson. Sie sagt Ihnen, ob Sie das auch der Behörde melden müssen; "
            "die Frist dafür beträgt manchmal nur %(number)s Wochen."
        )
    ),
}

PROCEDURES = {
    Procedure.NOT_NEEDED: _l("Keine Erlaubnis nötig"),
    Procedure.NEEDED: _l("Erlaubnisverfahren nötig"),
    Procedure.CLARIFIED: _l("Wird geklärt"),
}

TOLD_PERSON = {
    Answer.FREE: _l("Sie dürfen diese Arbeit machen. Sie brauchen keine Erlaubnis."),
    Answer.PERMIT_REQUIRED: _l("Für diese Arbeit brauchen Sie eine Erlaubnis. Wir helfen Ihnen."),
    Answer.PERMIT_AND_BA_APPROVAL: _l(
        "Für diese Arbeit brauchen Sie eine Erlaubnis. Wir helfen Ihnen."
    ),
    Answer.WAITING: _l("Sie müssen noch warten. Danach ist eine Erlaubnis möglich."),
    Answer.PROHIBITED: _l("Diese Arbeit ist für Sie im Moment nicht erlaubt."),
    Answer.UNCLEAR: _l("Wir müssen noch etwas klären. Das ist kein Nein."),
}

LICENCE_FIRST = _l(
    "Für diesen Beruf brauchen Sie zuerst die Anerkennung. "
    "Eine andere Erlaubnis brauchen Sie nicht."
)
"""What a person reads who may work, but not yet in this trade."""
