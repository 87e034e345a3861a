"""What changed in a position, in the words of its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from blueprints.amounts import with_decimal_sign
from blueprints.labels import label
from blueprints.languages import chosen_language
from blueprints.layout import comma, listed
from domain.languages import LanguageLevel
from domain.licences import Licence
from domain.positions import (
    EmployersWord,
    PayUnit,
    PositionKind,
    PositionState,
    RequirementLevel,
    SkillNeed,
)
from domain.working_time import Hours, Shift
from services.catalogue import occupation_label, skill_label

NAMES: dict[str, Any] = {
    "kind": _l("Art"),
    "title": _l("Titel"),
    "postcode": _l("Postleitzahl"),
    "place": _l("Arbeitsort"),
    "occupation_code": _l("Beruf"),
    "requirement_level": _l("Anforderung"),
    "is_regulated": _l("Reglementierter Beruf"),
    "german_understanding": _l("Deutsch verstehen"),
    "german_speaking": _l("Deutsch sprechen"),
    "german_reading": _l("Deutsch lesen"),
    "german_writing": _l("Deutsch schreiben"),
    "tasks": _l("Aufgaben"),
    "licences": _l("Scheine"),
    "duration_months": _l("Dauer in Monaten"),
    "duration_weeks": _l("Dauer in Wochen"),
    "school": _l("Berufsschule"),
    "weekly_hours": _l("Stunden je Woche"),
    "hours": _l("Arbeitszeit"),
    "shifts": _l("Schichten"),
    "reachable_by_bus": _l("Mit dem Bus erreichbar"),
    "pay_cents": _l("Lohn"),
    "pay_unit": _l("Der Lohn gilt"),
    "collective_agreement": _l("Tarifvertrag"),
    "starts_on": _l("Beginn"),
    "places": _l("Plätze"),
    "contact_id": _l("Ansprechperson"),
    "skills": _l("Kenntnisse"),
    "state": _l("Status"),
    "state_reason": _l("Grund"),
}

_WORDS: dict[str, type[Enum]] = {
    "kind": PositionKind,
    "requirement_level": RequirementLevel,
    "is_regulated": EmployersWord,
    "reachable_by_bus": EmployersWord,
    "german_understanding": LanguageLevel,
    "german_speaking": LanguageLevel,
    "german_reading": LanguageLevel,
    "german_writing": LanguageLevel,
    "licences": Licence,
    "shifts": Shift,
    "hours": Hours,
    "pay_unit": PayUnit,
    "state": PositionState,
}


def rows_of_changes(changes: Mapping[str, Sequence[object]]) -> list[tuple[str, str, str]]:
    """Return the name of each changed field, what stood there before, and what stands there now."""
    return [
        (str(NAMES.get(name, name)), value_text(name, before), value_text(name, after))
        for name, (before, after) in changes.items()
    ]


def value_text(name: str, value: Any) -> str:
    """Return a stored value in words; nothing said is a dash."""
    if value in (None, "", []):
        return "–"
    if name in _TEXTS:
        return str(_TEXTS[name](value))
    if isinstance(value, list):
        return listed(_word(name, one) for one in value)
    return _word(name, value)


_TEXTS: dict[str, Callable[[Any], str]] = {
    "skills": lambda rows: listed(_skill(*row) for row in rows),
    "contact_id": lambda number: _("Kontakt %(number)s", number=number),
    "occupation_code": lambda code: occupation_label(code, chosen_language()),
    "pay_cents": lambda cents: _("%(number)s Euro", number=with_decimal_sign(cents / 100)),
    "starts_on": lambda day: f"{date.fromisoformat(day):%d.%m.%Y}",
}


def _word(name: str, value: Any) -> str:
    kind = _WORDS.get(name)
    if kind is not None and value in {member.value for member in kind}:
        return str(label(kind(value)))
    return with_decimal_sign(value) if isinstance(value, float) else str(value)


def _skill(key: str, need: str, weeks: int | None) -> str:
    words = f"{skill_label(key, chosen_language())} ({label(SkillNeed(need))}"
    if not weeks:
        return f"{words})"
    time = ngettext("%(num)d Woche", "%(num)d Wochen", weeks)
    return f"{words}{comma()}{time})"
