"""Two rule books asked the same: on which day does which answer become another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.labour_market import Activity, RuleBook
from domain.residence_chain import Document, Standing, standing_on
from domain.work_access import WorkAccess, access_of

Both = tuple[WorkAccess, WorkAccess]


class Standings:
    """What holds for one person, looked up once a day."""

    def __init__(self, chain: Sequence[Document]) -> None:
        self._chain = chain
        self._known: dict[date, Standing] = {}

    def on(self, day: date) -> Standing:
        """Return what holds on a day."""
        if day not in self._known:
            self._known[day] = standing_on(self._chain, day)
        return self._known[day]


class Rehearsal:
    """Both books and the days on which the drafts begin.

    People with alike papers get alike answers: each question is asked of the books once.
    """

    def __init__(self, before: RuleBook, after: RuleBook) -> None:
        self.before = before
        self.after = after
        self._starts: dict[Activity, list[date]] = defaultdict(list)
        self._documents: set[str] = set()
        self._asked: dict[tuple[object, ...], Both | None] = {}

    def add_draft(self, document: str, activity: Activity, day: date) -> None:
        """Note that a draft about document and activity counts from that day."""
        self._documents.add(document)
        self._starts[activity] = sorted({*self._starts[activity], day})

    def difference(self, standings: Standings, activity: Activity, day: date) -> Both | None:
        """Return both answers on the first day from ``day`` on which they differ."""
        for start in dict.fromkeys(max(start, day) for start in self._starts.get(activity, ())):
            standing = standings.on(start)
            found = self._found(standing, activity, start)
            if found is not None:
                before, after = (replace(one, standing=standing) for one in found)
                return before, after
        return None

    def _found(self, standing: Standing, activity: Activity, day: date) -> Both | None:
        """Return two answers that differ, for somebody with alike papers."""
        rights = standing.rights
        if rights is None or rights.status_key not in self._documents or not standing.is_clear:
            return None
        key = rights.status_key
        clocks = {book.clock_start_kind(key, day) for book in (self.before, self.after)}
        starts = tuple(standing.clock_start(clock) for clock in clocks)
        asked = (key, activity, day, standing.entry, starts)
        if asked not in self._asked:
            before = access_of(self.before, standing, activity, day)
            after = access_of(self.after, standing, activity, day)
            self._asked[asked] = (before, after) if seen(before) != seen(after) else None
        return self._asked[asked]


def seen(access: WorkAccess) -> tuple[object, ...]:
    """Return what of an answer a reader would notice."""
    return access.answer, access.ruling.reason, access.ruling.until
