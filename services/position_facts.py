"""The facts of a position as plain values: written into a row, read from it, compared.

Whatever a position comes from, a form or a file, it becomes ``PositionFacts`` first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum

from domain.fair_wording import Finding, unfair_demands
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence
from domain.position_rules import Objection, Terms, objections
from domain.positions import EmployersWord, PayUnit, PositionKind, SkillNeed
from domain.working_time import Hours, Shift
from models import Position, PositionSkill

NO_GERMAN = LanguageLevel.NONE


@dataclass(frozen=True, slots=True)
class SkillDemand:
    """A key of the skill catalogue, how much it is needed, weeks to learn it here."""

    skill: str
    need: SkillNeed = SkillNeed.MUST
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class PositionFacts:
    """What a firm asks for and offers; everything but the first line may stay unsaid."""

    kind: PositionKind
    title: str
    postcode: str
    place: str
    occupation_code: str | None = None
    requirement_level: int = 1
    is_regulated: EmployersWord = EmployersWord.UNKNOWN
    german_understanding: LanguageLevel = NO_GERMAN
    german_speaking: LanguageLevel = NO_GERMAN
    german_reading: LanguageLevel = NO_GERMAN
    german_writing: LanguageLevel = NO_GERMAN
    tasks: str = ""
    licences: tuple[Licence, ...] = ()
    duration_months: int | None = None
    duration_weeks: int | None = None
    school: str = ""
    weekly_hours: float | None = None
    hours: Hours | None = None
    shifts: tuple[Shift, ...] = ()
    reachable_by_bus: EmployersWord = EmployersWord.UNKNOWN
    pay_cents: int | None = None
    pay_unit: PayUnit | None = None
    collective_agreement: str = ""
    starts_on: date | None = None
    places: int = 1
    contact_id: int | None = None
    skills: tuple[SkillDemand, ...] = ()

    @property
    def german_level(self) -> LanguageLevel:
        """Return the highest of the four levels: what the ranking compares."""
        return max(getattr(self, f"german_{skill.value}") for skill in LanguageSkill)

    def objections(self, today: date) -> list[Objection]:
        """Return what the law of the first day objects to; from now on means today."""
        names = (one.name for one in fields(Terms))
        terms = Terms(**{name: getattr(self, name) for name in names})
        return objections(terms, self.starts_on or today)

    def unfair_demands(self) -> dict[str, list[Finding]]:
        """Return demands no advertisement may make, by field; fields without any are left out."""
        found = {name: unfair_demands(getattr(self, name)) for name in WORDED}
        return {name: findings for name, findings in found.items() if findings}


WORDED = ("title", "tasks", "school", "collective_agreement")
"""Fields in the firm's own words."""

COLUMNS = tuple(one.name for one in fields(PositionFacts) if one.name != "skills")
_LISTS = {"licences": Licence, "shifts": Shift}

REVIEWED = (
    *("kind", "title", "occupation_code", "requirement_level", "is_regulated", "tasks"),
    *(f"german_{skill.value}" for skill in LanguageSkill),
    *("licences", "school", "pay_cents", "pay_unit", "collective_agreement", "skills"),
)
"""Facts an officer has read when releasing: changed, they are looked at again."""


def columns_of(facts: PositionFacts) -> dict[str, object]:
    """Return the values of the columns, the derived level of German among them."""
    values = {name: getattr(facts, name) for name in COLUMNS}
    for name in _LISTS:
        values[name] = sorted(one.value for one in getattr(facts, name))
    return values | {"german_level": facts.german_level}


def skills_of(facts: PositionFacts) -> list[PositionSkill]:
    """Return new rows for the skills."""
    return [PositionSkill(**values) for values in skill_values(facts)]


def skill_values(facts: PositionFacts) -> list[dict[str, object]]:
    """Return the values of the columns of each skill, in the order of their keys."""
    return [
        {"skill": one.skill, "need": one.need, "weeks": one.weeks}
        for one in sorted(facts.skills, key=lambda one: one.skill)
    ]


def facts_of(position: Position, **changed: object) -> PositionFacts:
    """Return the facts of a position, some of them ``changed``."""
    kept: dict[str, object] = {name: getattr(position, name) for name in COLUMNS}
    for name, words in _LISTS.items():
        known = {word.value: word for word in words}
        kept[name] = tuple(known[one] for one in getattr(position, name) if one in known)
    rows = sorted(position.skills, key=lambda row: row.skill)
    kept["skills"] = tuple(SkillDemand(row.skill, row.need, row.weeks) for row in rows)
    return PositionFacts(**(kept | changed))  # type: ignore[arg-type]


def changes_between(before: PositionFacts, after: PositionFacts) -> dict[str, list[object]]:
    """Return the changed fields with the value before and after, as JSON keeps them."""
    pairs = {
        name: [plain(getattr(before, name)), plain(getattr(after, name))]
        for name in (*COLUMNS, "skills")
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def is_reviewed_again(changes: Mapping[str, object]) -> bool:
    """Return whether an officer must look at the changes."""
    return any(name in changes for name in REVIEWED)


def plain(value: object) -> object:
    """Return a value as JSON knows it."""
    if isinstance(value, SkillDemand):
        return [value.skill, value.need.value, value.weeks]
    if isinstance(value, tuple):
        return sorted((plain(one) for one in value), key=str)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
