"""Hard conditions of a match in the words of the office; only colleagues read them."""

from __future__ import annotations

from enum import Enum
from typing import Any

from domain.absences import AbsenceCause
from domain.match_conditions import ConditionKind, ConditionState

MATCH_LABELS: dict[type[Enum], dict[Any, Any]] = {
    AbsenceCause: {
        AbsenceCause.NO_CONSENT: "keine Einwilligung zur Vermittlung",
        AbsenceCause.WORK_FORBIDDEN: "darf zurzeit nicht arbeiten",
        AbsenceCause.WORK_UNKNOWN: "weder Arbeit noch Wunsch bekannt",
        AbsenceCause.GERMAN_UNKNOWN: "Deutsch unbekannt",
        AbsenceCause.PLACE_UNKNOWN: "Wohnort unbekannt",
        AbsenceCause.NOT_RANKED: "noch keine Stelle berechnet",
        AbsenceCause.NOT_LOOKED_AT: "passt, aber niemand hat die Liste angesehen",
        AbsenceCause.PASSED_OVER: "passt und stand auf Listen, wurde aber nie vorgeschlagen",
        AbsenceCause.GERMAN: "am meisten fehlt Deutsch",
        AbsenceCause.SKILLS: "am meisten fehlen Kenntnisse",
        AbsenceCause.PROOFS: "am meisten fehlen Anerkennung oder Nachweise",
        AbsenceCause.DISTANCE: "die Stellen sind zu weit weg",
        AbsenceCause.HOURS: "die Arbeitszeiten passen nicht",
        AbsenceCause.OCCUPATION: "keine Stelle passt gut zum Beruf",
    },
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
