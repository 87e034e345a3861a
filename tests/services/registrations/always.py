"""What holds about the places of a fair, whatever happened before."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from hypothesis.stateful import invariant

from domain.fairs import HELD, LASTING, PlaceMoveKind, RegistrationState
from models import AuditEntry, Fair, FairGroup, Letter, db
from services.place_counts import differences
from tests.services.registrations.looking import Looking

STATE = RegistrationState
MADE = AuditEntry.action == "registration.made"
BECAME_PLACES = {PlaceMoveKind.BOOKED, PlaceMoveKind.ACCEPTED, PlaceMoveKind.OVERRIDDEN}


class AlwaysHolds(Looking):
    """Looks after each step, once the fair is there."""

    fair_id: int
    slug: str
    now: datetime
    fills_gaps: bool
    offered: set[int]
    made: int
    came_in: int
    entries_before: int

    @invariant()
    def places_are_people(self) -> None:
        if not hasattr(self, "fair_id"):
            return
        group, counts = self.group(), self.counts()
        assert group.taken == sum(counts[state] for state in HELD)
        assert group.waiting == counts[STATE.WAITING]
        beyond = self.moves(PlaceMoveKind.OVERRIDDEN)
        assert group.taken <= group.capacity + beyond
        fair = db.session.get_one(Fair, self.fair_id, populate_existing=True)
        other = db.session.get_one(FairGroup, self.other_id, populate_existing=True)
        assert other.taken <= other.capacity == 3
        assert (fair.taken, fair.capacity) == (group.taken + other.taken, group.capacity + 3)
        assert differences(self.now) == []

    @invariant()
    def no_place_stays_empty_and_nobody_is_overtaken(self) -> None:
        if not hasattr(self, "fair_id"):
            return
        group = self.group()
        waiting = self.waiting_sizes(group.capacity)
        free = group.capacity - group.taken
        sizes = [waiting[number] for number in sorted(waiting)]
        assert all(size > free for size in (sizes if self.fills_gaps else sizes[:1]))
        newly = [one for one in self.all(STATE.OFFERED) if one.id not in self.offered]
        if newly and not self.fills_gaps:
            assert max(one.queue_number for one in newly) < min(waiting, default=10**9)
        self.offered = {one.id for one in self.all(STATE.OFFERED)}

    @invariant()
    def parties_stay_together(self) -> None:
        if not hasattr(self, "fair_id"):
            return
        states = defaultdict(set)
        for one in self.all(*LASTING):
            states[one.party_id or -one.id].add(one.state)
        assert all(len(found) == 1 for found in states.values())

    @invariant()
    def each_place_has_its_letter_and_entry(self) -> None:
        if not hasattr(self, "fair_id"):
            return
        moves = self.moves(*BECAME_PLACES)
        letters = self.count(
            Letter,
            Letter.kind == "registration-confirmed",
            Letter.facts["slug"].as_string() == self.slug,
        )
        assert moves + self.came_in == letters
        assert self.made == self.count(AuditEntry, MADE) - self.entries_before
