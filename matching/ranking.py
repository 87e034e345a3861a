"""The ranking: an additive score with published weights, both directions from one engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

from matching.arrays import Encoder
from matching.explanation import Ranked, explain
from matching.features import CandidateFeatures, PositionFeatures
from matching.fits import PART_NAMES, Fits, fits_of
from matching.order import Lots, Whole, first_of_each, first_places, whole
from matching.scorecard import Weights
from matching.tables import Floats, Rows

RANKING_VERSION = "2026.11-4"
_LISTS_AT_ONCE = 200
_AT_ONCE = 500  # people whose scores are computed together; bounds the memory beside the result

__all__ = ["RANKING_VERSION", "Ranker", "ScoreMatrix", "TopList", "Weights"]


class ScoreMatrix(NamedTuple):
    """Scores of n people (rows) for m positions (columns), and each part's share of them."""

    total: NDArray[np.float64]
    parts: dict[str, NDArray[np.float64]]


class Chosen(NamedTuple):
    """The pairs of one list in its order, and the rows of the side that is listed."""

    people: Rows
    positions: Rows
    rows: Rows


class TopList(NamedTuple):
    """The best of one list, the best first: rows of the side that is listed and their points."""

    rows: Rows  # (k,)
    scores: Floats  # (k,)
    points: Floats  # (k, parts)


class Ranker(BaseEstimator):
    """Ranks people for a position and positions for a person.

    Parameters
    ----------
    weights : Weights or None
        The points of each part; None takes the shipped ones.
    encoder : Encoder or None
        Understands typed titles; None takes the shipped one.
    day : date or None
        The office day it ranks on: a training counts while the rule that says so applies. Without
        a day every one counts that ever does.

    Examples
    --------
    >>> from matching.features import CandidateFeatures, PositionFeatures, Work
    >>> baker = CandidateFeatures(key="a", work=(Work(code="29222", years=4),))
    >>> Ranker().rank_for_position(PositionFeatures(key="p", code="29222"), [baker])[0].index
    0
    """

    def __init__(
        self,
        weights: Weights | None = None,
        encoder: Encoder | None = None,
        day: date | None = None,
    ) -> None:
        self.weights = weights
        self.encoder = encoder
        self.day = day

    @property
    def version(self) -> str:
        """Return the version of the engine; who changed the weights adds their number."""
        return RANKING_VERSION

    def score(
        self, people: Sequence[CandidateFeatures], positions: Sequence[PositionFeatures]
    ) -> ScoreMatrix:
        """Return all scores of ``people`` for ``positions`` with their parts."""
        weights = self._weights.points()
        shares = self._fits(people, positions).matrix(weights)
        parts = {name: weights[name] * shares[name] for name in PART_NAMES}
        return ScoreMatrix(np.sum(list(parts.values()), axis=0), parts)

    def scores(
        self, people: Sequence[CandidateFeatures], positions: Sequence[PositionFeatures]
    ) -> Floats:
        """Return all scores of ``people`` (rows) for ``positions`` (columns), without parts."""
        return self._totals(self._fits(people, positions))

    def rank_for_position(
        self, position: PositionFeatures, people: Sequence[CandidateFeatures], seed: str = ""
    ) -> list[Ranked]:
        """Return all people, the best first, each with the lines of the score."""
        return self._ranked(people, [position], seed)

    def rank_for_candidate(
        self, person: CandidateFeatures, positions: Sequence[PositionFeatures], seed: str = ""
    ) -> list[Ranked]:
        """Return all positions, the best first, each with the lines of the score."""
        return self._ranked([person], positions, seed)

    def explain_pairs(
        self, people: Sequence[CandidateFeatures], positions: Sequence[PositionFeatures]
    ) -> list[Ranked]:
        """Return every pair of few people and positions with its lines, in the order given."""
        fits = self._fits(people, positions)
        rows, columns = (
            one.ravel() for one in np.indices((len(people), len(positions)), dtype=np.intp)
        )
        return [
            Ranked(index, sum(part.points for part in parts), parts)
            for index, parts in enumerate(explain(fits, self._weights, rows, columns))
        ]

    def top_lists(
        self,
        people: Sequence[CandidateFeatures],
        positions: Sequence[PositionFeatures],
        seed: str,
        *,
        most_people: int,
        most_positions: int,
    ) -> tuple[Iterator[TopList], Iterator[TopList]]:
        """Return the best people of each position and the best positions of each person.

        The lists come one by one, in the order of ``positions`` and of ``people``.
        """
        fits = self._fits(people, positions)
        totals = self._whole_totals(fits)
        lots = Lots(seed, [one.key for one in people], [one.key for one in positions])
        everybody, everything = np.arange(len(people)), np.arange(len(positions))

        def of_positions() -> Iterator[Chosen]:
            for some in _pieces(len(positions)):
                lot = lots.draw(everybody[None, :], everything[some][:, None])
                first = first_of_each(np.ascontiguousarray(totals[:, some].T), lot, most_people)
                for column, rows in zip(range(some.start, some.stop), first, strict=True):
                    yield Chosen(rows, np.full_like(rows, column), rows)

        def of_people() -> Iterator[Chosen]:
            for some in _pieces(len(people)):
                lot = lots.draw(everybody[some][:, None], everything[None, :])
                first = first_of_each(totals[some], lot, most_positions)
                for row, columns in zip(range(some.start, some.stop), first, strict=True):
                    yield Chosen(np.full_like(columns, row), columns, columns)

        return self._tops(fits, of_positions()), self._tops(fits, of_people())

    @property
    def _weights(self) -> Weights:
        return self.weights or Weights()

    def _fits(
        self, people: Sequence[CandidateFeatures], positions: Sequence[PositionFeatures]
    ) -> Fits:
        return fits_of(people, positions, self.encoder or Encoder(), self.day)

    def _totals(self, fits: Fits) -> Floats:
        weights, totals = self._weights.points(), np.empty((len(fits.people), len(fits.positions)))
        for rows in _some(len(totals)):
            totals[rows] = fits.totals(weights, rows)
        return totals

    def _whole_totals(self, fits: Fits) -> Whole:
        """Return all scores as whole numbers, never more than a few people's as they are."""
        weights = self._weights.points()
        totals = np.empty((len(fits.people), len(fits.positions)), dtype=np.int32)
        for rows in _some(len(totals)):
            totals[rows] = whole(fits.totals(weights, rows))
        return totals

    def _ranked(
        self, people: Sequence[CandidateFeatures], positions: Sequence[PositionFeatures], seed: str
    ) -> list[Ranked]:
        """Rank one side for the only member of the other."""
        fits = self._fits(people, positions)
        rows, columns = (one.ravel() for one in np.indices((len(people), len(positions))))
        lots = Lots(seed, [one.key for one in people], [one.key for one in positions])
        scores = self._totals(fits).ravel()
        order = first_places(scores, lots.draw(rows, columns))
        parts = explain(fits, self._weights, rows[order], columns[order])
        return [
            Ranked(index, sum(part.points for part in lines), lines)
            for index, lines in zip(order.tolist(), parts, strict=True)
        ]

    def _tops(self, fits: Fits, chosen: Iterator[Chosen]) -> Iterator[TopList]:
        """Yield each list with its points, computed for many lists together."""
        points = self._weights.points()
        weights = np.array([points[name] for name in PART_NAMES])
        while several := list(islice(chosen, _LISTS_AT_ONCE)):
            people, positions = (np.concatenate([one[side] for one in several]) for side in (0, 1))
            weighed = fits.pairs(points, people, positions)[0] * weights
            scores, end = weighed.sum(axis=1), 0
            for one in several:
                start, end = end, end + len(one.rows)
                yield TopList(one.rows, scores[start:end], weighed[start:end])


def _some(people: int) -> Iterator[Rows]:
    """Yield the rows of people whose scores are computed together."""
    for start in range(0, people, _AT_ONCE):
        yield np.arange(start, min(start + _AT_ONCE, people))


def _pieces(number: int) -> Iterator[slice]:
    """Yield how many lists are ordered together: it bounds the memory beside the result."""
    for start in range(0, number, _LISTS_AT_ONCE):
        yield slice(start, min(start + _LISTS_AT_ONCE, number))
