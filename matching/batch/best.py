"""The best k positions of some people, exactly, without looking into buckets that cannot matter.

A bucket holds positions of one occupation. What work is worth there is the same number for all of
them (by level asked); the other parts can add their weight at most. That sum bounds every score
in the bucket. A bucket whose bound lies below the k-th best found so far is passed over; one that
lies level with it is looked into, because equal scores are ordered by lot (threshold algorithm:
Fagin, Lotem and Naor, 2003).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from matching.arrays import Encoder
from matching.batch.columns import positions_of
from matching.batch.preparing import Bucket, Prepared
from matching.features import CandidateFeatures, PositionFeatures
from matching.fits import fits_of
from matching.order import EQUAL_TO, Lots, first_places
from matching.scorecard import Weights
from matching.tables import Floats
from matching.work_fits import WORK_PARTS, work_fits

_SLACK = 10.0**-EQUAL_TO
"""A sum in another order may differ in the last digits; a bound is never below the score."""
KEPT = 60_000
"""Positions a worker keeps decoded."""


class Best(NamedTuple):
    """The best positions of one person, the best first."""

    positions: list[str]
    scores: Floats


@dataclass(slots=True)
class Shelf:
    """The buckets of the prepared positions; the last ones looked into stay decoded."""

    prepared: Prepared
    _kept: OrderedDict[int, list[PositionFeatures]] = field(default_factory=OrderedDict)
    _count: int = 0

    def positions(self, number: int) -> list[PositionFeatures]:
        """Return the positions of one bucket."""
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        file = pq.ParquetFile(self.prepared.folder / "positions.parquet")
        found = positions_of(file.read_row_group(number))
        self._kept[number] = found
        self._count += len(found)
        while self._count > KEPT and len(self._kept) > 1:
            self._count -= len(self._kept.popitem(last=False)[1])
        return found


class Found(NamedTuple):
    """The best of some people, and how many positions each was compared with."""

    best: list[Best]
    touched: NDArray[np.int64]


def best_positions(
    people: Sequence[CandidateFeatures], shelf: Shelf, seed: str, k: int, weights: Weights
) -> Found:
    """Return the best ``k`` positions of each of the people, equal to comparing with all."""
    encoder, points = Encoder(), weights.points()
    bounds = np.round(upper_bounds(people, shelf.prepared.buckets, weights, encoder), EQUAL_TO)
    kept = [_Kept() for _person in people]
    least = np.full(len(people), -np.inf)
    touched = np.zeros(len(people), dtype=np.int64)
    order = np.lexsort((np.arange(bounds.shape[1]), -bounds.sum(axis=0)))
    for number in order.tolist():
        rows = np.flatnonzero(bounds[:, number] >= least)
        if not len(rows):
            continue
        positions = shelf.positions(number)
        touched[rows] += len(positions)
        some = [people[row] for row in rows.tolist()]
        scores = fits_of(some, positions, encoder).totals(points, np.arange(len(some)))
        scores = np.round(scores, EQUAL_TO)
        lots = Lots(seed, [one.key for one in some], [one.key for one in positions])
        columns = np.arange(len(positions))
        for place, row in enumerate(rows.tolist()):
            good = np.flatnonzero(scores[place] >= least[row])
            if len(good):
                drawn = lots.draw(np.full(1, place), columns[good])
                keys = [positions[one].key for one in good]
                least[row] = kept[row].add(scores[place][good], drawn, keys, k)
    return Found([Best(one.keys, one.scores) for one in kept], touched)


class _Kept:
    """The best of one person so far."""

    def __init__(self) -> None:
        self.scores = np.zeros(0)
        self.lots = np.zeros(0, dtype=np.uint64)
        self.keys: list[str] = []

    def add(self, scores: Floats, lots: NDArray[np.uint64], keys: list[str], k: int) -> float:
        """Let further positions compete; return the score that still gets in."""
        all_scores = np.concatenate([self.scores, scores])
        all_lots = np.concatenate([self.lots, lots])
        names = [*self.keys, *keys]
        first = first_places(all_scores, all_lots, k)
        self.scores, self.lots = all_scores[first], all_lots[first]
        self.keys = [names[one] for one in first.tolist()]
        return float(self.scores[-1]) if len(first) == k else -np.inf


def upper_bounds(
    people: Sequence[CandidateFeatures],
    buckets: Sequence[Bucket],
    weights: Weights,
    encoder: Encoder,
) -> Floats:
    """Return what each person can reach at most in each bucket, of shape (people, buckets)."""
    points = weights.points()
    others = sum(weight for name, weight in points.items() if name not in WORK_PARTS)
    bare = [
        PositionFeatures(key="", code=one.code, typed=one.typed, level=level or None)
        for one in buckets
        for level in one.levels
    ]
    reached = work_fits(people, bare, encoder).totals(points, np.arange(len(people)))
    starts = np.cumsum([0, *(len(one.levels) for one in buckets)])[:-1]
    best: Floats = np.maximum.reduceat(reached, starts, axis=1)
    return best + others + _SLACK
