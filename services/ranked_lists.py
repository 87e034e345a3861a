"""Ranked lists for the pages: the stored one where there is one, else computed at once.

A timed job brings all lists up to date when something was marked, when the weights changed, and
on the first run of a day, because the seed of the day orders equal scores.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, exists, func, literal, null, or_, select

from domain.access import Actor
from domain.clock import office_day
from matching.congestion import Line
from matching.explanation import Ranked
from matching.features import CandidateFeatures, PositionFeatures
from matching.ranking import Ranker
from models import (
    Candidate,
    PeopleList,
    Position,
    PositionList,
    RankingMark,
    RankingRun,
    db,
    transactional,
)
from services.floors import floor_id_on
from services.places import coordinates_of
from services.ranking import Match, ranked_people, ranked_positions
from services.ranking_facts import (
    features_of_position,
    features_of_rows,
    people_features,
    position_features,
    rows_of_people,
)
from services.ranking_weights import (
    Learned,
    WeightsInUse,
    as_weights,
    newest_weights,
    weights_in_use,
)
from services.second_opinions import (
    SecondOpinion,
    noted,
    places_of_positions,
    unpacked_opinions,
    write_second_opinions,
)
from services.stored_lists import (
    KEPT_PEOPLE,
    KEPT_POSITIONS,
    Stamp,
    StoredRow,
    packed,
    unpacked,
    write_lists,
)
from services.visibility import agreed_to_placement, scope, shown_position


@dataclass(frozen=True, slots=True)
class RankedList:
    """A ranked list with all that must stand beside it.

    ``computed_at`` is None for a list computed just now; ``is_old`` says that something it reads
    has changed since. ``total`` counts everybody who was ranked, ``rows`` holds the best of them.
    A row whose points are other than when the list was stored is in ``changed``, if its lines are
    there.
    """

    rows: list[Match]
    seed: str
    version: str
    total: int
    computed_at: datetime | None = None
    is_old: bool = False
    changed: frozenset[int] = field(default_factory=frozenset)
    second: Mapping[int, SecondOpinion] = field(default_factory=dict)
    """The second opinion on people of the list, where the last run of all lists gave one."""
    learned: Learned | None = None
    """The learned version whose weights it has; None where people wrote them."""
    floor_id: int | None = None
    """The floor that is on: there is a second order beside the list."""


def seed_of(day: date) -> str:
    """Return the published seed of a day; it orders equal scores, the same for everybody."""
    return day.isoformat()


Wanted = Callable[[Sequence[int]], Collection[int]]


def list_people(
    *, position: Position, actor: Actor, now: datetime, wanted: Wanted = set
) -> RankedList:
    """Return the people the actor may place, the best for a position first.

    ``wanted`` chooses, of the ids of a stored list, those whose lines are needed: the others have
    their rank and score alone, for what they told is not read. As it stands all are wanted.
    """
    today = office_day(now)
    found = _found(PeopleList, PeopleList.position_id == position.id, floor_id_on(today))
    weights = found.use.weights
    if found.stored is None:
        rows = ranked_people(position=position, actor=actor, seed=seed_of(today), today=today,
                             weights=weights)  # fmt: skip
        return RankedList(rows, seed_of(today), found.use.version, len(rows),
                          learned=found.use.learned, floor_id=found.floor_id)  # fmt: skip
    kept = unpacked(found.stored.rows)
    mine = scope(Candidate, actor) & Candidate.id.in_([one.id for one in kept])
    there = {row.id: row for row in rows_of_people(mine)}
    shown = [one for one in kept if one.id in there]
    needed = frozenset(wanted([one.id for one in shown]))
    people = features_of_rows([row for one, row in there.items() if one in needed], today)
    asked = features_of_position(position, coordinates_of([position.postcode]))
    pairs = Ranker(weights, day=today).explain_pairs(people, [asked])
    return _as_stored(found, len(kept), shown, _by_id(people, pairs))


def list_positions(*, candidate: Candidate, actor: Actor, now: datetime) -> RankedList:
    """Return the released positions the actor may see, the best for a person first."""
    today, found = office_day(now), _found(PositionList, PositionList.candidate_id == candidate.id)
    weights = found.use.weights
    if found.stored is None:
        rows = ranked_positions(candidate=candidate, actor=actor, seed=seed_of(today), today=today,
                                weights=weights)  # fmt: skip
        return RankedList(rows, seed_of(today), found.use.version, len(rows),
                          learned=found.use.learned)  # fmt: skip
    kept = unpacked(found.stored.rows)
    ids = [one.id for one in kept]
    positions = position_features(scope(Position, actor) & shown_position() & Position.id.in_(ids))
    person = people_features(Candidate.id == candidate.id, today)
    known = _by_id(positions, Ranker(weights, day=today).explain_pairs(person, positions))
    shown = [one for one in kept if one.id in known]
    return _as_stored(found, len(kept), shown, known)


_NO_FLOOR = null()
"""No floor is about a list of positions."""


class _Found(NamedTuple):
    """What counts now, when lists were last up to date, and the stored list if it holds."""

    use: WeightsInUse
    checked_at: datetime | None
    is_old: bool
    floor_id: int | None
    stored: PeopleList | PositionList | None


def _found(
    kind: type[PeopleList] | type[PositionList], mine: ColumnElement[bool], floor: Any = _NO_FLOOR
) -> _Found:
    """Look up all of it in one statement; a list of other weights does not hold any more."""
    newest = select(func.max(RankingRun.computed_at)).scalar_subquery()
    one = select(literal(1).label("one")).subquery()
    row = db.session.execute(
        select(*newest_weights(), newest, _changed_since(kind), floor, kind)
        .select_from(one)
        .outerjoin(kind, mine)
    ).one()
    *newest_columns, checked_at, is_old, floor_id, stored = row
    use = as_weights(*newest_columns)
    holds = stored is not None and stored.version == use.version
    return _Found(use, checked_at, bool(is_old), floor_id, stored if holds else None)


def _changed_since(kind: type[PeopleList] | type[PositionList]) -> ColumnElement[bool]:
    """Return whether anything was marked since the list was computed."""
    later = or_(kind.computed_at.is_(None), RankingMark.at >= kind.computed_at)
    return exists().select_from(RankingMark).where(later).correlate(kind)


def _by_id(
    others: Sequence[CandidateFeatures | PositionFeatures], pairs: Iterable[Ranked]
) -> dict[int, Ranked]:
    return {int(other.key): pair for other, pair in zip(others, pairs, strict=True)}


def _as_stored(
    found: _Found, kept: int, shown: Sequence[StoredRow], known: Mapping[int, Ranked]
) -> RankedList:
    """Return the rows in the stored order, as far as they still exist for whoever looks."""
    assert found.stored is not None
    stored = found.stored
    lines = {one.id: known.get(one.id) or Ranked(-1, one.score, ()) for one in shown}
    changed = {one.id for one in shown if abs(lines[one.id].score - one.score) > _SAME}
    return RankedList(
        rows=[Match(rank, one.id, lines[one.id]) for rank, one in enumerate(shown, start=1)],
        seed=stored.seed,
        version=stored.version,
        total=stored.total - (kept - len(shown)),
        computed_at=max(found.checked_at or stored.computed_at, stored.computed_at),
        is_old=found.is_old,
        changed=frozenset(changed),
        second=unpacked_opinions(getattr(stored, "second_opinion", None)),
        learned=found.use.learned,
        floor_id=found.floor_id,
    )


_SAME = 1e-9


@dataclass(slots=True)
class ListKeeper:
    """Keeps all lists up to date, and rests nine times as long as the last run took."""

    clock: Callable[[], float] = time.monotonic
    rests_until: float = float("-inf")

    def keep(self, now: datetime) -> int:
        """Bring the lists up to date if that is due; return how many were written."""
        if self.clock() < self.rests_until:
            return 0
        begun = self.clock()
        written = refresh_lists(now=now)
        if written is not None:
            ended = self.clock()
            self.rests_until = ended + 9 * (ended - begun)
        return written or 0


def refresh_lists(*, now: datetime) -> int | None:
    """Compute all lists anew if anything they read has changed; return how many were written.

    None means that there was nothing to do. Facts are read and weighed without a lock; a change
    made meanwhile leaves a mark that this run has not seen and does not take away.
    """
    begun = time.monotonic()
    today, use = office_day(now), weights_in_use()
    marks = list(db.session.scalars(select(RankingMark.id)))
    stamp = Stamp(use.version, seed_of(today), now)
    if not marks and _is_done(stamp):
        return None
    people = people_features(agreed_to_placement(), today)
    positions = position_features(shown_position())
    written = _write(people, positions, Ranker(use.weights, day=today), stamp)
    _note_run(marks, stamp, len(people), len(positions), round(1000 * (time.monotonic() - begun)))
    return written


def _write(
    people: list[CandidateFeatures],
    positions: list[PositionFeatures],
    ranker: Ranker,
    stamp: Stamp,
) -> int:
    places = places_of_positions()
    db.session.rollback()  # nothing was written: what was read is let go before the long sums
    of_positions, of_people = ranker.top_lists(
        people, positions, stamp.seed, most_people=KEPT_PEOPLE, most_positions=KEPT_POSITIONS
    )
    who, what = ([int(one.key) for one in side] for side in (people, positions))
    lines: list[Line] = []
    told = noted(of_positions, what, who, places, lines)
    written = write_lists(PeopleList, packed(told, what, who), stamp) + write_lists(
        PositionList, packed(of_people, who, what), stamp
    )
    write_second_opinions(lines)
    return written


def _is_done(stamp: Stamp) -> bool:
    last = db.session.execute(
        select(RankingRun.version, RankingRun.seed).order_by(RankingRun.id.desc()).limit(1)
    ).first()
    return last is not None and (last.version, last.seed) == (stamp.version, stamp.seed)


@transactional
def _note_run(
    marks: list[int], stamp: Stamp, people: int, positions: int, milliseconds: int
) -> None:
    """Take away the marks this run has seen, and keep only the runs of late."""
    for start in range(0, len(marks), _MARKS_AT_ONCE):
        seen = marks[start : start + _MARKS_AT_ONCE]
        db.session.execute(delete(RankingMark).where(RankingMark.id.in_(seen)))
    run = RankingRun(**stamp._asdict(), people=people, positions=positions,
                     milliseconds=milliseconds)  # fmt: skip
    db.session.add(run)
    db.session.flush()
    db.session.execute(delete(RankingRun).where(RankingRun.id <= run.id - _RUNS_KEPT))


_MARKS_AT_ONCE = 500
_RUNS_KEPT = 100
