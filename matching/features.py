"""What the ranking may know of a person and of a position, and nothing else.

These types are the allow-list: a service builds them from its rows, and a fact that has no field
here cannot reach a score. Name, sex, age, origin, status, scheme, religion, family and
disability have none (a test holds the field names).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.languages import LanguageLevel

# Latitude and longitude in degrees (WGS 84).
Coordinates = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Work:
    """Work somebody has done: a KldB 2010 code, or the title as it was typed, and the years.

    ``code`` has five digits and wins over ``typed``; ``years`` is None where nobody said.
    """

    code: str | None = None
    typed: str | None = None
    years: float | None = None


@dataclass(frozen=True, slots=True)
class CandidateFeatures:
    """What the ranking may know of a person. None means unknown, an empty set means none.

    ``key`` is opaque and only orders equal scores. ``level`` (1 helper to 4 expert) is the
    requirement level the person is known to reach; without it the level of the work counts.
    """

    key: str
    work: tuple[Work, ...] = ()
    level: int | None = None
    skills: frozenset[str] | None = None
    german: LanguageLevel | None = None
    place: Coordinates | None = None


@dataclass(frozen=True, slots=True)
class PositionFeatures:
    """What a position asks for. None or empty means: it does not ask.

    ``code`` (five digits) wins over ``typed``; ``level`` falls back to the code's last digit.
    """

    key: str
    code: str | None = None
    typed: str | None = None
    level: int | None = None
    must_skills: frozenset[str] = field(default_factory=frozenset)
    german: LanguageLevel | None = None
    place: Coordinates | None = None
