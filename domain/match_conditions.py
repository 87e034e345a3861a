"""Hard conditions of a match: they stand beside the score, are never in it, and decide nothing.

Each is met, not met, unknown, or can be met by a day. What is not known is never met.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.labour_market import Answer
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState, carriers_of, law_of
from domain.recognition import RUNNING, RecognitionState
from domain.work_access import WorkAccess
from domain.working_time import Hours, Shift


class ConditionKind(StrEnum):
    """What work cannot begin without."""

    GERMAN = "german"
    LICENCE = "licence"
    RECOGNITION = "recognition"
    HOURS = "hours"
    START = "start"
    ACCESS = "access"


class ConditionState(StrEnum):
    """Whether it is so."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    CAN_BE_MET = "can_be_met"
    """By the day that stands beside it."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of one pair; ``day`` only where it can be met by then."""

    kind: ConditionKind
    state: ConditionState
    day: date | None = None
    cite: str = ""
    access: WorkAccess | None = None
    """The whole answer of the law, where the condition is labour-market access."""


@dataclass(frozen=True, slots=True)
class HeldLicenceFact:
    """A licence as it is held; ``until`` None means until further notice or not known."""

    state: LicenceState
    until: date | None = None


Times = tuple[Collection[Hours] | None, float | None, Collection[Shift] | None]

ONE_STEP = 1
"""A course that runs is taken to lead one step of the CEFR further, no more."""


def of_german(
    asked: Mapping[LanguageSkill, LanguageLevel],
    known: Mapping[LanguageSkill, LanguageLevel] | None,
    course_ends: date | None,
) -> Condition | None:
    """Return whether each asked skill of German is reached, or one step more after a course."""
    wanted = {one: level for one, level in asked.items() if level is not LanguageLevel.NONE}
    if not wanted:
        return None
    steps = [
        level.rank - known[one].rank for one, level in wanted.items() if known and one in known
    ]
    most = max(steps, default=0)
    if most > 0:
        if most <= ONE_STEP and course_ends is not None and len(steps) == len(wanted):
            return _by(ConditionKind.GERMAN, course_ends)
        return Condition(ConditionKind.GERMAN, ConditionState.NOT_MET)
    is_told = len(steps) == len(wanted)
    return Condition(
        ConditionKind.GERMAN, ConditionState.MET if is_told else ConditionState.UNKNOWN
    )


def of_licences(
    asked: Collection[Licence],
    held: Mapping[Licence, HeldLicenceFact] | None,
    first_day: date,
) -> Condition | None:
    """Return whether all asked licences are usable on the first day, by the law of each.

    A conversion that runs has no date: whether it ends in time is unknown.
    """
    if not asked:
        return None
    if held is None:
        return Condition(ConditionKind.LICENCE, ConditionState.UNKNOWN, cite=law_of(asked))
    states = {_licence_state(licence, held, first_day) for licence in asked}
    return Condition(ConditionKind.LICENCE, _worst(states), cite=law_of(asked))


def of_recognition(
    regulated_code: str | None,
    state: RecognitionState | None,
    deadline: date | None,
    today: date,
) -> Condition | None:
    """Return whether a qualification that is needed is recognised (§ 3 BQFG).

    ``regulated_code`` is the occupation, None where the work is not regulated or nobody said so.
    """
    if regulated_code is None:
        return None
    kind = ConditionKind.RECOGNITION
    if state is RecognitionState.FULL:
        return Condition(kind, ConditionState.MET, cite=_RECOGNITION_LAW)
    if state in RUNNING and deadline is not None and deadline >= today:
        return Condition(kind, ConditionState.CAN_BE_MET, deadline, _RECOGNITION_LAW)
    is_open = state is None or state in RUNNING
    return Condition(
        kind, ConditionState.UNKNOWN if is_open else ConditionState.NOT_MET, cite=_RECOGNITION_LAW
    )


def of_hours(asked: Times | None, able: Times | None) -> Condition | None:
    """Return whether somebody can work the hours and shifts that are asked."""
    if asked is None:
        return None
    hours, weekly, shifts = asked
    can_hours, can_weekly, can_shifts = able or (None, None, None)
    states = set()
    if hours:
        states.add(_contains(can_hours, hours))
    if weekly:
        states.add(ConditionState.UNKNOWN if can_weekly is None else _met(can_weekly >= weekly))
    if shifts:
        states.add(_contains(can_shifts, shifts))
    return Condition(ConditionKind.HOURS, _worst(states)) if states else None


def of_start(first_day: date, ready_on: date | None) -> Condition:
    """Return whether somebody can begin on the first day, or by when."""
    if ready_on is None:
        return Condition(ConditionKind.START, ConditionState.UNKNOWN)
    if ready_on <= first_day:
        return Condition(ConditionKind.START, ConditionState.MET)
    return _by(ConditionKind.START, ready_on)


def of_access(access: WorkAccess | None) -> Condition:
    """Return whether the law lets this person begin; only a clear *free* is met.

    Where a permission is needed nobody knows yet whether it will come; a waiting time ends on
    a day, but counts only where the work is free from then on.
    """
    kind = ConditionKind.ACCESS
    if access is None:
        return Condition(kind, ConditionState.UNKNOWN)
    ruling = access.ruling
    if access.answer is Answer.FREE and not access.needs_check:
        return Condition(kind, ConditionState.MET, None, ruling.cite, access)
    if access.answer is Answer.PROHIBITED:
        return Condition(kind, ConditionState.NOT_MET, None, ruling.cite, access)
    if access.answer is Answer.WAITING and ruling.then is Answer.FREE and not access.needs_check:
        return Condition(kind, ConditionState.CAN_BE_MET, ruling.until, ruling.cite, access)
    return Condition(kind, ConditionState.UNKNOWN, None, ruling.cite, access)


_RECOGNITION_LAW = "§ 3 BQFG"
_USABLE = {LicenceState.GERMAN: True, LicenceState.NOT_USABLE: False}


def _licence_state(
    asked: Licence, held: Mapping[Licence, HeldLicenceFact], first_day: date
) -> ConditionState:
    """Return the best state over all licences that carry the asked one."""
    states = {_state_of(held[one], first_day) for one in carriers_of(asked) if one in held}
    return min(states, key=_BEST_FIRST.index, default=ConditionState.NOT_MET)


def _state_of(fact: HeldLicenceFact, first_day: date) -> ConditionState:
    if fact.state in _USABLE:
        return _met(_USABLE[fact.state])
    if fact.state is LicenceState.USABLE_UNTIL and fact.until is not None:
        return _met(fact.until >= first_day)
    return ConditionState.UNKNOWN


def _contains(able: Collection[object] | None, asked: object) -> ConditionState:
    if able is None:
        return ConditionState.UNKNOWN
    wanted = {asked} if isinstance(asked, str) else set(asked)  # type: ignore[call-overload]
    return _met(wanted <= set(able))


def _met(is_met: bool) -> ConditionState:
    return ConditionState.MET if is_met else ConditionState.NOT_MET


def _worst(states: Collection[ConditionState]) -> ConditionState:
    return max(states, key=_BEST_FIRST.index)


def _by(kind: ConditionKind, day: date) -> Condition:
    return Condition(kind, ConditionState.CAN_BE_MET, day)


_BEST_FIRST = (
    *(ConditionState.MET, ConditionState.CAN_BE_MET),
    *(ConditionState.UNKNOWN, ConditionState.NOT_MET),
)
