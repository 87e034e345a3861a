"""One row of each table of the law, and how it is read from the words of a CSV file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypedDict, TypeVar

from domain.errors import RuleBroken
from domain.residence import EmploymentEntry
from domain.rules.days import iso_day
from domain.rules.words import Access, Activity, Clock, Confidence, EntryEffect

Words = Mapping[str, str]
S = TypeVar("S", bound=StrEnum)

EVERY_DOCUMENT = "*"
LONGEST_WAITING = 120
"""Months; a longer waiting time is a typing error."""


class RowBroken(RuleBroken):
    """A row of a table of the law cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every rule carries: its validity (both days inclusive) and its evidence."""

    valid_from: date
    valid_to: date | None
    cite: str
    confidence: Confidence
    source: str
    reviewer: str
    recorded_on: date

    @property
    def key(self) -> tuple[str, ...]:
        """Return what must have one rule a day; each kind of row states its own."""
        raise TypeError(f"{type(self).__name__} states no key")

    def covers(self, day: date) -> bool:
        """Return whether the row holds on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRule(Row):
    """Labour-market access with one document, for one activity, in one period."""

    document: str
    title: str
    legal_basis: str
    activity: Activity
    access: Access
    waiting_months: int | None
    """None: no waiting time is defined; 0: from the first day."""
    condition: str

    @property
    def key(self) -> tuple[str, ...]:
        """Return what must have one rule a day."""
        return self.document, self.activity


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStart(Row):
    """What starts the waiting time with one document in one period."""

    document: str
    clock: Clock
    condition: str

    @property
    def key(self) -> tuple[str, ...]:
        """Return what must have one rule a day."""
        return (self.document,)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRule(Row):
    """What an entry on the document says about an activity."""

    entry: EmploymentEntry
    document: str
    """A document, or ``*`` for every document without a row of its own."""
    activity: Activity
    effect: EntryEffect
    condition: str

    @property
    def key(self) -> tuple[str, ...]:
        """Return what must have one rule a day."""
        return self.entry, self.document, self.activity


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionActivity(Row):
    """Which activity of the law a kind of position is."""

    position_kind: str
    activity: Activity
    condition: str

    @property
    def key(self) -> tuple[str, ...]:
        """Return what must have one rule a day."""
        return (self.position_kind,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Row):
    """A number of the law: a minimum wage, a period, a subsidy."""

    name: str
    value: Decimal
    unit: str
    note: str

    @property
    def key(self) -> tuple[str, ...]:
        """Return what must have one rule a day."""
        return (self.name,)


class Evidence(TypedDict):
    """The columns every table has, read."""

    valid_from: date
    valid_to: date | None
    cite: str
    confidence: Confidence
    source: str
    reviewer: str
    recorded_on: date


def read_access(words: Words) -> AccessRule:
    """Return a row of ``labour_market_access.csv``."""
    access = read_word(Access, words, "access")
    months = _months(words["waiting_months"])
    if months and access is Access.PROHIBITED:
        raise RowBroken(says="access prohibited has no waiting_months: leave it empty")
    return AccessRule(
        document=read_filled(words, "status_key"),
        title=read_filled(words, "status_de"),
        legal_basis=read_filled(words, "legal_basis"),
        activity=read_word(Activity, words, "activity"),
        access=access,
        waiting_months=months,
        condition=words["condition_de"],
        **read_evidence(words),
    )


def read_clock_start(words: Words) -> ClockStart:
    """Return a row of ``clock_starts.csv``."""
    return ClockStart(
        document=read_filled(words, "status_key"),
        clock=read_word(Clock, words, "clock"),
        condition=words["condition_de"],
        **read_evidence(words),
    )


def read_entry(words: Words) -> EntryRule:
    """Return a row of ``entries.csv``."""
    return EntryRule(
        entry=read_word(EmploymentEntry, words, "entry"),
        document=read_filled(words, "status_key"),
        activity=read_word(Activity, words, "activity"),
        effect=read_word(EntryEffect, words, "effect"),
        condition=words["condition_de"],
        **read_evidence(words),
    )


def read_position_activity(words: Words) -> PositionActivity:
    """Return a row of ``position_activities.csv``."""
    return PositionActivity(
        position_kind=read_filled(words, "position_kind"),
        activity=read_word(Activity, words, "activity"),
        condition=words["condition_de"],
        **read_evidence(words),
    )


def read_parameter(words: Words) -> Parameter:
    """Return a row of ``dated_parameters.csv``."""
    try:
        value = Decimal(words["value"])
    except InvalidOperation:
        raise RowBroken(says=f"value {words['value']!r} is no number") from None
    return Parameter(
        name=read_filled(words, "parameter"),
        value=value,
        unit=read_filled(words, "unit"),
        note=words["note_de"],
        **read_evidence(words),
    )


def read_evidence(words: Words) -> Evidence:
    """Return validity and evidence of a row."""
    valid_from = read_day(words, "valid_from")
    valid_to = read_day(words, "valid_to") if words["valid_to"] else None
    if valid_to is not None and valid_to < valid_from:
        raise RowBroken(says=f"valid_to {valid_to} lies before valid_from {valid_from}")
    return {
        "valid_from": valid_from,
        "valid_to": valid_to,
        "cite": read_filled(words, "cite"),
        "confidence": read_word(Confidence, words, "confidence"),
        "source": read_filled(words, "source"),
        "reviewer": read_filled(words, "reviewer"),
        "recorded_on": read_day(words, "recorded_on"),
    }


def read_filled(words: Words, column: str) -> str:
    """Return a word that must not be empty."""
    if not words[column].strip():
        raise RowBroken(says=f"{column} is empty")
    return words[column]


def read_day(words: Words, column: str) -> date:
    """Return a day of the calendar."""
    try:
        return iso_day(words[column])
    except ValueError:
        raise RowBroken(says=f"{column} {words[column]!r} is no day (YYYY-MM-DD)") from None


def read_word(kind: type[S], words: Words, column: str) -> S:
    """Return a word of a fixed list."""
    try:
        return kind(words[column])
    except ValueError:
        known = ", ".join(kind)
        raise RowBroken(says=f"{column} {words[column]!r} is unknown; known: {known}") from None


def _months(typed: str) -> int | None:
    if not typed:
        return None
    if not (
        typed.isascii() and typed.isdigit() and len(typed) < 5 and int(typed) <= LONGEST_WAITING
    ):
        raise RowBroken(
            says=f"waiting_months {typed!r} is no whole number from 0 to {LONGEST_WAITING}"
        )
    return int(typed)
