"""Rows become what the ranking may know; what has no field in ``matching.features`` stays here.

Three statements read everybody: columns of the person with hours and wishes, the work, and one
union over the facts with a key and a value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    case,
    cast,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import selectinload

from domain.education import requirement_level_of
from domain.evidence import Check
from domain.experience import Beginning
from domain.languages import GERMAN, LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.positions import BEGINNING_OF, EmployersWord
from domain.recognition import RecognitionState
from domain.working_time import Hours, Shift
from matching.catalogue import load_catalogue
from matching.features import CandidateFeatures, PositionFeatures, Work
from models import (
    Availability,
    Candidate,
    CandidateSkill,
    Education,
    Fact,
    HeldLicence,
    LanguageKnowledge,
    Position,
    Recognition,
    Wishes,
    WorkExperience,
    db,
)
from services.places import Coordinates, coordinates_of

_LICENCE_TRADES = ("51", "52", "53")
_PROVES_WORK = frozenset({RecognitionState.FULL, RecognitionState.PARTIAL})


@dataclass(slots=True)
class _Told:
    """The facts with a key and a value of one person, as they are read."""

    skills: dict[str, Check] = field(default_factory=dict)
    german: dict[LanguageSkill, LanguageLevel] = field(default_factory=dict)
    licences: dict[Licence, LicenceState] = field(default_factory=dict)
    recognitions: dict[str, RecognitionState] = field(default_factory=dict)
    levels: list[int] = field(default_factory=list)


def people_features(condition: ColumnElement[bool], today: date) -> list[CandidateFeatures]:
    """Return what the ranking may know of the people, as it stands on that day."""
    ids = select(Candidate.id).where(condition)
    work, told = _work_of(ids, today), _told_of(ids, today)
    rows = db.session.execute(_columns().where(condition).order_by(Candidate.id)).all()
    placed = coordinates_of(row.postcode for row in rows)
    nothing = _Told()
    return [_person(row, work, told.get(row.id, nothing), placed) for row in rows]


def position_features(condition: ColumnElement[bool]) -> list[PositionFeatures]:
    """Return what the positions ask for."""
    statement = select(Position).where(condition).order_by(Position.id)
    found = db.session.scalars(statement.options(selectinload(Position.skills))).all()
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


def _person(
    row: Any, work: Mapping[int, list[tuple[Work, bool]]], told: _Told, placed: Mapping[str, Any]
) -> CandidateFeatures:
    german = told.german
    if not german and row.german_level is not None:
        german = dict.fromkeys(LanguageSkill, row.german_level)
    own = work.get(row.id, [])
    certified = [
        Work(code=code, check=Check.CERTIFICATE)
        for code, state in told.recognitions.items()
        if state in _PROVES_WORK
    ]
    return CandidateFeatures(
        key=str(row.id),
        work=(*(one for one, is_wish in own if not is_wish or one.years), *certified),
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
        wished=tuple(one for one, is_wish in own if is_wish),
    )


def _work_of(ids: Select[int], today: date) -> dict[int, list[tuple[Work, bool]]]:
    found: dict[int, list[tuple[Work, bool]]] = defaultdict(list)
    rows = db.session.execute(
        select(
            WorkExperience.candidate_id,
            WorkExperience.occupation_code,
            WorkExperience.own_words,
            WorkExperience.years,
            WorkExperience.from_year,
            WorkExperience.to_year,
            WorkExperience.is_wish,
            _check_on(WorkExperience, today),
        )
        .where(WorkExperience.candidate_id.in_(ids))
        .order_by(WorkExperience.id)
    )
    for owner, code, words, years, begun, ended, is_wish, check in rows:
        lasted = ended - begun if years is None and begun and ended else years
        last = begun + lasted if ended is None and begun and lasted is not None else ended
        ago = None if last is None else max(today.year - last, 0)
        found[owner].append((Work(code, words, lasted, ago, Check(check)), is_wish))
    return found


def _told_of(ids: Select[int], today: date) -> dict[int, _Told]:
    told: dict[int, _Told] = defaultdict(_Told)
    for owner, kind, key, value, until in db.session.execute(_keyed_facts(ids, today)):
        one = told[owner]
        if kind == "skill":
            one.skills[key] = Check(value)
        elif kind == "german":
            one.german[LanguageSkill(key)] = LanguageLevel(value)
        elif kind == "licence":
            one.licences[Licence(key)] = _licence_on(LicenceState(value), until, today)
        elif kind == "recognition":
            _note_recognition(one, key, RecognitionState(value))
        else:
            one.levels.append(requirement_level_of(int(key)))
    return told


def _keyed_facts(ids: Select[int], today: date) -> Any:
    """Return one statement for all facts with a key and a value: owner, kind, both, last day."""
    never = cast(null(), Date)
    return union_all(
        select(HeldLicence.candidate_id, literal("licence"), _text(HeldLicence.licence),
               _text(HeldLicence.state), HeldLicence.usable_until)
        .where(HeldLicence.candidate_id.in_(ids)),
        select(CandidateSkill.candidate_id, literal("skill"), CandidateSkill.skill,
               _check_on(CandidateSkill, today), never)
        .where(CandidateSkill.candidate_id.in_(ids)),
        select(LanguageKnowledge.candidate_id, literal("german"), _text(LanguageKnowledge.skill),
               _text(LanguageKnowledge.level), never)
        .where(LanguageKnowledge.candidate_id.in_(ids), LanguageKnowledge.language == GERMAN),
        select(Recognition.candidate_id, literal("recognition"), Recognition.reference_code,
               _text(Recognition.state), never)
        .where(Recognition.candidate_id.in_(ids), Recognition.reference_code.is_not(None)),
        select(Education.candidate_id, literal("level"), cast(Education.level, String),
               literal(""), never)
        .where(Education.candidate_id.in_(ids), Education.level.is_not(None),
               Education.is_finished.is_(True)),
    )  # fmt: skip


def _note_recognition(told: _Told, code: str, state: RecognitionState) -> None:
    """Keep the best state of several procedures about one occupation; a full one is a training."""
    order = list(_FROM_WORST)
    before = told.recognitions.get(code, RecognitionState.NONE)
    told.recognitions[code] = max(before, state, key=order.index)
    if state is RecognitionState.FULL and code[4:] in {"1", "2", "3", "4"}:
        told.levels.append(int(code[4]))


_FROM_WORST = (
    *(RecognitionState.NONE, RecognitionState.NOT_NEEDED, RecognitionState.REJECTED),
    *(RecognitionState.WITHDRAWN, RecognitionState.ADVISED, RecognitionState.APPLIED),
    *(RecognitionState.DOCUMENTS_MISSING, RecognitionState.IN_REVIEW),
    *(RecognitionState.COMPENSATION_REQUIRED, RecognitionState.PARTIAL),
    *(RecognitionState.MEASURE_RUNNING, RecognitionState.REAPPLIED, RecognitionState.FULL),
)


def _licence_on(state: LicenceState, until: date | None, today: date) -> LicenceState:
    """Return how a licence stands on the day: one that is no longer usable is not."""
    over = state is LicenceState.USABLE_UNTIL and until is not None and until < today
    return LicenceState.NOT_USABLE if over else state


def _check_on(fact: type[Fact], today: date) -> ColumnElement[str]:
    """Return how a fact was checked; what held until a day is the person's word again after it."""
    is_over = fact.holds_until < today
    return case((is_over, Check.SELF_STATED.value), else_=_text(fact.check))


def _text(column: Any) -> ColumnElement[str]:
    return type_coerce(column, String)


def _words(kind: Any, stored: Iterable[str] | None) -> list[Any]:
    """Return stored words as members; a word that is no longer one is left out."""
    known = _members(kind)
    return [known[word] for word in stored or () if word in known]


@cache
def _members(kind: Any) -> dict[str, Any]:
    return {one.value: one for one in kind}
