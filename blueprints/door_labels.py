"""Names of what happens at the door, and of what is said of a fair afterwards."""

from __future__ import annotations

from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _l

from domain.attendance import Part
from domain.door import ScanOutcome
from domain.opinions import ComesAgain, Mood, Suited

DOOR_LABELS: dict[type[Enum], dict[Any, Any]] = {
    ScanOutcome: {
        ScanOutcome.ARRIVED: "eingelassen",
        ScanOutcome.AGAIN: "war schon da",
        ScanOutcome.EARLY: "vor dem Tag",
        ScanOutcome.GIVEN_BACK: "Platz abgesagt",
        ScanOutcome.WAITING: "auf der Warteliste",
        ScanOutcome.ELSEWHERE: "andere Kontaktbörse",
        ScanOutcome.NO_PLACE: "nicht angemeldet",
        ScanOutcome.UNKNOWN: "unbekannter Code",
        ScanOutcome.NO_TICKET: "keine Eintrittskarte",
        ScanOutcome.FAIR_CANCELLED: "Kontaktbörse abgesagt",
    },
    Part: {
        Part.CAME: "mit Anmeldung gekommen",
        Part.MISSING: "angemeldet, nicht gekommen",
        Part.WALKED_IN: "ohne Anmeldung gekommen",
    },
    Mood: {Mood.GOOD: _l("gut"), Mood.SO_SO: _l("mittel"), Mood.BAD: _l("schlecht")},
    Suited: {
        Suited.MANY: _l("ja, viele"),
        Suited.SOME: _l("einige"),
        Suited.NONE: _l("nein, niemand"),
    },
    ComesAgain: {
        ComesAgain.YES: _l("ja, gern"),
        ComesAgain.MAYBE: _l("vielleicht"),
        ComesAgain.NO: _l("nein danke"),
    },
}
