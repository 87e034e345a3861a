"""Two rule books asked the same: on which day does which answer become another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
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
        self._differs: dict[tuple[object, ...], bool] = {}

    def add_start(self, activity: Activity, day: date) -> None:
        """Note that a draft about the activity counts from that day."""
        self._starts[activity] = sorted({*self._starts[activity], day})

    def difference(self, standings: Standings, activity: Activity, day: date) -> Both | None:
        """Return both answers on the first day from ``day`` on which they differ."""
        for start in dict.fromkeys(max(start, day) for start in self._starts.get(activity, ())):
            standing = standings.on(start)
            if self._is_other(standing, activity, start):
                return self._both(standing, activity, start)
        return None

    def _is_other(self, standing: Standing, activity: Activity, day: date) -> bool:
        rights = standing.rights
        if rights is None or not standing.is_clear:
            return False
        key = rights.status_key
        books = (self.before, self.after)
        clocks = [standing.clock_start(book.clock_start_kind(key, day)) for book in books]
        asked = (key, activity, day, standing.entry, *clocks)
        if asked not in self._differs:
            before, after = self._both(standing, activity, day)
            self._differs[asked] = seen(before) != seen(after)
        return self._differs[asked]

    def _both(self, standing: Standing, activity: Activity, day: date) -> Both:
        before = access_of(self.before, standing, activity, day)
        return before, access_of(self.after, standing, activity, day)


def seen(access: WorkAccess) -> tuple[object, ...]:
    """Return what of an answer a reader would notice."""
    return access.answer, access.ruling.reason, access.ruling.until
