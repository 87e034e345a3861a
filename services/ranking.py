"""The bridge to matching: rows become features, scores become lists the pages can show.

Reads nothing but occupation, years, skills, German and place; what has no field in
``matching.features`` cannot reach a score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from domain.access import Actor
from domain.positions import SkillNeed
from matching.explanation import Ranked
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.ranking import Ranker
from models import Candidate, CandidateSkill, Position, WorkExperience, db
from services.places import Coordinates, coordinates_of
from services.visibility import scope, shown_position


@dataclass(frozen=True, slots=True)
class Match:
    """One row of a ranked list: its place from 1, the id of the other side, score and lines."""

    rank: int
    id: int
    ranked: Ranked


def rank_people(*, position: Position, actor: Actor, seed: str) -> list[Match]:
    """Return everybody the actor may place, ranked for a position.

    ``seed`` orders equal scores; it is published beside the list.
    """
    people = _people(scope(Candidate, actor))
    ranked = _ranker().rank_for_position(
        _features(position, coordinates_of([position.postcode])), people, seed
    )
    return _matches(ranked, people)


def rank_positions(*, candidate: Candidate, actor: Actor, seed: str) -> list[Match]:
    """Return the released positions the actor may see, ranked for a person."""
    released = _positions(scope(Position, actor) & shown_position())
    person = _people(Candidate.id == candidate.id)[0]
    return _matches(_ranker().rank_for_candidate(person, released, seed), released)


def ranking_version() -> str:
    """Return the version stamp of the ranking, shown beside each list."""
    return _ranker().version


@lru_cache(maxsize=1)
def _ranker() -> Ranker:
    return Ranker()


def _matches(
    ranked: Iterable[Ranked], rows: list[CandidateFeatures] | list[PositionFeatures]
) -> list[Match]:
    return [Match(rank, int(rows[one.index].key), one) for rank, one in enumerate(ranked, start=1)]


def _people(condition: ColumnElement[bool]) -> list[CandidateFeatures]:
    ids = select(Candidate.id).where(condition)
    work: dict[int, list[Work]] = defaultdict(list)
    for owner, code, words, years in db.session.execute(
        select(
            WorkExperience.candidate_id,
            WorkExperience.occupation_code,
            WorkExperience.own_words,
            WorkExperience.years,
        ).where(WorkExperience.candidate_id.in_(ids))
    ):
        work[owner].append(Work(code=code, typed=words, years=years))
    skills = _grouped(CandidateSkill.candidate_id, CandidateSkill.skill, ids)
    facts = select(Candidate.id, Candidate.german_level, Candidate.postcode).where(condition)
    rows = db.session.execute(facts.order_by(Candidate.id)).all()
    placed = coordinates_of(postcode for _id, _german, postcode in rows)
    return [
        CandidateFeatures(
            key=str(candidate_id),
            work=tuple(work[candidate_id]),
            skills=frozenset(skills[candidate_id]) if candidate_id in skills else None,
            german=german,
            place=placed.get(postcode or ""),
        )
        for candidate_id, german, postcode in rows
    ]


def _positions(condition: ColumnElement[bool]) -> list[PositionFeatures]:
    statement = select(Position).where(condition).order_by(Position.id)
    found = db.session.scalars(statement.options(selectinload(Position.skills))).all()
    placed = coordinates_of(position.postcode for position in found)
    return [_features(position, placed) for position in found]


def _features(position: Position, placed: dict[str, Coordinates]) -> PositionFeatures:
    return PositionFeatures(
        key=str(position.id),
        code=position.occupation_code,
        typed=position.title,
        level=position.requirement_level,
        must_skills=frozenset(one.skill for one in position.skills if one.need is SkillNeed.MUST),
        german=position.german_level,
        place=placed.get(position.postcode),
    )


def _grouped(owner: object, value: object, ids: object) -> dict[int, list[str]]:
    """Return the values of each owner; owners without any have no entry."""
    found: dict[int, list[str]] = defaultdict(list)
    statement = select(owner, value).where(owner.in_(ids))  # type: ignore[attr-defined, call-overload]
    for owner_id, one in db.session.execute(statement):
        found[owner_id].append(one)
    return dict(found)
