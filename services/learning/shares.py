"""How well each part of a shown pair fitted, kept beside it while learning is on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matching.explanation import Ranked
from matching.fits import PART_NAMES

_KIND = np.dtype("<f4")


def packed_shares(ranked: Ranked) -> bytes | None:
    """Return the shares of a pair's parts as bytes; None where they cannot be told.

    A part without weight brings no points, whatever its share: it counts as none for everybody,
    so that it teaches nothing.
    """
    by_name = {one.name: one for one in ranked.parts}
    if by_name.keys() != set(PART_NAMES):
        return None
    parts = [by_name[name] for name in PART_NAMES]
    shares = [one.points / one.max_points if one.max_points else 0.0 for one in parts]
    return np.array(shares, dtype=_KIND).tobytes()


def unpacked_shares(content: bytes) -> NDArray[np.float64] | None:
    """Return the shares of the parts in their order; None if it is of another engine."""
    if len(content) != _KIND.itemsize * len(PART_NAMES):
        return None
    return np.frombuffer(content, dtype=_KIND).astype(np.float64)
