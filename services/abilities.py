"""What a person can do: languages by skill, alphabets, skills of the trade, licences."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from domain.access import Actor
from domain.evidence import STATED, Evidence
from domain.languages import (
    GERMAN,
    LanguageLevel,
    LanguageSkill,
    LiteracyNeed,
    overall_level,
)
from domain.licences import Licence, LicenceState
from models import (
    Candidate,
    CandidateSkill,
    HeldLicence,
    LanguageKnowledge,
    Literacy,
    db,
    transactional,
)
from services.audit import record
from services.facts import correct, note, reread, take_away
from services.steps import hold_step

Levels = Mapping[tuple[str, LanguageSkill], LanguageLevel]
"""By ISO 639 code and skill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The alphabets somebody reads and what has to be learned first."""

    scripts: tuple[str, ...] = ()
    need: LiteracyNeed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagesTold:
    """Languages by skill; ``asked`` are those the page was about, None means all.

    One that was asked and has no level is taken away. ``reading`` None: not asked.
    """

    levels: Levels
    asked: frozenset[str] | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceTold:
    """A licence somebody holds; dates where they are known."""

    licence: Licence
    state: LicenceState = LicenceState.GERMAN
    country: str | None = None
    acquired_on: date | None = None
    usable_until: date | None = None


@transactional
def set_languages(
    *,
    actor: Actor,
    candidate: Candidate,
    told: LanguagesTold,
    now: datetime,
    evidence: Evidence = STATED,
    seen: str | None = None,
) -> None:
    """Write how well the person understands, speaks, reads and writes each language.

    The overall level of German follows.

    Raises
    ------
    ChangedMeanwhile
        If the step is not what the page showed any more.
    """
    hold_step(actor=actor, candidate=candidate, step="languages", seen=seen, now=now)
    write_levels(candidate, told, actor=actor, evidence=evidence, now=now)
    if told.reading is not None:
        _write_reading(candidate, told.reading, actor=actor, evidence=evidence, now=now)
    reread(candidate)
    record(actor=actor, action="candidate.languages_changed", subject=candidate, now=now)


def write_levels(
    candidate: Candidate, told: LanguagesTold, *, actor: Actor, evidence: Evidence, now: datetime
) -> None:
    """Write levels in a transaction that holds the record."""
    known = {(row.language, row.skill): row for row in candidate.languages}
    for key, row in list(known.items()):
        if key not in told.levels and (told.asked is None or row.language in told.asked):
            take_away(row, actor=actor, now=now)
    for (language, skill), level in told.levels.items():
        held = known.get((language, skill))
        if held is not None:
            correct(held, {"level": level}, actor=actor, evidence=evidence, now=now)
            continue
        row = LanguageKnowledge(
            candidate_id=candidate.id, language=language, skill=skill, level=level
        )
        note(row, actor=actor, evidence=evidence, now=now)
        db.session.add(row)
    db.session.flush()
    db.session.refresh(candidate, ["languages"])
    german = {row.skill: row.level for row in candidate.languages if row.language == GERMAN}
    candidate.german_level = overall_level(german)


def _write_reading(
    candidate: Candidate, reading: Reading, *, actor: Actor, evidence: Evidence, now: datetime
) -> None:
    values = {"scripts": list(reading.scripts), "need": reading.need}
    row = candidate.literacy
    if row is not None:
        correct(row, values, actor=actor, evidence=evidence, now=now)
    elif reading.scripts or reading.need:
        row = Literacy(candidate_id=candidate.id, **values)
        note(row, actor=actor, evidence=evidence, now=now)
        db.session.add(row)


@transactional
def set_skills(
    *,
    actor: Actor,
    candidate: Candidate,
    skills: Collection[str],
    now: datetime,
    evidence: Evidence = STATED,
    seen: str | None = None,
) -> None:
    """Write which skills the person has, all of them.

    Raises
    ------
    ChangedMeanwhile
        If the step is not what the page showed any more.
    """
    hold_step(actor=actor, candidate=candidate, step="skills", seen=seen, now=now)
    had = {row.skill: row for row in candidate.skills}
    for skill in had.keys() - set(skills):
        take_away(had[skill], actor=actor, now=now)
    for skill in sorted(set(skills) - had.keys()):
        row = CandidateSkill(candidate_id=candidate.id, skill=skill)
        note(row, actor=actor, evidence=evidence, now=now)
        db.session.add(row)
    reread(candidate)
    record(actor=actor, action="candidate.skills_changed", subject=candidate, now=now)


@transactional
def set_licences(
    *,
    actor: Actor,
    candidate: Candidate,
    licences: Collection[LicenceTold],
    now: datetime,
    evidence: Evidence = STATED,
    seen: str | None = None,
) -> None:
    """Write which licences and certificates the person holds, all of them.

    Raises
    ------
    ChangedMeanwhile
        If the step is not what the page showed any more.
    """
    hold_step(actor=actor, candidate=candidate, step="licences", seen=seen, now=now)
    told = {one.licence: one for one in licences}
    had = {row.licence: row for row in candidate.licences}
    for licence in had.keys() - told.keys():
        take_away(had[licence], actor=actor, now=now)
    for licence, one in told.items():
        if licence in had:
            correct(had[licence], asdict(one), actor=actor, evidence=evidence, now=now)
            continue
        row = HeldLicence(candidate_id=candidate.id, **asdict(one))
        note(row, actor=actor, evidence=evidence, now=now)
        db.session.add(row)
    reread(candidate)
    record(actor=actor, action="candidate.licences_changed", subject=candidate, now=now)
