"""What the ranking may know of a person and of a position, and nothing else.

These types are the allow-list: a service builds them from its rows, and a fact that has no field
here cannot reach a score. Name, sex, age, origin, country of work or school, mother tongue,
status, scheme, religion, family and disability have none (a test holds the field names).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.evidence import Check
from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.positions import SkillNeed
from domain.recognition import RecognitionState
from domain.working_time import Hours, Shift

# Latitude and longitude in degrees (WGS 84).
Coordinates = tuple[float, float]
German = Mapping[LanguageSkill, LanguageLevel]


@dataclass(frozen=True, slots=True)
class Work:
    """Work somebody has done, or wishes for: a KldB 2010 code, or the title as it was typed.

    ``code`` has five digits and wins over ``typed``. ``years`` is how long, ``ago`` how many
    years since it ended (0 while it goes on); both are None where nobody said. Paid, in the
    family or without papers makes no difference, ``check`` does: how somebody made sure of it.
    """

    code: str | None = None
    typed: str | None = None
    years: float | None = None
    ago: float | None = None
    check: Check = Check.SELF_STATED


@dataclass(frozen=True, slots=True)
class CandidateFeatures:
    """What the ranking may know of a person. None means unknown, an empty set means none.

    ``key`` is opaque and only orders equal scores. ``level`` (1 helper to 4 expert) is the
    requirement level a finished training or studies reached. ``recognitions`` are the states by
    reference occupation; ``licences`` as they stand on the day of the list.
    """

    key: str
    work: tuple[Work, ...] = ()
    level: int | None = None
    skills: Mapping[str, Check] | None = None
    german: German | None = None
    place: Coordinates | None = None
    radius_km: float | None = None
    recognitions: Mapping[str, RecognitionState] = field(default_factory=dict)
    licences: Mapping[Licence, LicenceState] | None = None
    hours: frozenset[Hours] | None = None
    weekly_hours: float | None = None
    shifts: frozenset[Shift] | None = None
    kinds: frozenset[Beginning] | None = None
    wished: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionFeatures:
    """What a position asks for. None or empty means: it does not ask.

    ``code`` (five digits) wins over ``typed``; ``level`` falls back to the code's last digit.
    ``is_regulated`` says that the work needs a recognised qualification.
    """

    key: str
    code: str | None = None
    typed: str | None = None
    level: int | None = None
    skills: Mapping[str, SkillNeed] = field(default_factory=dict)
    german: German = field(default_factory=dict)
    place: Coordinates | None = None
    is_regulated: bool = False
    licences: frozenset[Licence] = frozenset()
    hours: Hours | None = None
    weekly_hours: float | None = None
    shifts: frozenset[Shift] = frozenset()
    kind: Beginning | None = None
