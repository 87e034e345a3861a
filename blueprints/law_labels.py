"""What staff call the words of the law on work; an employer never reads them."""

from __future__ import annotations

from enum import Enum
from typing import Any

from domain.labour_market import Access, Activity, Answer, Confidence, Reason

LAW_LABELS: dict[type[Enum], dict[Any, Any]] = {
    Activity: {
        Activity.EMPLOYMENT: "Beschäftigung",
        Activity.APPRENTICESHIP: "Betriebliche Ausbildung",
        Activity.MANDATORY_INTERNSHIP: "Pflichtpraktikum",
        Activity.ORIENTATION_INTERNSHIP: "Orientierungs- oder Begleitpraktikum",
        Activity.ENTRY_QUALIFICATION: "Einstiegsqualifizierung",
        Activity.TRIAL_MEASURE: "Maßnahme beim Arbeitgeber",
        Activity.TEMPORARY_WORK: "Leiharbeit",
        Activity.SELF_EMPLOYMENT: "Selbständigkeit",
    },
    Answer: {
        Answer.FREE: "ohne Erlaubnis möglich",
        Answer.PERMIT_REQUIRED: "mit Erlaubnis der Ausländerbehörde",
        Answer.PERMIT_AND_BA_APPROVAL: "mit Erlaubnis der Ausländerbehörde und Zustimmung der BA",
        Answer.WAITING: "Wartezeit läuft",
        Answer.PROHIBITED: "nicht erlaubt",
        Answer.UNCLEAR: "zu klären",
    },
    Access: {
        Access.FREE: "ohne Erlaubnis möglich",
        Access.PERMIT_REQUIRED: "mit Erlaubnis der Ausländerbehörde",
        Access.PERMIT_AND_BA_APPROVAL: "mit Erlaubnis der Ausländerbehörde und Zustimmung der BA",
        Access.CASE_BY_CASE: "Einzelfall, Dokument oder Ausländerbehörde entscheidet",
        Access.PROHIBITED: "nicht erlaubt",
    },
    Confidence: {
        Confidence.HIGH: "sicher",
        Confidence.MEDIUM: "bitte prüfen",
        Confidence.LOW: "unsicher, bitte prüfen",
    },
    Reason: {
        Reason.NONE: "",
        Reason.DOCUMENT_UNKNOWN: "Das Dokument steht in keiner Tabelle.",
        Reason.NO_RULE: "Für diesen Tag ist keine Regel festgehalten.",
        Reason.CLOCK_START_MISSING: "Es ist nicht bekannt, wann die Wartezeit begann.",
        Reason.CASE_BY_CASE: "Das Dokument oder die Ausländerbehörde entscheidet.",
        Reason.DOCUMENT_AND_TABLE_DISAGREE: "Der Eintrag im Dokument und die Regel passen nicht"
        " zusammen.",
        Reason.DOCUMENT_FORBIDS: "Der Eintrag im Dokument verbietet, was die Regel zulässt.",
        Reason.ENTRY_UNKNOWN: "Was der Eintrag im Dokument bedeutet, ist nicht festgehalten.",
        Reason.ACTIVITY_UNKNOWN: "Um welche Art von Tätigkeit es geht, ist nicht festgehalten.",
    },
}
