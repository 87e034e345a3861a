"""Two sets of weights on the same people and positions: which lists change, and how."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from matching.arrays import Encoder
from matching.features import CandidateFeatures, PositionFeatures
from matching.fits import fits_of
from matching.metrics import kendall_tau
from matching.order import Lots, first_places
from matching.scorecard import Weights
from matching.tables import Rows


class Compared(NamedTuple):
    """The first of one list with either weights: rows of people, the best first."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    tau: float
    """How alike the two orders are over who stands in both: 1 the same, -1 the reverse."""

    @property
    def entered(self) -> list[int]:
        """Return who comes in, the best first."""
        return [row for row in self.after if row not in self.before]

    @property
    def left(self) -> list[int]:
        """Return who goes out, who was the best first."""
        return [row for row in self.before if row not in self.after]

    @property
    def is_changed(self) -> bool:
        """Return whether anybody moves at all."""
        return self.before != self.after


def compare_weights(
    people: Sequence[CandidateFeatures],
    positions: Sequence[PositionFeatures],
    weights: tuple[Weights, Weights],
    seed: str,
    first: int,
    day: date | None = None,
) -> list[Compared]:
    """Return the ``first`` people of each position with the weights before and after.

    >>> from matching.features import Work
    >>> near = CandidateFeatures("near", (Work(code="29222"),))
    >>> long = CandidateFeatures("long", (Work(code="29232", years=30, ago=0),))
    >>> changed = Weights(occupation=5.0, experience=44.0)
    >>> baker = PositionFeatures("p", code="29222")
    >>> compare_weights([near, long], [baker], (Weights(), changed), "seed", 1)[0].entered
    [1]
    """
    fits = fits_of(people, positions, Encoder(), day)
    everybody = np.arange(len(people))
    totals = [fits.totals(one.points(), everybody) for one in weights]
    lots = Lots(seed, [one.key for one in people], [one.key for one in positions])
    return [
        _compared(
            *(
                first_places(total[:, column], lots.draw(everybody, np.array([column])), first)
                for total in totals
            )
        )
        for column in range(len(positions))
    ]


def _compared(before: Rows, after: Rows) -> Compared:
    rows = tuple(before.tolist()), tuple(after.tolist())
    return Compared(*rows, kendall_tau(*rows))
