"""Hard conditions of a match in the words of the office; only colleagues read them."""

from __future__ import annotations

from enum import Enum
from typing import Any

from domain.match_conditions import ConditionKind, ConditionState

MATCH_LABELS: dict[type[Enum], dict[Any, Any]] = {
    ConditionKind: {
        ConditionKind.GERMAN: "Deutsch",
        ConditionKind.LICENCE: "Führerscheine und Nachweise",
        ConditionKind.RECOGNITION: "Anerkennung",
        ConditionKind.HOURS: "Arbeitszeit",
        ConditionKind.START: "Beginn",
        ConditionKind.ACCESS: "Arbeitsmarktzugang",
    },
    ConditionState: {
        ConditionState.MET: "erfüllt",
        ConditionState.CAN_BE_MET: "möglich",
        ConditionState.UNKNOWN: "unbekannt",
        ConditionState.NOT_MET: "nicht erfüllt",
    },
}
