"""May this person do this work on this day: the chain of documents asked against the rule book.

A doubt about the documents answers *unclear*: what is not known is never a yes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.labour_market import Activity, Answer, Clock, Reason, RuleBook, Ruling, unclear
from domain.residence_chain import Document, Doubt, Standing, last_day, standing_on

_DAY = timedelta(days=1)
LOOKS_AHEAD = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class WorkAccess:
    """The answer for one person, activity and day, with the document and the rule behind it."""

    activity: Activity
    day: date
    standing: Standing
    ruling: Ruling
    clock: Clock | None
    """What starts the waiting time of that document on that day."""

    @property
    def answer(self) -> Answer:
        """Return the answer alone."""
        return self.ruling.answer

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Return what is not known of the documents."""
        return self.standing.doubts

    @property
    def needs_check(self) -> bool:
        """Return whether staff read *please verify* beside it."""
        return self.ruling.needs_check or bool(self.doubts)

    @property
    def is_allowed(self) -> bool:
        """Return whether the work needs no permission; nothing but a clear *free* is."""
        return self.answer is Answer.FREE


def access_on(
    book: RuleBook, documents: Sequence[Document], activity: Activity, day: date
) -> WorkAccess:
    """Return the answer for one activity on one day."""
    return access_of(book, standing_on(documents, day), activity, day)


def access_of(book: RuleBook, standing: Standing, activity: Activity, day: date) -> WorkAccess:
    """Return the answer for what is known to hold on that day."""
    return next(_asked(book, standing, (activity,), day))


def accesses_on(book: RuleBook, documents: Sequence[Document], day: date) -> list[WorkAccess]:
    """Return the answer for each activity of the law on one day."""
    return list(_asked(book, standing_on(documents, day), Activity, day))


def changes_of_access(
    book: RuleBook, documents: Sequence[Document], activity: Activity, first: date
) -> list[WorkAccess]:
    """Return the answer of the first day and of each coming day on which it changes."""
    last = first + LOOKS_AHEAD
    told: list[WorkAccess] = []
    for day in sorted(_turning_days(book, documents, activity, first, last)):
        access = access_on(book, documents, activity, day)
        if not told or _seen(access) != _seen(told[-1]):
            told.append(access)
    return told


def _asked(
    book: RuleBook, standing: Standing, activities: Iterable[Activity], day: date
) -> Iterator[WorkAccess]:
    """Yield the answer for each activity; what they share is looked up once."""
    rights = standing.rights
    clock = book.clock_start_kind(rights.status_key, day) if rights else None
    if rights is None or not standing.is_clear:
        doubtful = unclear(Reason.DOCUMENT_UNKNOWN)
        yield from (WorkAccess(one, day, standing, doubtful, clock) for one in activities)
        return
    start, entry = standing.clock_start(clock), standing.entry
    for one in activities:
        ruling = book.answer(rights.status_key, one, day, clock_start=start, entry=entry)
        yield WorkAccess(one, day, standing, ruling, clock)


def _turning_days(
    book: RuleBook, documents: Sequence[Document], activity: Activity, first: date, last: date
) -> set[date]:
    """Return every day on which a paper, a rule or a waiting time may turn the answer."""
    days = {first}
    starts = {one.clock_start for one in documents}
    for document in documents:
        end = last_day(document)
        days.add(document.begins_on)
        days.add(end + _DAY if end is not None and end < last else first)
        for start in starts:
            told = book.changes(document.status_key, activity, first, last, clock_start=start)
            days.update(day for day, _ruling in told)
    return {day for day in days if first <= day <= last}


def _seen(access: WorkAccess) -> tuple[object, ...]:
    ruling = access.ruling
    return ruling.answer, ruling.reason, ruling.until, ruling.cite, access.doubts
