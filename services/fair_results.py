"""What came of a fair, for the office: people in protected numbers, firms by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from domain.attendance import Part, part_of
from domain.fairs import FairState, RegistrationState
from domain.small_numbers import SMALLEST, Published, published
from models import (
    Candidate,
    Fair,
    FirmOpinion,
    Registration,
    Stand,
    VisitorOpinion,
    WorkExperience,
    db,
)

MOST_WORDS = 100
"""Sentences of visitors on the page, the newest first."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody with a place, as far as it is counted; empty is not known."""

    part: Part
    language: str
    place: str
    occupation_code: str


@dataclass(frozen=True, slots=True)
class VisitorsSaid:
    """The faces people chose, protected; their sentences where enough people answered."""

    moods: Published
    words: tuple[str, ...]


def fairs_with_results(*, now: datetime) -> Sequence[Fair]:
    """Return the fairs that have begun, the latest first."""
    return db.session.scalars(
        select(Fair)
        .where(Fair.starts_at <= now, Fair.state.in_((FairState.OPEN, FairState.CLOSED)))
        .order_by(Fair.starts_at.desc(), Fair.id)
    ).all()


def guests_of(fair: Fair) -> list[Guest]:
    """Return everybody with a place, by what is counted of them."""
    rows = db.session.execute(
        select(
            Registration.walked_in,
            Registration.checked_in_at,
            Candidate.language,
            Candidate.place,
            _trade(),
        )
        .join(Registration.candidate)
        .where(Registration.fair_id == fair.id, Registration.state == RegistrationState.REGISTERED)
    )
    return [
        Guest(
            part_of(walked_in=row.walked_in, came=row.checked_in_at is not None),
            row.language,
            row.place or "",
            row.trade or "",
        )
        for row in rows
    ]


def visitors_said(fair: Fair) -> VisitorsSaid:
    """Return what people said; sentences only where so many answered that none is somebody's."""
    opinions = db.session.execute(
        select(VisitorOpinion.mood, VisitorOpinion.words)
        .join(Registration, Registration.id == VisitorOpinion.registration_id)
        .where(Registration.fair_id == fair.id)
        .order_by(VisitorOpinion.given_at.desc(), VisitorOpinion.id)
    ).all()
    moods = published(Counter(str(one.mood) for one in opinions))
    words = [one.words for one in opinions if one.words][:MOST_WORDS]
    return VisitorsSaid(moods, tuple(words) if len(opinions) >= SMALLEST else ())


def firms_said(fair: Fair) -> Sequence[FirmOpinion]:
    """Return the answers of the firms, in the order of their stands."""
    return db.session.scalars(
        select(FirmOpinion)
        .join(FirmOpinion.stand)
        .where(Stand.fair_id == fair.id)
        .options(contains_eager(FirmOpinion.stand).joinedload(Stand.employer))
        .order_by(Stand.number)
    ).all()


def stands_counted(fair: Fair) -> int:
    """Return how many stands a fair has."""
    return db.session.scalar(select(func.count()).where(Stand.fair_id == fair.id)) or 0


def _trade() -> Any:
    """Return the occupation a person wants or last named, as a column."""
    return (
        select(WorkExperience.occupation_code)
        .where(
            WorkExperience.candidate_id == Candidate.id,
            WorkExperience.occupation_code.is_not(None),
        )
        .order_by(WorkExperience.is_wish.desc(), WorkExperience.id.desc())
        .limit(1)
        .correlate(Candidate)
        .scalar_subquery()
        .label("trade")
    )
