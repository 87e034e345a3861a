"""Rows become what the ranking may know; what has no field in ``matching.features`` stays here.

Two statements read everybody: columns of the person with hours and wishes, and one union over
all other facts (services/told_facts.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    select,
)
from sqlalchemy.orm import joinedload

from domain.evidence import Check
from domain.experience import Beginning
from domain.languages import LanguageSkill
from domain.licences import Licence
from domain.positions import BEGINNING_OF, EmployersWord
from domain.recognition import RecognitionState
from domain.working_time import Hours, Shift
from matching.catalogue import load_catalogue
from matching.features import CandidateFeatures, PositionFeatures, Work
from models import (
    Availability,
    Candidate,
    Position,
    Wishes,
    db,
)
from services.places import Coordinates, coordinates_of
from services.told_facts import Told, told_facts

_LICENCE_TRADES = ("51", "52", "53")
_PROVES_WORK = frozenset({RecognitionState.FULL, RecognitionState.PARTIAL})


def people_features(condition: ColumnElement[bool], today: date) -> list[CandidateFeatures]:
    """Return what the ranking may know of the people, as it stands on that day."""
    told = told_facts(select(Candidate.id).where(condition), today)
    return _people(rows_of_people(condition), told)


def rows_of_people(condition: ColumnElement[bool]) -> Sequence[Any]:
    """Return who the people are, with hours and wishes, but without what else they told."""
    return db.session.execute(_columns().where(condition).order_by(Candidate.id)).all()


def features_of_rows(rows: Sequence[Any], today: date) -> list[CandidateFeatures]:
    """Return what the ranking may know of a few people whose rows were read before."""
    ids = select(Candidate.id).where(Candidate.id.in_([row.id for row in rows]))
    return _people(rows, told_facts(ids, today))


def _people(rows: Sequence[Any], told: Mapping[int, Told]) -> list[CandidateFeatures]:
    placed = coordinates_of(row.postcode for row in rows)
    return [_person(row, told[row.id], placed) for row in rows]


def position_features(condition: ColumnElement[bool]) -> list[PositionFeatures]:
    """Return what the positions ask for."""
    statement = select(Position).where(condition).order_by(Position.id)
    found = db.session.scalars(statement.options(joinedload(Position.skills))).unique().all()
    placed = coordinates_of(position.postcode for position in found)
    return [features_of_position(position, placed) for position in found]


def features_of_position(position: Position, placed: Mapping[str, Coordinates]) -> PositionFeatures:
    """Return what one position asks for."""
    return PositionFeatures(
        key=str(position.id),
        code=position.occupation_code,
        typed=position.title,
        level=position.requirement_level,
        skills={one.skill: one.need for one in position.skills},
        german={skill: getattr(position, f"german_{skill.value}") for skill in LanguageSkill},
        place=placed.get(position.postcode),
        is_regulated=is_regulated(position),
        licences=frozenset(_words(Licence, position.licences)),
        hours=position.hours,
        weekly_hours=position.weekly_hours,
        shifts=frozenset(_words(Shift, position.shifts)),
        kind=BEGINNING_OF[position.kind],
    )


def is_regulated(position: Position) -> bool:
    """Return whether the work needs a recognised qualification: the firm's word, else the law's.

    Drivers and guards need licences (which a position names), no recognised training.
    """
    if position.is_regulated is not EmployersWord.UNKNOWN:
        return position.is_regulated is EmployersWord.YES
    code = position.occupation_code or ""
    return not code.startswith(_LICENCE_TRADES) and bool(load_catalogue().needs_licence(code))


def _columns() -> Any:
    return (
        select(
            Candidate.id,
            Candidate.postcode,
            Candidate.german_level,
            Availability.hours,
            Availability.weekly_hours,
            Availability.shifts,
            Availability.radius_km,
            Wishes.kinds,
        )
        .outerjoin(Availability, Availability.candidate_id == Candidate.id)
        .outerjoin(Wishes, Wishes.candidate_id == Candidate.id)
    )


def _person(row: Any, told: Told, placed: Mapping[str, Coordinates]) -> CandidateFeatures:
    german = told.german
    if not german and row.german_level is not None:
        german = dict.fromkeys(LanguageSkill, row.german_level)
    certified = [
        Work(code=code, check=Check.CERTIFICATE)
        for code, state in told.recognitions.items()
        if state in _PROVES_WORK
    ]
    return CandidateFeatures(
        key=str(row.id),
        work=(*(one for one, is_wish in told.work if not is_wish or one.years), *certified),
        level=max(told.levels, default=None),
        skills=told.skills or None,
        german=german or None,
        place=placed.get(row.postcode or ""),
        radius_km=row.radius_km,
        recognitions=told.recognitions,
        licences=told.licences or None,
        hours=frozenset(_words(Hours, row.hours)) or None,
        weekly_hours=row.weekly_hours,
        shifts=frozenset(_words(Shift, row.shifts)) or None,
        kinds=frozenset(_words(Beginning, row.kinds)) or None,
        wished=tuple(one for one, is_wish in told.work if is_wish),
    )


def _words(kind: Any, stored: Iterable[str] | None) -> list[Any]:
    """Return stored words as members; a word that is no longer one is left out."""
    known = _members(kind)
    return [known[word] for word in stored or () if word in known]


@cache
def _members(kind: Any) -> dict[str, Any]:
    return {one.value: one for one in kind}
