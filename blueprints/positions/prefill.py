"""What stands in the form of a position before anything is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from domain.languages import LanguageLevel
from domain.positions import RequirementLevel
from models import Employer
from services.catalogue import is_occupation, requirement_level
from services.positions import PositionFacts

Values = dict[str, object]


def code_of(answer: str | None) -> str | None:
    """Return the occupation that was chosen, or ``None`` for none of these."""
    return answer if is_occupation(answer) else None


def new_position(firm: Employer, asked: Mapping[str, str]) -> Values:
    """Return what the steps before, the occupation and the firm already tell."""
    code = code_of(asked.get("occupation"))
    level = requirement_level(code) if code else RequirementLevel.HELPER
    return {
        "kind": asked.get("kind", ""),
        "title": asked.get("title", ""),
        "requirement_level": str(int(level)),
        "german_level": LanguageLevel.A2.value,
        "postcode": firm.postcode,
        "place": firm.place,
        "places": 1,
    }


def typed_before(facts: PositionFacts) -> Values:
    """Return the values of the form for a position that exists."""
    values: Values = asdict(facts)
    return values | {
        "kind": facts.kind.value,
        "requirement_level": str(facts.requirement_level),
        "german_level": facts.german_level.value,
        "must_skills": sorted(facts.must_skills),
    }
