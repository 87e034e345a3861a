"""What staff read about an answer of the law: what is missing, and a flag short enough for a list.

Staff alone see these sentences; they name documents.
"""

from __future__ import annotations

from dataclasses import dataclass

from blueprints.labels import label
from domain.labour_market import Answer, Reason
from domain.residence_chain import Doubt
from domain.work_access import WorkAccess

DOUBTS = {
    Doubt.NOTHING_NOTED: "Für diesen Tag ist kein Dokument notiert.",
    Doubt.NOT_NAMED: "Das Dokument ist noch nicht zugeordnet.",
    Doubt.ENDED: "Das Dokument ist an diesem Tag abgelaufen.",
    Doubt.END_UNKNOWN: "Bis wann das Dokument gilt, ist nicht notiert.",
    Doubt.CONTRADICTED: "Zwei Zeilen desselben Tages widersprechen sich.",
    Doubt.CONTINUED_UNKNOWN: "Welches Dokument die Fiktionsbescheinigung fortführt, fehlt.",
    Doubt.CERTIFICATE_LATE: (
        "Die Fiktionsbescheinigung beginnt erst nach dem Ablauf des alten Dokuments."
    ),
    Doubt.FACILITY_UNKNOWN: "Ob die Person in einer Aufnahmeeinrichtung wohnen muss, fehlt.",
    Doubt.FACILITY_CONTRADICTED: "Dokument und Angabe zur Aufnahmeeinrichtung widersprechen sich.",
    Doubt.ONLY_STATED: "Das Dokument ist nur angegeben, nicht gesehen.",
}

REASONS = {
    Reason.NO_RULE: "Für diesen Tag gibt es keine Regel zu diesem Dokument.",
    Reason.CASE_BY_CASE: "Dokument oder Behörde entscheiden; der Eintrag ist nicht notiert.",
    Reason.DOCUMENT_AND_TABLE_DISAGREE: "Eintrag und Regel sagen Verschiedenes: klären.",
    Reason.DOCUMENT_FORBIDS: "Der Eintrag verbietet, was die Regel erlauben würde: klären.",
    Reason.ENTRY_UNKNOWN: "Der Eintrag hat an diesem Tag keine bekannte Bedeutung.",
    Reason.ACTIVITY_UNKNOWN: "Welche Tätigkeit des Gesetzes die Stelle ist, fehlt.",
}

_SHORT = {
    Answer.FREE: ("frei", "success"),
    Answer.PERMIT_REQUIRED: ("Erlaubnis nötig", "info"),
    Answer.PERMIT_AND_BA_APPROVAL: ("Erlaubnis + BA nötig", "info"),
    Answer.WAITING: ("Wartezeit", "warning"),
    Answer.PROHIBITED: ("nicht erlaubt", "danger"),
    Answer.UNCLEAR: ("ungeklärt", "warning"),
}


@dataclass(frozen=True, slots=True)
class Flag:
    """An answer as it stands in a list: a few words and the kind of badge."""

    text: str
    kind: str


def flag(access: WorkAccess) -> Flag:
    """Return the flag of an answer; what is not sure asks to be checked."""
    text, kind = _SHORT[access.answer]
    if access.ruling.until is not None:
        text += f" bis {access.ruling.until:%d.%m.%Y}"
    if access.needs_check and access.answer is not Answer.UNCLEAR:
        text += ", bitte prüfen"
    return Flag(text, kind)


def missing(access: WorkAccess) -> list[str]:
    """Return what is not known and would settle the answer, each as a sentence."""
    told = [DOUBTS[doubt] for doubt in access.doubts]
    reason = access.ruling.reason
    if reason is Reason.CLOCK_START_MISSING and access.clock is not None:
        told.append(f"Es fehlt der Tag, ab dem die Wartezeit zählt: {label(access.clock)}.")
    elif reason in REASONS:
        told.append(REASONS[reason])
    return told
