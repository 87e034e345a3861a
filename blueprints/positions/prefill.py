"""What stands in the form of a position before anything is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from enum import Enum

from domain.position_suggestions import usual_german
from domain.positions import PositionKind, RequirementLevel
from models import Employer
from services.catalogue import is_occupation, requirement_level, usually_regulated
from services.position_facts import PositionFacts

Values = dict[str, object]


def code_of(answer: str | None) -> str | None:
    """Return the occupation that was chosen, or ``None`` for none of these."""
    return answer if is_occupation(answer) else None


def new_position(firm: Employer, asked: Mapping[str, str]) -> Values:
    """Return what the steps before, the occupation and the firm already tell."""
    code = code_of(asked.get("occupation"))
    level = requirement_level(code) if code else RequirementLevel.HELPER
    word = asked.get("kind", "")
    kind = PositionKind(word) if word in set(PositionKind) else PositionKind.JOB
    german = {name: level.value for name, level in usual_german(kind, code, int(level)).items()}
    preferred = next((one.id for one in firm.contacts if one.is_preferred), "")
    return german | {
        "kind": kind.value,
        "title": asked.get("title", ""),
        "requirement_level": str(int(level)),
        "is_regulated": usually_regulated(code).value,
        "postcode": firm.postcode,
        "place": firm.place,
        "places": 1,
        "contact_id": str(preferred),
    }


def typed_before(facts: PositionFacts) -> Values:
    """Return the values of the form for a position that exists."""
    values: Values = {
        name: value.value if isinstance(value, Enum) else value
        for name, value in asdict(replace(facts, skills=())).items()
    }
    return values | {
        "requirement_level": str(facts.requirement_level),
        "skills": facts.skills,
        "licences": [one.value for one in facts.licences],
        "shifts": [one.value for one in facts.shifts],
        "hours": facts.hours.value if facts.hours else "",
        "pay_unit": facts.pay_unit.value if facts.pay_unit else "",
        "pay": None if facts.pay_cents is None else Decimal(facts.pay_cents) / 100,
        "contact_id": str(facts.contact_id or ""),
    }
