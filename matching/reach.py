"""How many people meet what a position demands, and which demand costs most.

Counts, no scores and nobody's name: a demand is met or not, unknown is not met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence
from domain.positions import SkillNeed
from matching.features import CandidateFeatures, PositionFeatures
from matching.shares import FULL, of_licences, of_recognition

GROUP = 3
"""Digits of a code that name the occupational group (KldB 2010)."""

LEARNS_THERE = frozenset(
    {Beginning.APPRENTICESHIP, Beginning.ENTRY_QUALIFICATION, Beginning.INTERNSHIP}
)
"""Beginnings that teach the trade; neither it nor a recognition is asked of anybody."""

Test = Callable[[CandidateFeatures], bool]


class Demand(NamedTuple):
    """One thing a position demands: its kind, and which one of that kind."""

    kind: str
    """``occupation``, ``skill``, ``german``, ``licence`` or ``recognition``."""
    key: str = ""


class Reach(NamedTuple):
    """How many of the people meet everything, and how many would without each demand."""

    people: int
    meet: int
    without: dict[Demand, int]
    """By demand: how many meet all the others."""
    at_less: Mapping[Demand, Mapping[LanguageLevel, int]]
    """By demand of German: how many would do at each lower level, the nearest level first."""

    @property
    def costliest(self) -> tuple[Demand, int] | None:
        """Return the demand without which most people more would do, and how many then would."""
        if not self.without:
            return None
        demand = max(self.without, key=lambda one: self.without[one])
        count = self.without[demand]
        return (demand, count) if count > self.meet else None


def reach(position: PositionFeatures, people: Sequence[CandidateFeatures]) -> Reach:
    """Count who meets all demands, and who all but one.

    >>> from matching.features import Work
    >>> baker = CandidateFeatures(key="a", work=(Work(code="29222"),))
    >>> reach(PositionFeatures(key="p", code="29222", level=2), [baker]).meet
    1
    """
    demands = list(demands_of(position))
    if not demands:
        return Reach(len(people), len(people), {}, {})
    met = np.array([[test(one) for _, test in demands] for one in people], dtype=bool)
    met = met.reshape(len(people), len(demands))
    missed = (~met).sum(axis=1)
    without = (missed[:, None] - ~met == 0).sum(axis=0)
    counts = {demand: int(count) for (demand, _), count in zip(demands, without, strict=True)}
    at_less = {
        demand: _at_less(position, demand, people, missed - ~met[:, column] == 0)
        for column, (demand, _) in enumerate(demands)
        if demand.kind == "german"
    }
    return Reach(len(people), int((missed == 0).sum()), counts, at_less)


def _at_less(
    position: PositionFeatures,
    demand: Demand,
    people: Sequence[CandidateFeatures],
    meets_the_others: NDArray[np.bool_],
) -> dict[LanguageLevel, int]:
    """Count who meets the other demands and a lower level of German in one skill."""
    skill = LanguageSkill(demand.key)
    asked = position.german[skill]
    able = [one for one, meets in zip(people, meets_the_others, strict=True) if meets]
    lower = [level for level in LanguageLevel if LanguageLevel.NONE < level < asked]
    return {level: sum(_has_german(skill, level, one) for one in able) for level in reversed(lower)}


def demands_of(position: PositionFeatures) -> Iterator[tuple[Demand, Test]]:
    """Yield what a position cannot do without, each with its test of a person."""
    code = position.code
    is_learnt = position.kind in LEARNS_THERE or _level(position) == 1
    if code and not is_learnt:
        yield Demand("occupation", code), partial(_knows_trade, code)
    for key, need in position.skills.items():
        if need is SkillNeed.MUST:
            yield Demand("skill", key), partial(_has_skill, key)
    for skill, level in position.german.items():
        if level is not LanguageLevel.NONE:
            yield Demand("german", skill.value), partial(_has_german, skill, level)
    for licence in sorted(position.licences):
        yield Demand("licence", licence.value), partial(_has_licence, frozenset({licence}))
    if position.is_regulated and code and position.kind not in LEARNS_THERE:
        yield Demand("recognition", code), partial(_is_recognised, code)


def _level(position: PositionFeatures) -> int:
    return position.level or int((position.code or "0")[-1])


def _knows_trade(code: str, person: CandidateFeatures) -> bool:
    return any((work.code or "")[:GROUP] == code[:GROUP] for work in person.work)


def _has_skill(key: str, person: CandidateFeatures) -> bool:
    return key in (person.skills or ())


def _has_german(skill: LanguageSkill, level: LanguageLevel, person: CandidateFeatures) -> bool:
    known = (person.german or {}).get(skill)
    return known is not None and known >= level


def _has_licence(asked: frozenset[Licence], person: CandidateFeatures) -> bool:
    return of_licences(person.licences, asked) == FULL


def _is_recognised(code: str, person: CandidateFeatures) -> bool:
    return of_recognition(person.recognitions, code) == FULL
