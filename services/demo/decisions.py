"""Lists that a made-up staff was shown and decided, so that learning can be tried in the demo.

Synthetic decisions only. Learning stays off: nothing reads them until a team lead of the demo has
recorded a legal basis. Each list shows the first people of a position in the order of the shipped
weights; who stands further down is looked at less. This staff cares for skills more than the
published weights do: whom it likes it proposed, and the firm never answered; whom it does not it
left out, for the part that was weakest.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime, timedelta
from random import Random

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from domain.codes import ALPHABET
from domain.exclusions import ExclusionReason
from domain.proposals import EndReason, ProposalState
from matching.fits import PART_NAMES
from matching.ranking import RANKING_VERSION, Ranker
from matching.scorecard import Weights
from models import Exclusion, Position, Proposal, ShownMatch, db
from services.demo.calendar import DemoCalendar
from services.demo.deeds import add_deeds
from services.demo.firms import DemoPosition
from services.demo.rows import Rows
from services.demo.staff import EMPLOYER_ID
from services.demo.words import NEVER_ASKED
from services.ranking_facts import people_features, position_features
from services.visibility import agreed_to_placement

LISTS, SHOWN, DAYS_AGO = 110, 10, (16, 28)
LIKED = 0.55
"""The part of those looked at whom the staff proposes."""
SKILLS_TIMES = 6.0
_REASONS = {
    "occupation": ExclusionReason.QUALIFICATION,
    "skills": ExclusionReason.QUALIFICATION,
    "german": ExclusionReason.GERMAN,
}
_SEED = "demo"
_MOOD = 2.0

Floats = NDArray[np.float64]
Pair = tuple[int, int]
"""Person and position."""


def add_decisions(
    rows: Rows,
    draw: Random,
    calendar: DemoCalendar,
    positions: Sequence[DemoPosition],
) -> None:
    """Show and decide lists of the newest positions; pairs that were proposed stay as they are."""
    ours = [one.id for one in positions if one.employer_id != EMPLOYER_ID][-LISTS:]
    asked = position_features(Position.id.in_(ours))
    people = people_features(agreed_to_placement(), calendar.day)
    known = select(Proposal.candidate_id, Proposal.position_id)
    taken = {(row.candidate_id, row.position_id) for row in db.session.execute(known)}
    ranker = Ranker(day=calendar.day)
    tops, _unused = ranker.top_lists(people, asked, _SEED, most_people=SHOWN, most_positions=1)
    weights = np.array([Weights().points()[name] for name in PART_NAMES])
    for position, top in zip(asked, tops, strict=True):
        pairs = [(int(people[row].key), int(position.key)) for row in top.rows.tolist()]
        shown_at = calendar.ago(draw.randint(*DAYS_AGO))
        shares = top.points / weights
        _show(rows, pairs, shown_at, top.scores, shares)
        _decide(rows, draw, pairs, shown_at, shares, taken)


def _show(
    rows: Rows, pairs: Sequence[Pair], shown_at: datetime, scores: Floats, shares: Floats
) -> None:
    for place, (pair, score, fits) in enumerate(zip(pairs, scores, shares, strict=True), start=1):
        rows.add(
            ShownMatch,
            at=shown_at,
            account_id=1,
            candidate_id=pair[0],
            position_id=pair[1],
            of_position=True,
            place=place,
            score=float(score),
            version=f"{RANKING_VERSION}.0",
            seed=_SEED,
            shares=fits.astype("<f4").tobytes(),
        )


def _decide(
    rows: Rows,
    draw: Random,
    pairs: Sequence[Pair],
    shown_at: datetime,
    shares: Floats,
    taken: Container[Pair],
) -> None:
    likes = _likes(shares, draw)
    enough = float(np.quantile(likes, 1.0 - LIKED))
    for place, (pair, liked, fits) in enumerate(zip(pairs, likes, shares, strict=True), start=1):
        is_looked_at = draw.random() < place**-0.5
        if is_looked_at and pair not in taken:
            decide = _propose if liked >= enough else _leave_out
            decide(rows, draw, pair, shown_at, fits)


def _likes(shares: Floats, draw: Random) -> Floats:
    """Return how much the staff likes each, by its own weights and a mood of the day."""
    own = np.array([
        points * (SKILLS_TIMES if name == "skills" else 1.0)
        for name, points in Weights().points().items()
    ])  # fmt: skip
    mood = np.array([draw.gauss(0.0, _MOOD) for _person in shares])
    likes: Floats = shares @ own + mood
    return likes


def _propose(rows: Rows, draw: Random, pair: Pair, shown_at: datetime, _shares: Floats) -> None:
    at = shown_at + timedelta(hours=2)
    rows.add(
        Proposal,
        candidate_id=pair[0],
        position_id=pair[1],
        reference="".join(draw.choices(ALPHABET, k=7)),
        state=ProposalState.CLOSED,
        shortlisted_by_id=1,
        shortlisted_at=shown_at,
        proposed_by_id=1,
        proposed_at=at,
        released_until=None,
        answered_at=None,
        decline_reason=None,
        answer_note=None,
        end_reason=EndReason.NO_ANSWER,
        ended_at=at + timedelta(days=14),
        **NEVER_ASKED,
    )
    add_deeds(rows, pair, ProposalState.CLOSED, NEVER_ASKED, at)


def _leave_out(rows: Rows, _draw: Random, pair: Pair, shown_at: datetime, shares: Floats) -> None:
    fits = dict(zip(PART_NAMES, shares.tolist(), strict=True))
    rows.add(
        Exclusion,
        candidate_id=pair[0],
        position_id=pair[1],
        reason=_REASONS[min(_REASONS, key=lambda name: fits[name])],
        note="",
        set_by_id=1,
        set_at=shown_at + timedelta(hours=1),
        lifted_by_id=None,
        lifted_at=None,
    )
