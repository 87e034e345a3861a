"""Names of what happens at the door."""

from __future__ import annotations

from enum import Enum
from typing import Any

from domain.door import ScanOutcome

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
}
