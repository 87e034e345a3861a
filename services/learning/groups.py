"""Whether a group would fare worse: today's first places under both weights, by trait.

Groups are read as the fairness report reads them; no learner sees them.
"""

from __future__ import annotations

import math
from collections import Counter
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.clock import office_day
from domain.fairness_groups import Trait
from domain.floors import FIRST
from matching.disclosure import hidden, pooled
from matching.fairness import Groups
from matching.learning.gate import GroupCheck, check_groups
from matching.ranking import Ranker
from matching.scorecard import Weights
from models import Position
from services.fairness_report import REST, groups_of_people
from services.ranked_lists import seed_of
from services.ranking_facts import people_features, position_features
from services.visibility import agreed_to_placement, shown_position
from services.weight_preview import even_draw


class _Lists(NamedTuple):
    """Rows of people among the first places, list by list, before and after."""

    before: list[NDArray[np.intp]]
    after: list[NDArray[np.intp]]


def groups_under(before: Weights, after: Weights, *, now: datetime) -> list[GroupCheck]:
    """Return how every group fares on today's lists with the weights before and after."""
    today = office_day(now)
    people = people_features(agreed_to_placement(), today)
    _there, step = even_draw(len(people))
    positions = position_features(shown_position() & (Position.id % step == 0))
    if not people or not positions:
        return []
    seed = seed_of(today)
    firsts = [
        [
            one.rows
            for one in Ranker(weights, day=today).top_lists(
                people, positions, seed, most_people=FIRST, most_positions=1
            )[0]
        ]
        for weights in (before, after)
    ]
    known = groups_of_people(today)
    traits = [known[int(person.key)] for person in people]
    return [
        check
        for trait in Trait
        for check in _of_trait(trait, [one[trait] for one in traits], _Lists(*firsts))
    ]


def _of_trait(trait: Trait, groups: list[str], lists: _Lists) -> list[GroupCheck]:
    shown = pooled(Counter(groups), REST)
    names = sorted(set(shown.values()))
    number = {name: place for place, name in enumerate(names)}
    group = np.array([number[shown[one]] for one in groups], dtype=np.intp)
    people = np.bincount(group, minlength=len(names))
    tops: list[list[Groups]] = [[group[rows] for rows in one] for one in lists]
    chosen = [_chosen(one, group, len(names)) for one in lists]
    checks = check_groups(trait.value, names, people, (tops[0], tops[1]), (chosen[0], chosen[1]))
    told = [hidden(one.tolist(), people.tolist()) for one in chosen]
    return [
        _without_ratios(one) if told[0][row] or told[1][row] else one
        for row, one in enumerate(checks)
        if people[row]
    ]


def _without_ratios(one: GroupCheck) -> GroupCheck:
    """Return what may be told where few were chosen: as in the fairness report, no ratio."""
    return one._replace(ratio_before=math.nan, ratio_after=math.nan)


def _chosen(lists: list[NDArray[np.intp]], group: Groups, count: int) -> NDArray[np.intp]:
    who = np.unique(np.concatenate(lists))
    return np.bincount(group[who], minlength=count)
