"""What a linker is taught: texts with names, each pair once, names by number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.plain_titles import plain_key

Floats = NDArray[np.floating]


def numbered(names: Sequence[str]) -> tuple[NDArray[np.str_], NDArray[np.intp]]:
    """Return the distinct names in their order, and the row of each name among them."""
    distinct = sorted(set(names))
    row = {name: at for at, name in enumerate(distinct)}
    return np.array(distinct, dtype=np.str_), np.array([row[name] for name in names], dtype=np.intp)


def distinct_pairs(
    texts: Sequence[str], names: Sequence[str], weights: Floats | None = None
) -> dict[tuple[str, str], float]:
    """Return each pair of plain key and name once, with the greatest of its weights."""
    found: dict[tuple[str, str], float] = {}
    for row, (text, name) in enumerate(zip(texts, names, strict=True)):
        pair = plain_key(text), str(name)
        weight = 1.0 if weights is None else float(weights[row])
        if pair[0] and weight > found.get(pair, 0.0):
            found[pair] = weight
    return found
