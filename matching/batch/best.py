"""The best k positions of some people, exactly, touching only those that can still matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from matching.batch.asking import asking_of
from matching.batch.notes import nothing_found, scratch_for
from matching.batch.search import search
from matching.batch.shelf import Shelf
from matching.features import CandidateFeatures
from matching.order import EQUAL_TO, Lots
from matching.scorecard import Weights
from matching.tables import Floats


class Best(NamedTuple):
    """The best positions of some people, one person after the other, the best first."""

    counts: NDArray[np.int64]  # (people,)
    positions: pa.Array
    scores: Floats
    touched: NDArray[np.int64]  # (people,) positions a person was compared with one by one


def best_positions(
    people: Sequence[CandidateFeatures], shelf: Shelf, seed: str, k: int, weights: Weights
) -> Best:
    """Return the best ``k`` positions of each of the people, equal to comparing with all."""
    most = min(k, shelf.prepared.positions)
    found = nothing_found(len(people), most)
    if people and most:
        asking = asking_of(people, shelf, weights.points(), shelf.encoder)
        own = Lots(seed, [one.key for one in people], []).people
        notes = scratch_for(shelf.ground, max(len(shelf.skills), 1), most)
        search(shelf.ground, asking, shelf.lots(seed), own, notes, found)
    is_found = np.arange(most)[None, :] < found.counts[:, None]
    return Best(
        found.counts,
        shelf.ids.take(pa.array(found.rows[is_found])),
        found.scores[is_found] / 10.0**EQUAL_TO,
        found.touched,
    )
