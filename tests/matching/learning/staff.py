"""A made-up staff for the tests of learning: it likes what it likes, and looks at the top first."""

from __future__ import annotations

import numpy as np

from matching.learning.decisions import Decisions, decisions
from matching.learning.training import Shown
from matching.tables import Floats

PARTS = 10
PRIOR = [40.0, 10.0, 9.0, 13.0, 10.0, 4.0, 4.0, 4.0, 3.0, 3.0]


def judged(
    likes: Floats, lists: int, *, seed: int = 0, length: int = 10, noise: float = 5.0
) -> tuple[Decisions, Shown]:
    """Return decisions of a staff that accepts the better half of each list by its own weights."""
    draw = np.random.default_rng(seed)
    shares, accepted, owners, places, shown = [], [], [], [], []
    for owner in range(lists):
        rows = draw.random((length, PARTS))
        rows = rows[np.argsort(-(rows @ np.array(PRIOR)))]
        worth = rows @ likes + noise * draw.standard_normal(length)
        looked = draw.random(length) < np.arange(1, length + 1) ** -0.5
        shown += list(zip(range(1, length + 1), looked.tolist(), strict=True))
        shares.append(rows[looked])
        accepted.append((worth > np.median(worth))[looked])
        owners += [owner] * int(looked.sum())
        places.append(np.flatnonzero(looked) + 1)
    told = decisions(np.concatenate(shares), np.concatenate(accepted), np.array(owners),
                     np.concatenate(places))  # fmt: skip
    where, decided = zip(*shown, strict=True)
    return told, Shown(np.array(where), np.array(decided))
