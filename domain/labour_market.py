"""May this person do this kind of work on this day? The dated law as data, asked here.

The tables lie in ``domain/rules``; each row has its validity, citation, confidence and reviewer.
No rule reads nationality: staff choose the document, the tables answer. A hint, no decision.
"""

from __future__ import annotations

import functools
from datetime import date

from domain.residence import EmploymentEntry
from domain.rules.book import DocumentType, RuleBook, Rules, rules_from
from domain.rules.periods import Timeline, timelines
from domain.rules.rows import AccessRule, ClockStart, Parameter, PositionActivity
from domain.rules.ruling import Ruling, unclear
from domain.rules.tables import (
    parameters_in,
    position_activities_in,
    rules_in,
)
from domain.rules.words import (
    Access,
    Activity,
    Answer,
    Clock,
    Confidence,
    EntryEffect,
    Reason,
)

__all__ = [
    "Access",
    "AccessRule",
    "Activity",
    "Answer",
    "Clock",
    "ClockStart",
    "Confidence",
    "DocumentType",
    "EmploymentEntry",
    "EntryEffect",
    "Parameter",
    "PositionActivity",
    "Reason",
    "RuleBook",
    "Rules",
    "Ruling",
    "activity_of",
    "parameter",
    "position_kinds",
    "rules_as_recorded_on",
    "rules_from",
    "shipped_rules",
    "unclear",
]


@functools.cache
def shipped_rules() -> RuleBook:
    """Return the book of the tables that come with the program."""
    return RuleBook(rules_in())


@functools.lru_cache(maxsize=32)
def rules_as_recorded_on(day: date) -> RuleBook:
    """Return the shipped book as it stood at the end of that day: it replays an old decision."""
    return RuleBook(shipped_rules().rules.recorded_by(day))


def parameter(name: str, day: date) -> Parameter | None:
    """Return a number of the law on that day, or ``None`` where the tables know none.

    >>> str(parameter("minimum_wage_hour", date(2026, 11, 22)).value)
    '13.90'
    """
    line = _parameters().get((name,))
    return line.on(day) if line else None


def activity_of(position_kind: str, day: date) -> Activity | None:
    """Return the activity of the law a kind of position is, or ``None`` where that is not known.

    >>> activity_of("trial", date(2026, 11, 22))
    <Activity.TRIAL_MEASURE: 'trial_measure'>
    """
    line = _position_activities().get((position_kind,))
    row = line.on(day) if line else None
    return row.activity if row else None


def position_kinds(day: date) -> list[PositionActivity]:
    """Return the kinds of position the law tells apart on that day."""
    rows = (line.on(day) for line in _position_activities().values())
    return [row for row in rows if row is not None]


@functools.cache
def _parameters() -> dict[tuple[str, ...], Timeline[Parameter]]:
    return timelines(parameters_in())


@functools.cache
def _position_activities() -> dict[tuple[str, ...], Timeline[PositionActivity]]:
    return timelines(position_activities_in())
