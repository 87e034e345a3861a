"""In which group of a trait people are, for a floor alone; no ranking reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, literal, null, select, union_all

from domain.fairness_groups import UNKNOWN, Trait, age_band
from matching.disclosure import pooled
from models import Candidate, db
from services.visibility import agreed_to_placement

_COLUMNS = {Trait.SEX: Candidate.sex, Trait.AGE: Candidate.birth_year}
"""Traits a floor may be for (domain/floors.py)."""


class TraitGroups(NamedTuple):
    """The groups of a trait among all who agreed to placement, and in which of them some are."""

    shares: Mapping[str, float]
    """By group, only those that stand alone: known, and not pooled because they are small."""
    of: Mapping[int, str]
    """The group of each person who was asked for."""


def trait_groups(trait: Trait, today: date, ids: Collection[int] = ()) -> TraitGroups:
    """Return how large each group is, and the group of these people, by one statement."""
    column = _COLUMNS[trait]
    counted: Counter[str] = Counter()
    of: dict[int, str] = {}
    sizes = select(null().label("person"), column.label("value"), func.count().label("number"))
    each = select(Candidate.id, column, literal(0)).where(Candidate.id.in_(ids))
    found: Any = union_all(sizes.where(agreed_to_placement()).group_by(column), each)
    for row in db.session.execute(found):
        group = group_of(trait, row.value, today)
        counted[group] += row.number
        if row.person is not None:
            of[row.person] = group
    alone = [group for group, name in pooled(counted).items() if group == name != UNKNOWN]
    people = counted.total()
    return TraitGroups({group: counted[group] / people for group in alone}, of)


def group_of(trait: Trait, value: Any, today: date) -> str:
    """Return the group of one person by sex, or by the year of birth; None is not known."""
    return age_band(value, today) if trait is Trait.AGE else value or UNKNOWN
