"""How groups fare in ranked lists: measured for a report, never read by a ranking.

Groups are numbered from 0; lists hold the group of each place, the best place first. ``desired``
is the share of each group among those who were ranked. Sources: Geyik, Ambler, Kenthapadi,
"Fairness-aware ranking in search & recommendation systems", KDD 2019 (skew, infeasible index,
NDKL); Singh, Joachims, "Fairness of exposure in rankings", KDD 2018 (exposure); the four-fifths
rule is 29 CFR 1607.4 D. Where fairlearn has the same measure, both are equal to 1e-9.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Groups = NDArray[np.intp]

FOUR_FIFTHS = 0.8
Z_95 = 1.959963984540054
"""Half the width of a normal distribution that holds 95 of 100."""


def attention(places: int) -> Floats:
    """Return how much attention each place of a list gets: 1 / log2(1 + place).

    >>> attention(3).round(3).tolist()
    [1.0, 0.631, 0.5]
    """
    return 1.0 / np.log2(1.0 + np.arange(1, places + 1))


def exposure(lists: Sequence[Groups], people: ArrayLike) -> Floats:
    """Return the attention each group gets a head, over the attention a head gets on the whole.

    ``people`` counts the members of each group; 1 is even, nan for a group without members.

    >>> exposure([np.array([0, 1])], [1, 1]).round(3).tolist()
    [1.226, 0.774]
    """
    counts = np.asarray(people, dtype=float)
    got = np.zeros(len(counts))
    for groups in lists:
        np.add.at(got, groups, attention(len(groups)))
    even = got.sum() / counts.sum() if counts.sum() else np.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        heads = got / counts
    return heads / even if even else np.full(len(counts), np.nan)


def ndkl(groups: Groups, desired: ArrayLike) -> float:
    """Return the normalised discounted Kullback-Leibler divergence of one list; 0 is even.

    The divergence of the first i places from ``desired``, for each i, weighed by 1 / log2(i + 1).

    >>> round(ndkl(np.array([0, 1, 0, 1]), [0.5, 0.5]), 4)
    0.2816
    """
    wanted = np.asarray(desired, dtype=float)
    if not len(groups):
        return 0.0
    shares = _first_counts(groups, len(wanted)) / np.arange(1, len(groups) + 1)[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(shares > 0, shares * np.log(shares / wanted), 0.0)
    weights = attention(len(groups))
    return float(terms.sum(axis=1) @ weights / weights.sum())


class Infeasible(NamedTuple):
    """At how many lengths of a list a group falls below its floor, and how often groups do."""

    lengths: int
    times: int


def infeasible(groups: Groups, desired: ArrayLike) -> Infeasible:
    """Return the infeasible index of one list: a floor is the whole part of share x length.

    >>> infeasible(np.array([0, 0, 1, 1]), [0.5, 0.5])
    Infeasible(lengths=1, times=1)
    """
    wanted = np.asarray(desired, dtype=float)
    lengths = np.arange(1, len(groups) + 1)[:, None]
    below = _first_counts(groups, len(wanted)) < np.floor(wanted * lengths + 1e-12)
    return Infeasible(int(below.any(axis=1).sum()), int(below.sum()))


def skew_at(k: int, lists: Sequence[Groups], desired: ArrayLike) -> Floats:
    """Return ln(share of each group among the first ``k`` of all lists / desired); 0 is even.

    A group that is not among them has -inf, one nobody is of has nan.

    >>> skew_at(2, [np.array([0, 1, 1])], [0.25, 0.75]).round(3).tolist()
    [0.693, -0.405]
    """
    wanted = np.asarray(desired, dtype=float)
    first = np.concatenate([groups[:k] for groups in lists]) if lists else np.zeros(0, np.intp)
    counts = np.bincount(first.astype(np.intp), minlength=len(wanted))
    with np.errstate(divide="ignore", invalid="ignore"):
        skew: Floats = np.log(counts / max(len(first), 1) / wanted)
    return skew


def _first_counts(groups: Groups, number: int) -> Floats:
    """Return how many of each group are among the first 1, 2, 3 ... places."""
    hits = np.asarray(groups)[:, None] == np.arange(number)[None, :]
    return np.cumsum(hits, axis=0).astype(float)


class Interval(NamedTuple):
    """A rate with its 95 % interval."""

    value: float
    low: float
    high: float


def wilson(selected: int, people: int) -> Interval:
    """Return a rate with the score interval of Wilson (1927); it stays within 0 and 1.

    >>> tuple(round(one, 4) for one in wilson(8, 10))
    (0.8, 0.4902, 0.9433)
    """
    if people <= 0:
        return Interval(float("nan"), 0.0, 1.0)
    rate, z2 = selected / people, Z_95**2
    middle = (rate + z2 / (2 * people)) / (1 + z2 / people)
    half = (Z_95 / (1 + z2 / people)) * np.sqrt(rate * (1 - rate) / people + z2 / (4 * people**2))
    low = 0.0 if selected == 0 else float(middle - half)
    high = 1.0 if selected == people else float(middle + half)
    return Interval(rate, low, high)


class Verdict(StrEnum):
    """What a selection ratio says."""

    BEST = "best"
    """The group with the highest rate, which the others are compared with."""
    EVEN = "even"
    """At least four fifths, and the whole interval says so."""
    BELOW = "below"
    """Less than four fifths, and the whole interval says so."""
    TOO_FEW = "too_few"
    """The interval holds both: too few people to say."""


class Selection(NamedTuple):
    """One group: its rate, and its ratio to the highest rate of all groups."""

    rate: Interval
    ratio: Interval
    verdict: Verdict


def selections(selected: ArrayLike, people: ArrayLike) -> list[Selection]:
    """Return rate, ratio and verdict of each group.

    The interval of a ratio is made of the Wilson intervals of both rates (MOVER-R: Donner, Zou,
    "Closed-form confidence intervals for functions of the normal mean and standard deviation",
    Statistical Methods in Medical Research 21, 2012).

    >>> [one.verdict.value for one in selections([50, 20, 1], [100, 100, 2])]
    ['best', 'below', 'too_few']
    """
    counts = np.asarray(people, dtype=int)
    rates = [wilson(int(a), int(n)) for a, n in zip(np.asarray(selected), counts, strict=True)]
    values = [rate.value if n else -1.0 for rate, n in zip(rates, counts, strict=True)]
    if not values or max(values) <= 0:
        nothing = Interval(float("nan"), 0.0, float("inf"))
        return [Selection(rate, nothing, Verdict.TOO_FEW) for rate in rates]
    best = int(np.argmax(values))
    return [
        Selection(rate, Interval(1.0, 1.0, 1.0), Verdict.BEST)
        if row == best
        else _compared(rate, rates[best])
        for row, rate in enumerate(rates)
    ]


def _compared(rate: Interval, best: Interval) -> Selection:
    if np.isnan(rate.value):
        return Selection(rate, Interval(float("nan"), 0.0, float("inf")), Verdict.TOO_FEW)
    ratio = ratio_of(rate, best)
    verdict = Verdict.TOO_FEW
    if ratio.low >= FOUR_FIFTHS:
        verdict = Verdict.EVEN
    elif ratio.high < FOUR_FIFTHS:
        verdict = Verdict.BELOW
    return Selection(rate, ratio, verdict)


def ratio_of(one: Interval, other: Interval) -> Interval:
    """Return the ratio of two independent rates with its interval (MOVER-R)."""
    product = one.value * other.value
    low_root = product**2 - one.low * other.high * (2 * one.value - one.low) * (
        2 * other.value - other.high
    )
    high_root = product**2 - one.high * other.low * (2 * one.value - one.high) * (
        2 * other.value - other.low
    )
    low_under = other.high * (2 * other.value - other.high)
    high_under = other.low * (2 * other.value - other.low)
    low = (product - np.sqrt(max(low_root, 0.0))) / low_under if low_under > 0 else 0.0
    high = (product + np.sqrt(max(high_root, 0.0))) / high_under if high_under > 0 else float("inf")
    return Interval(one.value / other.value, max(float(low), 0.0), float(high))
