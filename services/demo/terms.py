"""Plausible terms for demo positions: length, hours, pay, German by skill; lawful on their day.

Drawn apart from everything else, so that the people and fairs of the demo stay as they are.
"""

from __future__ import annotations

from datetime import date
from random import Random

from domain.establishment_number import check_digits
from domain.languages import LanguageLevel
from domain.licences import Licence
from domain.minimum_wage import lowest_pay
from domain.position_rules import SHORT_INTERNSHIPS
from domain.positions import EmployersWord, PayUnit, PositionKind, SkillNeed
from domain.working_time import Hours, Shift
from services.catalogue import usually_regulated

LANGUAGES = ("ar", "en", "fa", "ku", "pl", "ru", "tr", "uk")
_ABOVE_THE_MINIMUM = {1: (0, 150), 2: (150, 500), 3: (500, 1100), 4: (1000, 1800)}
"""Cents an hour, by requirement level."""
_DRIVING = "521"
_WAREHOUSE = "513"
_LEARN_WEEKS = (1, 2, 3, 4, 6, 8, 12)


def establishment_number(number: int) -> str:
    """Return a number of the right form in a district that no employment office has."""
    first = f"999{number:04d}"
    return first + check_digits(first)[0]


def team_languages(number: int) -> list[str]:
    """Return the languages spoken in the team of a firm."""
    draw = Random(f"team {number}")  # noqa: S311 - demo data, the same each time
    return sorted({"de", *draw.sample(LANGUAGES, draw.randint(0, 3))})


def german_by_skill(level: LanguageLevel, number: int) -> dict[str, LanguageLevel]:
    """Return the four skills of German; the highest is ``level``, writing is seldom it."""
    draw = Random(f"german {number}")  # noqa: S311 - demo data, the same each time
    steps = list(LanguageLevel)
    lower = steps[max(0, level.rank - draw.choice((0, 1, 1, 2)))]
    return {
        "german_understanding": level,
        "german_speaking": level,
        "german_reading": steps[max(lower.rank, level.rank - 1)],
        "german_writing": lower,
    }


def terms_of(kind: PositionKind, code: str, starts_on: date, number: int) -> dict[str, object]:
    """Return the fields of a demo position that depend on its kind and occupation."""
    draw = Random(f"terms {number}")  # noqa: S311 - demo data, the same each time
    part_time = kind is PositionKind.JOB and draw.random() < 0.25
    weekly_hours = draw.choice((20.0, 25.0, 30.0)) if part_time else draw.choice((38.5, 40.0))
    shifts = draw.choice(([Shift.DAY], [Shift.EARLY, Shift.LATE], [Shift.EARLY], [Shift.DAY]))
    return {
        "is_regulated": usually_regulated(code),
        "licences": _licences(code, draw),
        "weekly_hours": weekly_hours,
        "hours": Hours.PART_TIME if part_time else Hours.FULL_TIME,
        "shifts": sorted(one.value for one in shifts),
        "reachable_by_bus": draw.choice((*EmployersWord, EmployersWord.YES)),
        "school": "Berufskolleg (Demo)" if kind is PositionKind.APPRENTICESHIP else "",
        "collective_agreement": "Haustarif (Demo)" if draw.random() < 0.2 else "",
        **_length(kind, draw),
        **_pay(kind, int(code[-1]), starts_on, draw),
    }


def skill_need(number: int, place: int) -> tuple[SkillNeed, int | None]:
    """Return how much a skill is needed: mostly a must, some wished, some taught."""
    draw = Random(f"need {number} {place}")  # noqa: S311 - demo data, the same each time
    need = draw.choice((*[SkillNeed.MUST] * 3, SkillNeed.WISHED, SkillNeed.LEARNED_HERE))
    return need, draw.choice(_LEARN_WEEKS) if need is SkillNeed.LEARNED_HERE else None


def _licences(code: str, draw: Random) -> list[str]:
    if code.startswith(_DRIVING):
        return [draw.choice((Licence.CAR, Licence.LORRY)).value]
    is_lifted = code.startswith(_WAREHOUSE) and draw.random() < 0.4
    return [Licence.FORKLIFT.value] if is_lifted else []


def _length(kind: PositionKind, draw: Random) -> dict[str, object]:
    months: int | None = None
    if kind in SHORT_INTERNSHIPS:
        months = draw.choice((1, 2, 3))
    elif kind is PositionKind.ENTRY_QUALIFICATION:
        months = draw.choice((6, 9, 12))
    elif kind is PositionKind.APPRENTICESHIP:
        months = draw.choice((24, 36, 36, 42))
    weeks = draw.choice((1, 2, 4, 6)) if kind is PositionKind.TRIAL else None
    return {"duration_months": months, "duration_weeks": weeks}


def _pay(kind: PositionKind, level: int, starts_on: date, draw: Random) -> dict[str, object]:
    lowest = lowest_pay(starts_on)
    if kind is PositionKind.APPRENTICESHIP:
        return {"pay_cents": draw.choice((105_000, 115_000, 122_000)), "pay_unit": PayUnit.MONTH}
    if kind is not PositionKind.JOB or lowest is None or draw.random() < 0.15:
        return {"pay_cents": None, "pay_unit": None}
    more = draw.randrange(*_ABOVE_THE_MINIMUM[level], 10)
    return {"pay_cents": int(lowest.hourly * 100) + more, "pay_unit": PayUnit.HOUR}
