"""The gate: what may go live. Not worse on decisions nobody learned from, nor for any group."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from matching.fairness import Groups, Selection, Verdict, exposure, selections
from matching.learning.measures import Gain

LEAST_LISTS = 10
"""Held-out lists with both answers that are needed before anything can be said."""
LESS_ATTENTION = 0.05
"""So much of an even share of attention a group that has less than it may lose."""


class Refusal(StrEnum):
    """Why a version does not pass."""

    TOO_FEW = "too_few"
    """Too few held-out lists to compare on."""
    NOT_BETTER = "not_better"
    """On held-out decisions it is not surely as good as the one before."""
    GROUP = "group"
    """Some group would fare worse than with the one before."""
    SAME = "same"
    """Nothing was learned that changes an order."""


class GroupCheck(NamedTuple):
    """One group under both versions; ``is_worse`` says that it would fare worse."""

    trait: str
    group: str
    ratio_before: float
    ratio_after: float
    attention_before: float
    attention_after: float
    is_worse: bool


def refusals(ahead: Gain, groups: Sequence[GroupCheck], *, is_same: bool) -> list[Refusal]:
    """Return every reason why a version may not go live; none opens the gate."""
    found = []
    if is_same:
        found.append(Refusal.SAME)
    if ahead.lists < LEAST_LISTS:
        found.append(Refusal.TOO_FEW)
    elif not ahead.is_sure:
        found.append(Refusal.NOT_BETTER)
    if any(one.is_worse for one in groups):
        found.append(Refusal.GROUP)
    return found


def check_groups(
    trait: str,
    names: Sequence[str],
    people: ArrayLike,
    lists: tuple[Sequence[Groups], Sequence[Groups]],
    chosen: tuple[ArrayLike, ArrayLike],
) -> list[GroupCheck]:
    """Compare how the groups of one trait fare before and after, by the measures of the report.

    Parameters
    ----------
    people
        How many there are of each group.
    lists
        The groups of the first places of every list, before and after.
    chosen
        How many of each group are on at least one of them, before and after.

    A group fares worse if its selection ratio falls below four fifths (whole interval) or was
    there and falls further, or if it has less than an even share of attention and loses more
    than ``LESS_ATTENTION`` of one.
    """
    before, after = (selections(one, people) for one in chosen)
    got = [exposure(one, people) for one in lists]
    return [
        GroupCheck(
            trait,
            name,
            before[row].ratio.value,
            after[row].ratio.value,
            float(got[0][row]),
            float(got[1][row]),
            _falls(before[row], after[row]) or _loses(float(got[0][row]), float(got[1][row])),
        )
        for row, name in enumerate(names)
    ]


def _falls(before: Selection, after: Selection) -> bool:
    if after.verdict is not Verdict.BELOW:
        return False
    return before.verdict is not Verdict.BELOW or after.ratio.value < before.ratio.value - 1e-9


def _loses(before: float, after: float) -> bool:
    return bool(np.isfinite(after) and after < 1.0 and after < before - LESS_ATTENTION)
