"""Hard conditions in the words of the office; they stand beside the score and move nobody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from domain.match_conditions import Condition, ConditionKind, ConditionState

KINDS = {
    ConditionKind.GERMAN: "Deutsch",
    ConditionKind.LICENCE: "Führerscheine und Nachweise",
    ConditionKind.RECOGNITION: "Anerkennung",
    ConditionKind.HOURS: "Arbeitszeit",
    ConditionKind.START: "Beginn",
    ConditionKind.ACCESS: "Arbeitsmarktzugang",
}
STATES = {
    ConditionState.MET: ("erfüllt", "success"),
    ConditionState.CAN_BE_MET: ("möglich", "info"),
    ConditionState.UNKNOWN: ("unbekannt", "warning"),
    ConditionState.NOT_MET: ("nicht erfüllt", "danger"),
}


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition as people read it."""

    label: str
    text: str
    kind: str
    cite: str
    is_met: bool


def condition_lines(conditions: Collection[Condition]) -> list[ConditionLine]:
    """Return the conditions of a pair, one line each."""
    return [_line(one) for one in conditions]


def open_lines(conditions: Collection[Condition]) -> list[ConditionLine]:
    """Return what is not simply met, for the flags of a row; the law has a flag of its own."""
    return [
        line
        for one, line in zip(conditions, condition_lines(conditions), strict=True)
        if not line.is_met and one.kind is not ConditionKind.ACCESS
    ]


def _line(condition: Condition) -> ConditionLine:
    text, kind = STATES[condition.state]
    if condition.state is ConditionState.CAN_BE_MET and condition.day is not None:
        text = f"möglich ab {condition.day:%d.%m.%Y}"
    is_met = condition.state is ConditionState.MET
    return ConditionLine(KINDS[condition.kind], text, kind, condition.cite, is_met)
