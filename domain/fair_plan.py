"""The preparation of a fair: steps with days counted back from it, and what is ordered for it.

The days are the office's own plan (facts.md, section 7: what such a fair needs); none is law.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Step(StrEnum):
    """One thing to do before or after a fair."""

    INVITE_FIRMS = "invite_firms"
    OPEN_SIGN_UP = "open_sign_up"
    INVITE_PEOPLE = "invite_people"
    ORDER_INTERPRETERS = "order_interpreters"
    ORDER_CHILD_CARE = "order_child_care"
    ORDER_RAMP = "order_ramp"
    ORDER_POWER = "order_power"
    ORDER_TABLES = "order_tables"
    ORDER_SCREENS = "order_screens"
    BRIEF_FIRMS = "brief_firms"
    PLAN_TALKS = "plan_talks"
    PRINT_LISTS = "print_lists"
    ASK_FEEDBACK = "ask_feedback"


DAYS_BEFORE: dict[Step, int] = {
    Step.INVITE_FIRMS: 70,
    Step.OPEN_SIGN_UP: 42,
    Step.INVITE_PEOPLE: 35,
    Step.ORDER_INTERPRETERS: 21,
    Step.ORDER_CHILD_CARE: 21,
    Step.ORDER_RAMP: 14,
    Step.ORDER_POWER: 14,
    Step.ORDER_TABLES: 14,
    Step.ORDER_SCREENS: 14,
    Step.BRIEF_FIRMS: 10,
    Step.PLAN_TALKS: 7,
    Step.PRINT_LISTS: 1,
    Step.ASK_FEEDBACK: -1,
}
"""Days before the fair on which a step is due; negative ones are after it."""

ORDERS = (
    Step.ORDER_INTERPRETERS,
    Step.ORDER_CHILD_CARE,
    Step.ORDER_RAMP,
    Step.ORDER_POWER,
    Step.ORDER_TABLES,
    Step.ORDER_SCREENS,
)
"""The steps that order something: due only when something is needed."""

THIS_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of one fair: its day, and whether somebody has done it."""

    step: Step
    due_on: date
    is_done: bool

    def is_due(self, today: date) -> bool:
        """Return whether it is open and its day is over or within the coming week."""
        return not self.is_done and self.due_on <= today + THIS_WEEK

    def is_late(self, today: date) -> bool:
        """Return whether it is open and its day is over."""
        return not self.is_done and self.due_on < today


def planned_steps(
    *, fair_day: date, done: Collection[Step], not_needed: Collection[Step] = ()
) -> list[PlannedStep]:
    """Return the steps of a fair in the order of their days; those not needed are left out.

    >>> steps = planned_steps(fair_day=date(2027, 1, 28), done=[Step.INVITE_FIRMS])
    >>> (steps[0].step.value, steps[0].due_on.isoformat(), steps[0].is_done)
    ('invite_firms', '2026-11-19', True)
    """
    return [
        PlannedStep(step, fair_day - timedelta(days=days), step in done)
        for step, days in DAYS_BEFORE.items()
        if step not in not_needed or step in done
    ]


@dataclass(frozen=True, slots=True)
class LanguageGap:
    """A language: how many people asked for an interpreter, how many interpreters are engaged."""

    language: str
    asked: int
    engaged: int

    @property
    def is_missing(self) -> bool:
        """Return whether people asked and nobody is engaged."""
        return self.asked > 0 and self.engaged == 0

    @property
    def missing(self) -> int:
        """Return how many interpreters are missing, at ``PEOPLE_PER_INTERPRETER`` each."""
        wanted = -(-self.asked // PEOPLE_PER_INTERPRETER)
        return max(0, wanted - self.engaged)


PEOPLE_PER_INTERPRETER = 12
"""About three hours of talks of fifteen minutes: an estimate to plan with, no rule."""


def language_gaps(asked: Mapping[str, int], engaged: Mapping[str, int]) -> list[LanguageGap]:
    """Return every language asked for or engaged, the one most asked for first.

    >>> [(one.language, one.missing) for one in language_gaps({"ar": 30, "ti": 2}, {"ar": 3})]
    [('ar', 0), ('ti', 1)]
    """
    languages: Iterable[str] = dict.fromkeys([*asked, *engaged])
    gaps = [LanguageGap(one, asked.get(one, 0), engaged.get(one, 0)) for one in languages]
    return sorted(gaps, key=lambda gap: (-gap.asked, gap.language))
