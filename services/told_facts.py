"""The facts a person told or proved, as the ranking reads them: one statement for everybody."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
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

from domain.education import requirement_level_of
from domain.evidence import Check
from domain.languages import GERMAN, LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.recognition import RecognitionState
from matching.features import Work
from models import (
    CandidateSkill,
    Education,
    Fact,
    HeldLicence,
    LanguageKnowledge,
    Recognition,
    WorkExperience,
    db,
)


@dataclass(slots=True)
class Told:
    """The facts of one person; each piece of work with whether it is a wish."""

    work: list[tuple[Work, bool]] = field(default_factory=list)
    skills: dict[str, Check] = field(default_factory=dict)
    german: dict[LanguageSkill, LanguageLevel] = field(default_factory=dict)
    licences: dict[Licence, LicenceState] = field(default_factory=dict)
    recognitions: dict[str, RecognitionState] = field(default_factory=dict)
    levels: list[int] = field(default_factory=list)


def told_facts(ids: Select[int], today: date) -> dict[int, Told]:
    """Return the facts by person as they stand on that day; who told nothing has none."""
    told: dict[int, Told] = defaultdict(Told)
    rows = db.session.execute(_statement(ids, today)).all()
    for row in sorted(rows, key=lambda row: row.number):
        one = told[row.owner]
        if row.kind == "work":
            one.work.append((_work(row, today), bool(row.is_wish)))
        elif row.kind == "skill":
            one.skills[row.key] = Check(row.value)
        elif row.kind == "german":
            one.german[LanguageSkill(row.key)] = LanguageLevel(row.value)
        elif row.kind == "licence":
            one.licences[Licence(row.key)] = _licence_on(LicenceState(row.value), row.until, today)
        elif row.kind == "recognition":
            _note_recognition(one, row.key, RecognitionState(row.value))
        else:
            one.levels.append(requirement_level_of(int(row.key)))
    return told


def _statement(ids: Select[int], today: date) -> Any:
    """Return one statement over six tables; a column that a table has not is empty."""
    level = Education.level.is_not(None), Education.is_finished.is_(True)
    return union_all(
        _facts(HeldLicence, ids, "licence", _text(HeldLicence.licence), _text(HeldLicence.state),
               until=HeldLicence.usable_until),
        _facts(CandidateSkill, ids, "skill", CandidateSkill.skill,
               _check_on(CandidateSkill, today)),
        _facts(LanguageKnowledge, ids, "german", _text(LanguageKnowledge.skill),
               _text(LanguageKnowledge.level)).where(LanguageKnowledge.language == GERMAN),
        _facts(Recognition, ids, "recognition", Recognition.reference_code,
               _text(Recognition.state)).where(Recognition.reference_code.is_not(None)),
        _facts(Education, ids, "level", cast(Education.level, String), literal("")).where(*level),
        _facts(WorkExperience, ids, "work", WorkExperience.occupation_code,
               _check_on(WorkExperience, today), words=WorkExperience.own_words,
               years=WorkExperience.years, begun=WorkExperience.from_year,
               ended=WorkExperience.to_year, is_wish=cast(WorkExperience.is_wish, Integer)),
    )  # fmt: skip


def _facts(kind: Any, ids: Select[int], name: str, key: Any, value: Any, **more: Any) -> Any:
    columns = {
        "owner": kind.candidate_id,
        "number": kind.id,
        "kind": literal(name),
        "key": key,
        "value": value,
    } | {column: more.get(column, cast(null(), type_)) for column, type_ in _MORE.items()}
    labelled = [column.label(name) for name, column in columns.items()]
    return select(*labelled).where(kind.candidate_id.in_(ids))


_MORE: dict[str, Any] = {
    "until": Date,
    "words": String,
    "years": Integer,
    "begun": Integer,
    "ended": Integer,
    "is_wish": Integer,
}


def _work(row: Any, today: date) -> Work:
    """Return a piece of work; what is missing of years and days follows from the others."""
    years, begun, ended = row.years, row.begun, row.ended
    lasted = ended - begun if years is None and begun and ended else years
    last = begun + lasted if ended is None and begun and lasted is not None else ended
    ago = None if last is None else max(today.year - last, 0)
    return Work(row.key, row.words, lasted, ago, Check(row.value))


def _note_recognition(told: Told, code: str, state: RecognitionState) -> None:
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
