"""Hard conditions in the words of the office; they stand beside the score and move nobody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from blueprints.matches.words import in_words
from blueprints.residence_sentences import Flag, flag
from domain.match_conditions import Condition, ConditionKind, ConditionState

BADGES = {
    ConditionState.MET: "success",
    ConditionState.CAN_BE_MET: "info",
    ConditionState.UNKNOWN: "warning",
    ConditionState.NOT_MET: "danger",
}
NO_ACTIVITY = Flag("ungeklärt", "warning")


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition as people read it."""

    label: str
    text: str
    kind: str
    cite: str


def condition_lines(conditions: Collection[Condition]) -> list[ConditionLine]:
    """Return the conditions of a pair, one line each."""
    return [_line(one) for one in conditions]


def flags_of(conditions: Collection[Condition]) -> list[Flag]:
    """Return the flags of a row: what the law says, then what else is not simply met."""
    others = [
        Flag(f"{line.label}: {line.text}", line.kind)
        for one, line in zip(conditions, condition_lines(conditions), strict=True)
        if one.state is not ConditionState.MET and one.kind is not ConditionKind.ACCESS
    ]
    return [_gate(conditions), *others]


def _gate(conditions: Collection[Condition]) -> Flag:
    answers = [one.access for one in conditions if one.access is not None]
    return flag(answers[0]) if answers else NO_ACTIVITY


def _line(condition: Condition) -> ConditionLine:
    text = in_words(condition.state)
    if condition.state is ConditionState.CAN_BE_MET and condition.day is not None:
        text = f"möglich ab {condition.day:%d.%m.%Y}"
    return ConditionLine(in_words(condition.kind), text, BADGES[condition.state], condition.cite)
