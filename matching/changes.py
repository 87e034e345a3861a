"""Single changes of what is known of a person: a course, a licence, a recognition step, an answer.

Each gives the person as the ranking would know them afterwards, so that the score is computed
again and nothing is estimated. No change takes anything away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple

from domain.evidence import Check
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.positions import SkillNeed
from domain.recognition import RecognitionState
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.shares import HELD, best_of


class ChangeKind(StrEnum):
    """What is done."""

    COURSE = "course"
    """One CEFR step of German in one skill (``key``), or, empty, in every known one.

    ``to`` is the level then reached, empty where it differs from skill to skill."""
    LICENCE = "licence"
    RECOGNITION = "recognition"
    """The next step of the procedure; ``key`` is the occupation, ``to`` the state."""
    SKILL = "skill"
    """Learning a skill, with a certificate."""
    PROOF = "proof"
    """A certificate for a skill the person has (``key``), or for the work (empty)."""
    ANSWER = "answer"
    """Asking for a fact nobody knows (``key``); the best answer for the position is taken."""


class Change(NamedTuple):
    """One change; machine values only, the words are the web's business."""

    kind: ChangeKind
    key: str = ""
    to: str = ""


class Step(NamedTuple):
    """A change and the person after it."""

    change: Change
    person: CandidateFeatures


_S = RecognitionState
NEXT_STATE = {
    None: _S.APPLIED,
    _S.NONE: _S.APPLIED,
    _S.ADVISED: _S.APPLIED,
    _S.WITHDRAWN: _S.APPLIED,
    _S.APPLIED: _S.IN_REVIEW,
    _S.DOCUMENTS_MISSING: _S.IN_REVIEW,
    _S.IN_REVIEW: _S.FULL,
    _S.COMPENSATION_REQUIRED: _S.MEASURE_RUNNING,
    _S.PARTIAL: _S.REAPPLIED,
    _S.MEASURE_RUNNING: _S.REAPPLIED,
    _S.REAPPLIED: _S.FULL,
}
"""The next state that is worth more, on the shortest way of ``domain.recognition``."""

_PROVES_WORK = frozenset({RecognitionState.FULL, RecognitionState.PARTIAL})


def steps_for(person: CandidateFeatures, position: PositionFeatures) -> Iterator[Step]:
    """Yield every single change that bears on what a position asks of a person."""
    yield from _courses(person, position.german)
    yield from _licences(person, position.licences)
    if position.is_regulated and position.code and is_of_trade(person, position.code):
        yield from recognition_step(person, position.code)
    yield from _skills(person, position.skills)
    yield from _proof_of_work(person)
    yield from answers_for(person, position)


def _courses(
    person: CandidateFeatures, asked: Mapping[LanguageSkill, LanguageLevel]
) -> Iterator[Step]:
    """Yield one step in each skill that falls short, then a course: one step in all of them."""
    known = person.german or {}
    short = [skill for skill, level in asked.items() if skill in known and known[skill] < level]
    for skill in short:
        change = Change(ChangeKind.COURSE, skill.value, _one_up(known[skill]).value)
        yield _one_step(person, change, [skill])
    if short:
        levels = {_one_up(level).value for level in known.values()}
        to = levels.pop() if len(levels) == 1 else ""
        yield _one_step(person, Change(ChangeKind.COURSE, "", to), list(known))


def _one_step(person: CandidateFeatures, change: Change, skills: list[LanguageSkill]) -> Step:
    known = dict(person.german or {})
    return Step(
        change, replace(person, german=known | {one: _one_up(known[one]) for one in skills})
    )


def _one_up(level: LanguageLevel) -> LanguageLevel:
    levels = list(LanguageLevel)
    return levels[min(level.rank + 1, len(levels) - 1)]


def _licences(person: CandidateFeatures, asked: frozenset[Licence]) -> Iterator[Step]:
    held = person.licences
    if held is None:
        return
    for licence in sorted(asked):
        if best_of(held, licence) < max(HELD.values()):
            after = {**held, licence: LicenceState.GERMAN}
            change = Change(ChangeKind.LICENCE, licence.value, LicenceState.GERMAN.value)
            yield Step(change, replace(person, licences=after))


def is_of_trade(person: CandidateFeatures, code: str) -> bool:
    """Return whether somebody has something that could be recognised for an occupation.

    That is a procedure that runs, or work or a wish within the occupational group (three digits).
    """
    known = {(work.code or "")[:3] for work in (*person.work, *person.wished)}
    return code in person.recognitions or code[:3] in known


def recognition_step(person: CandidateFeatures, code: str) -> Iterator[Step]:
    """Yield the next step of a recognition; a full one also proves work and its level."""
    after = NEXT_STATE.get(person.recognitions.get(code))
    if after is not None:
        change = Change(ChangeKind.RECOGNITION, code, after.value)
        yield Step(change, recognised(person, code, after))


def recognised(person: CandidateFeatures, code: str, state: RecognitionState) -> CandidateFeatures:
    """Return the person with a recognition in that state, and with what it proves."""
    before = person.recognitions.get(code)
    work, level = person.work, person.level
    if state in _PROVES_WORK and before not in _PROVES_WORK:
        work = (*work, Work(code=code, check=Check.CERTIFICATE))
    if state is RecognitionState.FULL and code[4:] in {"1", "2", "3", "4"}:
        level = max(level or 0, int(code[4]))
    states = {**person.recognitions, code: state}
    return replace(person, recognitions=states, work=work, level=level)


def _skills(person: CandidateFeatures, asked: Mapping[str, SkillNeed]) -> Iterator[Step]:
    if person.skills is None:
        return
    for key in asked:
        check = person.skills.get(key)
        if check is Check.CERTIFICATE:
            continue
        kind = ChangeKind.SKILL if check is None else ChangeKind.PROOF
        after = {**person.skills, key: Check.CERTIFICATE}
        yield Step(Change(kind, key, Check.CERTIFICATE.value), replace(person, skills=after))


def _proof_of_work(person: CandidateFeatures) -> Iterator[Step]:
    """Yield certificates for all work together: they come from the same drawer."""
    proved = tuple(replace(one, check=Check.CERTIFICATE) for one in person.work)
    if proved != person.work:
        yield Step(Change(ChangeKind.PROOF), replace(person, work=proved))


def answers_for(person: CandidateFeatures, position: PositionFeatures) -> Iterator[Step]:
    """Yield each fact nobody knows, answered as the position would like it best."""
    for fact, value in _best_answers(person, position).items():
        yield Step(Change(ChangeKind.ANSWER, fact), replace(person, **{fact: value}))


def _best_answers(person: CandidateFeatures, position: PositionFeatures) -> dict[str, Any]:
    """Return the best answer by the field of the fact, for what is asked and unknown."""
    open_german = {skill: level for skill, level in position.german.items()
                   if skill not in (person.german or {})}  # fmt: skip
    asked: dict[str, tuple[bool, Any]] = {
        "german": (bool(open_german), {**open_german, **(person.german or {})}),
        "place": (position.place is not None and person.place is None, position.place),
        "skills": (bool(position.skills) and person.skills is None,
                   dict.fromkeys(position.skills, Check.SELF_STATED)),
        "licences": (bool(position.licences) and person.licences is None,
                     dict.fromkeys(position.licences, LicenceState.GERMAN)),
        "hours": (position.hours is not None and person.hours is None,
                  frozenset({position.hours})),
        "weekly_hours": (bool(position.weekly_hours) and person.weekly_hours is None,
                         position.weekly_hours),
        "shifts": (bool(position.shifts) and person.shifts is None, position.shifts),
        "kinds": (position.kind is not None and person.kinds is None,
                  frozenset({position.kind})),
        "wished": (not person.wished, (Work(position.code, position.typed),)),
        "level": (person.level is None, position.level or _level_of(position.code)),
        "work": (_lacks_years(person), _with_years(person.work, position)),
    }  # fmt: skip
    return {fact: value for fact, (is_open, value) in asked.items() if is_open and value}


_LONG = 40.0
"""Years of work that are as good as any number of them."""


def _lacks_years(person: CandidateFeatures) -> bool:
    return not person.work or any(one.years is None or one.ago is None for one in person.work)


def _with_years(works: tuple[Work, ...], position: PositionFeatures) -> tuple[Work, ...]:
    if not works:
        return (Work(position.code, position.typed, _LONG, 0.0),)
    return tuple(
        replace(one, years=_LONG if one.years is None else one.years, ago=one.ago or 0.0)
        for one in works
    )


def _level_of(code: str | None) -> int | None:
    return int(code[4]) if code and code[4:] in {"1", "2", "3", "4"} else None
