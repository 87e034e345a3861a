"""The rule book: for a document, an activity and a day exactly one answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from domain.residence import EmploymentEntry
from domain.rules.days import months_later
from domain.rules.periods import Timeline, timelines
from domain.rules.rows import EVERY_DOCUMENT, AccessRule, ClockStart, EntryRule
from domain.rules.ruling import (
    Ruling,
    after_waiting,
    unclear,
    while_waiting,
    with_entry,
    without_start,
)
from domain.rules.words import Activity, Answer, Clock, Reason

_DAY = timedelta(days=1)


class Rules(NamedTuple):
    """The rows a book is made of."""

    access: tuple[AccessRule, ...]
    clock_starts: tuple[ClockStart, ...]
    entries: tuple[EntryRule, ...]

    def recorded_by(self, day: date) -> Rules:
        """Return the rows that were written down by the end of that day."""
        return Rules(
            tuple(row for row in self.access if row.recorded_on <= day),
            tuple(row for row in self.clock_starts if row.recorded_on <= day),
            tuple(row for row in self.entries if row.recorded_on <= day),
        )


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A residence document the tables know, and the days for which they know rules."""

    key: str
    title: str
    legal_basis: str
    valid_from: date
    valid_to: date | None


class RuleBook:
    """All rules as they are recorded at one moment; made once and only read."""

    def __init__(self, rules: Rules):
        self.rules = rules
        self.recorded_on = max((row.recorded_on for row in rules.access), default=date.min)
        """The day of the latest access rule."""
        self._access = timelines(rules.access)
        self._clocks = timelines(rules.clock_starts)
        self._entries = timelines(rules.entries)
        self._documents = _document_types(self._access)
        self._prepared = {
            id(rule): _prepare(rule) for line in self._access.values() for rule in line.rows
        }
        self._with_entries: dict[tuple[int, int], Ruling] = {}
        """By the identity of a prepared ruling and an entry, both of which live as long."""

    def answer(
        self,
        document: str,
        activity: Activity,
        day: date,
        *,
        clock_start: date | None = None,
        entry: EmploymentEntry = EmploymentEntry.UNKNOWN,
    ) -> Ruling:
        """Return whether this work is allowed with that document on that day.

        ``clock_start`` is the day on which the clock of ``clock_start_kind`` began to run.
        """
        line = self._access.get((document, activity))
        rule = line.on(day) if line else None
        if rule is None:
            known = document in self._documents
            return unclear(Reason.NO_RULE if known else Reason.DOCUMENT_UNKNOWN)
        ruling = self._by_clock(rule, clock_start, day)
        if entry is EmploymentEntry.UNKNOWN:
            return ruling
        said = self._entry_on(document, activity, day, entry)
        return self._combined(ruling, said) if said else unclear(Reason.ENTRY_UNKNOWN)

    def rule_on(self, document: str, activity: Activity, day: date) -> AccessRule | None:
        """Return the row of the table that holds on that day."""
        line = self._access.get((document, activity))
        return line.on(day) if line else None

    def rules_of(self, document: str, activity: Activity) -> tuple[AccessRule, ...]:
        """Return all periods of one document and activity in their order."""
        line = self._access.get((document, activity))
        return line.rows if line else ()

    def clock_start_kind(self, document: str, day: date) -> Clock | None:
        """Return what starts the waiting time, or ``None`` where no waiting time runs."""
        line = self._clocks.get((document,))
        row = line.on(day) if line else None
        return row.clock if row else None

    def clock_start(self, document: str, day: date) -> ClockStart | None:
        """Return the row that says what starts the waiting time, with its citation."""
        line = self._clocks.get((document,))
        return line.on(day) if line else None

    def documents(self) -> list[DocumentType]:
        """Return the documents the tables know, in the order of the tables."""
        return list(self._documents.values())

    def document(self, key: str) -> DocumentType | None:
        """Return one document by its key."""
        return self._documents.get(key)

    def changes(
        self,
        document: str,
        activity: Activity,
        first: date,
        last: date,
        *,
        clock_start: date | None = None,
        entry: EmploymentEntry = EmploymentEntry.UNKNOWN,
    ) -> list[tuple[date, Ruling]]:
        """Return the answer of the first day and of each day up to the last on which it changes."""
        days = {first} | {
            day
            for rule in self.rules_of(document, activity)
            for day in _turning_days(rule, clock_start)
            if first < day <= last
        }
        told: list[tuple[date, Ruling]] = []
        for day in sorted(days):
            ruling = self.answer(document, activity, day, clock_start=clock_start, entry=entry)
            if not told or _seen(ruling) != _seen(told[-1][1]):
                told.append((day, ruling))
        return told

    def _by_clock(self, rule: AccessRule, clock_start: date | None, day: date) -> Ruling:
        """Return what the table says, its waiting time counted."""
        prepared = self._prepared[id(rule)]
        if not rule.waiting_months:
            return prepared.after
        if clock_start is None:
            return prepared.without_start
        over = months_later(clock_start, rule.waiting_months)
        return prepared.after if day >= over else while_waiting(prepared.after, over)

    def _entry_on(
        self, document: str, activity: Activity, day: date, entry: EmploymentEntry
    ) -> EntryRule | None:
        for whose in (document, EVERY_DOCUMENT):
            line = self._entries.get((entry, whose, activity))
            row = line.on(day) if line else None
            if row is not None:
                return row
        return None

    def _combined(self, ruling: Ruling, said: EntryRule) -> Ruling:
        """Return the ruling with the entry read; what is prepared is combined once."""
        if ruling.answer is Answer.WAITING:
            return with_entry(ruling, said)
        key = (id(ruling), id(said))
        known = self._with_entries.get(key)
        if known is None:
            known = self._with_entries[key] = with_entry(ruling, said)
        return known


class _Prepared(NamedTuple):
    """The answers of a rule that do not depend on a day."""

    after: Ruling
    without_start: Ruling


def _prepare(rule: AccessRule) -> _Prepared:
    after = after_waiting(rule)
    return _Prepared(after, without_start(after))


def rules_from(
    access: Iterable[AccessRule],
    clock_starts: Iterable[ClockStart] = (),
    entries: Iterable[EntryRule] = (),
) -> RuleBook:
    """Return the book of these rows."""
    return RuleBook(Rules(tuple(access), tuple(clock_starts), tuple(entries)))


def _seen(ruling: Ruling) -> tuple[object, ...]:
    return ruling.answer, ruling.reason, ruling.until, ruling.cite


def _turning_days(rule: AccessRule, clock_start: date | None) -> list[date]:
    days = [rule.valid_from]
    if rule.valid_to is not None and rule.valid_to < date.max:
        days.append(rule.valid_to + _DAY)
    if rule.waiting_months and clock_start is not None:
        days.append(months_later(clock_start, rule.waiting_months))
    return days


def _document_types(
    access: dict[tuple[str, ...], Timeline[AccessRule]],
) -> dict[str, DocumentType]:
    known: dict[str, list[AccessRule]] = {}
    for line in access.values():
        for rule in line.rows:
            known.setdefault(rule.document, []).append(rule)
    return {key: _document_type(key, rules) for key, rules in known.items()}


def _document_type(key: str, rules: list[AccessRule]) -> DocumentType:
    latest = max(rules, key=lambda rule: rule.valid_from)
    ends = [rule.valid_to for rule in rules]
    return DocumentType(
        key,
        latest.title,
        latest.legal_basis,
        min(rule.valid_from for rule in rules),
        None if None in ends else max(end for end in ends if end is not None),
    )
