"""The fairness report: how groups fare on today's stored lists and in proposals; read only.

Groups are read here and reach no list. The report has one fixed cut for each trait, no filter and
no crossing of traits, so that nobody is found by comparing two cuts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from domain.clock import office_day
from domain.fairness_groups import AGES_IN_ORDER, UNKNOWN, Trait
from domain.floors import FIRST, FLOOR_PARTS, FLOOR_TRAITS
from domain.residence import document_kind
from matching.disclosure import LEAST_PEOPLE, hidden, pooled
from matching.fairness import Groups, Selection, exposure, infeasible, ndkl, selections, skew_at
from matching.floors import Price, price_of
from matching.metrics import gini
from models import Candidate, PeopleList, Proposal, RankingRun, ResidenceDocument, db
from services.stored_lists import list_arrays
from services.trait_groups import group_of
from services.visibility import agreed_to_placement

REST = "rest"


class Chosen(NamedTuple):
    """Of one group, who was chosen; None where the number is hidden."""

    number: int | None
    selection: Selection | None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """How one group fares: a ratio of 1 and a skew of 0 are even."""

    group: str
    people: int
    exposure: float | None
    """None, as the skew, where it would tell that the group has one to four of all places."""
    skew: float | None
    first: Chosen
    """Among the first ten of at least one list."""
    proposed: Chosen


class FloorPrice(NamedTuple):
    """What a floor for one group would cost; a pooled or unknown group has none."""

    group: str
    part: float
    """The floor, as a part of the group's share of all people."""
    price: Price


@dataclass(frozen=True, slots=True)
class TraitReport:
    """One trait: its groups, how even the lists are, and what floors would cost."""

    trait: Trait
    groups: list[GroupLine]
    floors: list[FloorPrice]
    """Empty for a trait that may have no floor (domain/floors.py), and as what follows."""
    ndkl: float | None = None
    """None, as what follows, where a group has so few places that these tell how many."""
    infeasible: float | None = None
    """Lengths from 1 to 10 at which some group falls short, on the mean over all lists."""


@dataclass(frozen=True, slots=True)
class FairnessReport:
    """All of it, and on what it rests."""

    day: date
    version: str | None
    computed_at: datetime | None
    people: int
    lists: int
    coverage: float
    """Share of the people who are among the first ten of at least one list."""
    gini: float
    """How unevenly the first ten places of all lists are spread over the people."""
    traits: list[TraitReport]

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to measure yet."""
        return not self.people or not self.lists


class _Ranked(NamedTuple):
    """Stored lists as rows of people and their scores."""

    rows: list[NDArray[np.intp]]
    scores: list[NDArray[np.float64]]


def fairness_report(*, now: datetime) -> FairnessReport:
    """Return how groups fare on the lists as they are stored, and in proposals."""
    today, traits = office_day(now), groups_of_people(office_day(now))
    row_of = {person: row for row, person in enumerate(traits)}
    ranked, run = _ranked(row_of), _last_run()
    first = Counter(row for rows in ranked.rows for row in rows[:FIRST].tolist())
    proposed = {row_of[one] for one in _proposed() if one in row_of}
    places = [first[row] for row in range(len(row_of))]
    is_measured = bool(row_of and ranked.rows)
    return FairnessReport(
        day=today,
        version=run[0] if run else None,
        computed_at=run[1] if run else None,
        people=len(row_of),
        lists=len(ranked.rows),
        coverage=float(np.mean([place > 0 for place in places])) if row_of else 0.0,
        gini=gini(places) if row_of else 0.0,
        traits=[
            _trait_report(trait, [one[trait] for one in traits.values()], ranked, first, proposed)
            for trait in (Trait if is_measured else ())
        ],
    )


def groups_of_people(today: date) -> dict[int, dict[Trait, str]]:
    """Return the group of each person who agreed to placement, by trait."""
    newest = (
        select(func.max(ResidenceDocument.id))
        .where(ResidenceDocument.candidate_id == Candidate.id)
        .correlate(Candidate)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Candidate.id, Candidate.sex, Candidate.birth_year, ResidenceDocument.status_key)
        .outerjoin(ResidenceDocument, ResidenceDocument.id == newest)
        .where(agreed_to_placement())
        .order_by(Candidate.id)
    )
    return {
        row.id: {
            Trait.SEX: group_of(Trait.SEX, row.sex, today),
            Trait.AGE: group_of(Trait.AGE, row.birth_year, today),
            Trait.RESIDENCE: document_kind(row.status_key).group if row.status_key else UNKNOWN,
        }
        for row in rows
    }


def _ranked(row_of: Mapping[int, int]) -> _Ranked:
    rows, scores = [], []
    for content in db.session.scalars(select(PeopleList.rows).order_by(PeopleList.position_id)):
        ids, points = list_arrays(content)
        kept = [place for place, one in enumerate(ids.tolist()) if one in row_of]
        rows.append(np.array([row_of[int(ids[place])] for place in kept], dtype=np.intp))
        scores.append(points[kept])
    return _Ranked(rows, scores)


def _last_run() -> tuple[str, datetime] | None:
    newest = select(RankingRun.version, RankingRun.computed_at).order_by(RankingRun.id.desc())
    row = db.session.execute(newest.limit(1)).first()
    return (row.version, row.computed_at) if row else None


def _proposed() -> set[int]:
    """Return who was ever proposed to a firm."""
    statement = select(Proposal.candidate_id).where(Proposal.proposed_at.is_not(None)).distinct()
    return set(db.session.scalars(statement))


def _trait_report(
    trait: Trait, groups: Sequence[str], ranked: _Ranked, first: Counter[int], proposed: set[int]
) -> TraitReport:
    shown = pooled(Counter(groups), REST)
    names = sorted(set(shown.values()), key=_in_order)
    number = {name: place for place, name in enumerate(names)}
    group = np.array([number[shown[one]] for one in groups], dtype=np.intp)
    people = np.bincount(group, minlength=len(names))
    desired = people / people.sum()
    lists: list[Groups] = [group[rows] for rows in ranked.rows]
    tops = [one[:FIRST] for one in lists]
    chosen = (_chosen(group, people, first.keys()), _chosen(group, people, proposed))
    few = _few_places(tops, len(names))
    is_priced = trait in FLOOR_TRAITS and not any(few)
    attention, skew = (
        [None if few[row] else value for row, value in enumerate(values.tolist())]
        for values in (exposure(tops, people), skew_at(FIRST, tops, desired))
    )
    lines = zip(names, people.tolist(), attention, skew, *chosen, strict=True)
    return TraitReport(
        trait=trait,
        groups=[GroupLine(*line) for line in lines if line[1] >= LEAST_PEOPLE],
        **({} if any(few) else _of_all_groups(tops, desired)),
        floors=_prices(lists, ranked, dict(zip(names, desired, strict=True))) if is_priced else [],
    )


def _of_all_groups(tops: Sequence[Groups], desired: NDArray[np.float64]) -> dict[str, float]:
    return {
        "ndkl": float(np.mean([ndkl(one, desired) for one in tops])),
        "infeasible": float(np.mean([infeasible(one, desired).lengths for one in tops])),
    }


def _prices(
    lists: Sequence[Groups], ranked: _Ranked, shares: Mapping[str, float]
) -> list[FloorPrice]:
    """Return what a floor for each group would cost that stands alone and is not everybody."""
    desired = np.array(list(shares.values()))
    return [
        FloorPrice(name, part, price_of(lists, ranked.scores, desired, floors * part, FIRST))
        for floors, (name, share) in zip(np.diag(desired), shares.items(), strict=True)
        if name not in {UNKNOWN, REST} and share < 1
        for part in FLOOR_PARTS
    ]


def _few_places(tops: Sequence[Groups], groups: int) -> list[bool]:
    """Return which groups have so few of all first places that a measure of them tells how many."""
    places = np.bincount(np.concatenate(tops), minlength=groups).tolist()
    return hidden(places, [sum(places)] * groups)


def _in_order(name: str) -> tuple[bool, int, str]:
    """Order ages by age, other groups by name, and what is pooled or unknown last."""
    age = AGES_IN_ORDER.index(name) if name in AGES_IN_ORDER else 0
    return name in {UNKNOWN, REST}, age, name


def _chosen(group: Groups, people: NDArray[np.intp], who: Collection[int]) -> list[Chosen]:
    rows = np.fromiter(who, dtype=np.intp, count=len(who))
    counts = np.bincount(group[rows], minlength=len(people)).tolist()
    is_hidden = hidden(counts, people.tolist())
    open_rows = [row for row, one in enumerate(is_hidden) if not one]
    compared = dict(
        zip(
            open_rows,
            selections([counts[row] for row in open_rows], people[open_rows]),
            strict=True,
        )
    )
    return [
        Chosen(counts[row], compared[row]) if row in compared else Chosen(None, None)
        for row in range(len(counts))
    ]
