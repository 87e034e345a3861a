"""The parts that rest on somebody's work: occupation, requirement level, experience.

One piece of work speaks for the person: the one with which the three parts together come
highest. So a further piece of work never lowers a score; only where a training is recorded, too,
may both together reach a level above the one asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Encoder, Occupations, likeliest_levels
from matching.content import Content
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.nearness import nearness_of
from matching.shares import LEVEL_SHARES, of_years
from matching.tables import Floats, Rows

WORK_PARTS = ("occupation", "level", "experience")
NOTHING_DONE = Work()


@dataclass(frozen=True, slots=True)
class Pieces:
    """w pieces of work; those of person i are ``starts[i]`` and the ``counts[i] - 1`` after it.

    Somebody without work has one piece that says nothing.
    """

    works: list[Work]
    starts: Rows
    counts: Rows
    occupation: Rows  # (w,) row of the nearness
    level: Rows  # (w,) row of the level shares
    reached: NDArray[np.int_]  # (w,) level reached; 0 unknown
    years: Floats  # (w, 2) certain and possible share


@dataclass(frozen=True, slots=True)
class WorkFits:
    """How near, how high and how long: pieces of work in rows, m positions in columns."""

    pieces: Pieces
    occupations: Occupations
    nearness: Floats  # (u, m)
    level_shares: Floats  # (l, m)
    asked: list[str | None]  # (m,) codes
    asked_levels: NDArray[np.int_]  # (m,) 0 where none is asked
    is_named: NDArray[np.bool_]  # (m,)

    def best(
        self, weights: Mapping[str, float], people: Rows, positions: Rows | None = None
    ) -> tuple[Floats, Rows]:
        """Return the points of the piece that speaks for each person, and which piece it is.

        Of pairs, or of ``people`` (rows) for all positions.
        """
        piece = self.pieces.starts[people]
        best = self._points(weights, piece, positions)
        which = np.broadcast_to(piece.reshape(-1, *[1] * (best.ndim - 1)), best.shape).copy()
        for further in range(1, int(self.pieces.counts[people].max(initial=1))):
            more = np.flatnonzero(self.pieces.counts[people] > further)
            piece = self.pieces.starts[people[more]] + further
            points = self._points(weights, piece, None if positions is None else positions[more])
            better = points > best[more]
            best[more] = np.where(better, points, best[more])
            other = piece.reshape(-1, *[1] * (best.ndim - 1))
            which[more] = np.where(better, other, which[more])
        return best, which

    def totals(self, weights: Mapping[str, float], people: Rows) -> Floats:
        """Return the points of the piece that speaks for each person for all positions."""
        counts = self.pieces.counts[people]
        best = self._points(weights, self.pieces.starts[people], None)
        for further in range(1, int(counts.max(initial=1))):
            more = np.flatnonzero(counts > further)
            points = self._points(weights, self.pieces.starts[people[more]] + further, None)
            best[more] = np.maximum(best[more], points)
        return best

    def shares(self, piece: Rows, positions: Rows) -> dict[str, Floats]:
        """Return the certain shares by part for the piece that speaks (any shape)."""
        near = self.nearness[self.pieces.occupation[piece], positions]
        level = self.level_shares[self.pieces.level[piece], positions]
        years = self.pieces.years[piece, 0]
        return {"occupation": near, "level": level, "experience": near * years}

    def possible(self, piece: Rows, positions: Rows) -> dict[str, Floats]:
        """Return what those shares would be at best if the unknown were known."""
        sure = self.shares(piece, positions)
        is_unknown = ~self.occupations.is_named[self.pieces.occupation[piece]]
        near = np.where(is_unknown, 1.0, sure["occupation"])
        level = np.where(self.pieces.reached[piece] == 0, 1.0, sure["level"])
        return {
            "occupation": near,
            "level": level,
            "experience": near * self.pieces.years[piece, 1],
        }

    def _points(self, weights: Mapping[str, float], piece: Rows, positions: Rows | None) -> Floats:
        occupation, level = self.pieces.occupation[piece], self.pieces.level[piece]
        worth = weights["occupation"] + weights["experience"] * self.pieces.years[piece, 0]
        if positions is None:
            points: Floats = self.nearness[occupation]
            points *= worth[:, None]
            points += weights["level"] * self.level_shares[level]
            return points
        points = self.nearness[occupation, positions] * worth
        return points + weights["level"] * self.level_shares[level, positions]


class AskedWork(NamedTuple):
    """What m positions ask: an occupation each, and a requirement level (0: none)."""

    occupations: Occupations
    levels: NDArray[np.int_]  # (m,)


def asked_work(positions: Sequence[PositionFeatures], encoder: Encoder) -> AskedWork:
    """Return the work ``positions`` ask for."""
    asked = encoder.occupations([(one.code, one.typed) for one in positions])
    return AskedWork(asked, _asked_levels(positions, asked))


def work_fits(
    people: Sequence[CandidateFeatures],
    positions: Sequence[PositionFeatures],
    encoder: Encoder,
    content: Content,
) -> WorkFits:
    """Return the fits of all work of ``people`` for ``positions``."""
    return fits_to_work(people, asked_work(positions, encoder), encoder, content)


def fits_to_work(
    people: Sequence[CandidateFeatures], asked: AskedWork, encoder: Encoder, content: Content
) -> WorkFits:
    """Return the fits of all work of ``people`` for work that is asked."""
    works = [work for person in people for work in (person.work or (NOTHING_DONE,))]
    occupations = encoder.occupations([(work.code, work.typed) for work in works])
    pieces, level_shares = _pieces(people, works, occupations, asked.levels)
    of = asked.occupations.of
    return WorkFits(
        pieces=pieces,
        occupations=occupations,
        nearness=nearness_of(occupations, asked.occupations, content)[:, of],
        level_shares=level_shares,
        asked=[asked.occupations.codes[row] for row in of],
        asked_levels=asked.levels,
        is_named=asked.occupations.is_named[of],
    )


def _pieces(
    people: Sequence[CandidateFeatures],
    works: list[Work],
    occupations: Occupations,
    asked_levels: NDArray[np.int_],
) -> tuple[Pieces, Floats]:
    counts = np.array([max(len(person.work), 1) for person in people], dtype=np.intp)
    trained = np.repeat([person.level or 0 for person in people], counts).astype(int)
    known = np.column_stack([trained, occupations.levels[occupations.of]])
    distinct, level = np.unique(known, axis=0, return_inverse=True)
    reached = np.maximum(trained, likeliest_levels(occupations.levels)[occupations.of])
    years = [of_years(work.years, work.ago, work.check) for work in works]
    pieces = Pieces(
        works=works,
        starts=(np.cumsum(counts) - counts).astype(np.intp),
        counts=counts,
        occupation=occupations.of,
        level=level.reshape(-1).astype(np.intp),
        reached=reached,
        years=np.array(years, dtype=np.float64).reshape(len(works), 2),
    )
    return pieces, _level_shares(distinct, asked_levels)


def _level_shares(known: Floats, asked: NDArray[np.int_]) -> Floats:
    """Return the shares of (trained level, probabilities of the work's levels) for levels asked.

    The higher of both is reached; without either nothing is known.
    """
    steps = np.array([LEVEL_SHARES[step] for step in range(-3, 4)])
    levels = np.arange(1, 5)
    shares = np.zeros((len(known), len(asked)))
    for row, (trained, *likely) in enumerate(known):
        chances = np.array(likely) if any(likely) else (levels == trained).astype(float)
        reached = np.maximum(levels, int(trained))
        shares[row] = chances @ steps[np.clip(reached[:, None] - asked[None, :] + 3, 0, 6)]
    shares[:, asked == 0] = 1.0
    return np.round(shares, 9)  # sums of any length end in the same digits


def _asked_levels(positions: Sequence[PositionFeatures], asked: Occupations) -> NDArray[np.int_]:
    by_work = likeliest_levels(asked.levels)[asked.of]
    told = np.array([one.level or 0 for one in positions], dtype=int)
    return np.where(told > 0, told, by_work)
