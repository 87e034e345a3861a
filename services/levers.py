"""What would lift a match, what opens positions to a person, and what to ask them next; read only.

The sums are those of ``matching.lever`` and ``matching.questions`` with the weights in use.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

import numpy as np
from sqlalchemy import select

from domain.absences import FITS_WELL
from domain.access import Actor
from domain.clock import office_day
from matching.changes import Change
from matching.explanation import Ranked
from matching.features import CandidateFeatures, PositionFeatures
from matching.lever import Lift, Opening, lifts, place_among, prospects
from matching.order import Lots
from matching.questions import Question, questions
from matching.ranking import Ranker
from models import Candidate, PeopleList, Position, PositionList, db
from services.places import coordinates_of
from services.ranked_lists import seed_of
from services.ranking import Match
from services.ranking_facts import (
    features_of_position,
    features_of_rows,
    people_features,
    position_features,
    rows_of_people,
)
from services.ranking_weights import WeightsInUse, weights_in_use
from services.second_opinions import SecondOpinion, unpacked_opinions
from services.stored_lists import KEPT_POSITIONS, unpacked
from services.visibility import scope, shown_position


class Placed(NamedTuple):
    """What one change does to a pair: points more, and the place on the list it would have."""

    change: Change
    gain: float
    score: float
    rank: int | None
    """None beyond the people that are kept of the list."""


class PairLever(NamedTuple):
    """One pair with the lines of its score, its place, and what would lift it."""

    match: Match
    """Its rank is 0 where the person is not among those kept of the list."""
    lifts: list[Placed]
    total: int
    """How many were ranked for the position."""
    version: str
    second: SecondOpinion | None
    """Where else the person is strong, if the last run of all lists said so."""


class Chances(NamedTuple):
    """What is open to a person now, what each change would open, and what to ask next."""

    positions: int
    open_now: list[int]
    """Ids of positions whose every demand is met."""
    openings: list[Opening]
    """With ids of positions, the change that opens most first."""
    questions: list[Question]


class _Others(NamedTuple):
    """Everybody else on a list, as far as it is kept and may be seen."""

    ids: list[int]
    scores: list[float]
    seed: str
    total: int
    is_whole: bool
    second: SecondOpinion | None = None


def lever_of_pair(
    *, candidate: Candidate, position: Position, actor: Actor, now: datetime
) -> PairLever:
    """Return what every single change would lift one pair by, the most first.

    The places after a change are those on the list as the actor sees it.
    """
    use, asked = (
        weights_in_use(), features_of_position(position, coordinates_of([position.postcode]))
    )  # fmt: skip
    today = office_day(now)
    ranker = Ranker(use.weights, day=today)
    person, others = _read(candidate, asked, use, actor, today)
    pair = ranker.explain_pairs([person], [asked])[0]
    place = _Places(person, asked, others)
    return PairLever(
        match=Match(place.of(pair.score) or 0, candidate.id, Ranked(0, pair.score, pair.parts)),
        lifts=[_placed(one, place) for one in lifts(ranker, person, asked)],
        total=others.total,
        version=use.version,
        second=others.second,
    )


def _placed(lift: Lift, place: _Places) -> Placed:
    return Placed(lift.change, lift.gain, lift.score, place.of(lift.score))


class _Places:
    """Says which place a score of the pair would have."""

    def __init__(self, person: CandidateFeatures, asked: PositionFeatures, others: _Others) -> None:
        keys = [person.key, *map(str, others.ids)]
        lots = Lots(others.seed, keys, [asked.key])
        drawn = lots.draw(np.arange(len(keys)), np.zeros(1, dtype=np.intp))
        self.lot, self.lots = int(drawn[0]), drawn[1:]
        self.scores, self.is_whole = np.array(others.scores), others.is_whole

    def of(self, score: float) -> int | None:
        """Return the place, None where it lies beyond what is kept of the list."""
        place = place_among(score, self.lot, self.scores, self.lots)
        return place if self.is_whole or place <= len(self.scores) else None


def _read(
    candidate: Candidate, asked: PositionFeatures, use: WeightsInUse, actor: Actor, today: date
) -> tuple[CandidateFeatures, _Others]:
    """Return the person, and everybody else on the stored list or, without one, everybody."""
    stored, own = db.session.get(PeopleList, int(asked.key)), Candidate.id == candidate.id
    if stored is None or stored.version != use.version:
        people = people_features(scope(Candidate, actor) | own, today)
        person = next(one for one in people if int(one.key) == candidate.id)
        people.remove(person)
        scores = Ranker(use.weights, day=today).scores(people, [asked])[:, 0].tolist()
        ids = [int(one.key) for one in people]
        return person, _Others(ids, scores, seed_of(today), len(ids) + 1, is_whole=True)
    kept = {one.id: one.score for one in unpacked(stored.rows) if one.id != candidate.id}
    rows = rows_of_people((scope(Candidate, actor) & Candidate.id.in_(kept)) | own)
    person = features_of_rows([one for one in rows if one.id == candidate.id], today)[0]
    ids = [one.id for one in rows if one.id in kept]
    is_whole = len(kept) + 1 >= stored.total
    scores = [kept[one] for one in ids]
    second = unpacked_opinions(stored.second_opinion).get(candidate.id)
    return person, _Others(ids, scores, stored.seed, stored.total, is_whole, second)


def chances_of(*, candidate: Candidate, now: datetime) -> Chances:
    """Return what the released positions mean for a person: open, within reach, worth asking."""
    today = office_day(now)
    ranker = Ranker(weights_in_use().weights, day=today)
    person = people_features(Candidate.id == candidate.id, today)[0]
    positions = position_features(shown_position())
    best = _best_positions(candidate, [int(one.key) for one in positions])
    return chances_among(ranker, person, positions, best)


def chances_among(
    ranker: Ranker,
    person: CandidateFeatures,
    positions: Sequence[PositionFeatures],
    best: Collection[int],
) -> Chances:
    """Return what positions mean for a person; questions are weighed on the ``best`` of them."""
    found, ids = prospects(person, positions), [int(one.key) for one in positions]
    return Chances(
        positions=len(ids),
        open_now=[ids[row] for row in found.open_now],
        openings=[_with_ids(one, ids) for one in found.openings],
        questions=_questions(ranker, person, [one for one in positions if int(one.key) in best]),
    )


def next_questions(*, candidate: Candidate, now: datetime) -> list[Question]:
    """Return what nobody knows of a person, the question that would change most matches first."""
    today = office_day(now)
    person = people_features(Candidate.id == candidate.id, today)[0]
    best = _best_positions(candidate, None)
    positions = position_features(shown_position() & Position.id.in_(best))
    return _questions(Ranker(weights_in_use().weights, day=today), person, positions)


def _questions(
    ranker: Ranker, person: CandidateFeatures, positions: Sequence[PositionFeatures]
) -> list[Question]:
    return questions(ranker, person, positions, FITS_WELL)


def _best_positions(candidate: Candidate, known: Sequence[int] | None) -> set[int]:
    """Return the ids of the positions a question is weighed on: the person's list as it is kept.

    Who has none yet is asked for the newest positions.
    """
    stored = db.session.get(PositionList, candidate.id)
    if stored is not None:
        return {one.id for one in unpacked(stored.rows)}
    if known is not None:
        return set(sorted(known)[-KEPT_POSITIONS:])
    newest = select(Position.id).where(shown_position()).order_by(Position.id.desc())
    return set(db.session.scalars(newest.limit(KEPT_POSITIONS)))


def _with_ids(opening: Opening, ids: Sequence[int]) -> Opening:
    return Opening(opening.change, tuple(ids[row] for row in opening.opens))


def titles_of(ids: Sequence[int]) -> dict[int, str]:
    """Return the titles of positions by id."""
    found = db.session.execute(select(Position.id, Position.title).where(Position.id.in_(ids)))
    return {row.id: row.title for row in found}
