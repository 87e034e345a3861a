"""How templates name what a position asks for."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from flask_babel import ngettext

from blueprints.amounts import with_decimal_sign
from blueprints.labels import label
from blueprints.languages import chosen_language
from blueprints.layout import listed
from blueprints.positions.blueprint import positions
from domain.languages import LanguageLevel
from domain.licences import Licence
from domain.working_time import Shift
from models import PositionSkill
from services.catalogue import skill_label


@positions.app_template_filter()
def cefr(level: LanguageLevel) -> str:
    """Return a level in two signs; a dash where none is needed."""
    return "–" if level is LanguageLevel.NONE else level.value


@positions.app_template_filter()
def skills_named(skills: Iterable[PositionSkill], need: str) -> str:
    """Return the skills of one kind of need by name, with the weeks to learn them."""
    return listed(_named(one) for one in skills if one.need.value == need)


@positions.app_template_filter()
def licences_named(values: Iterable[str]) -> str:
    """Return licences by name."""
    return listed(str(label(Licence(one))) for one in values if one in set(Licence))


@positions.app_template_filter()
def shifts_named(values: Iterable[str]) -> str:
    """Return shifts by name."""
    return listed(str(label(Shift(one))) for one in values if one in set(Shift))


def _named(skill: PositionSkill) -> str:
    name = skill_label(skill.skill, chosen_language())
    if not skill.weeks:
        return name
    weeks = ngettext("%(num)d Woche", "%(num)d Wochen", skill.weeks)
    return f"{name} ({weeks})"


@positions.app_template_filter()
def amount(number: Decimal | float) -> str:
    """Return a number with the decimal sign of the page's language, in western digits."""
    return with_decimal_sign(number)
