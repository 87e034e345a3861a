"""How near two occupations are: branches of the KldB they share, and what the work consists of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Occupations
from matching.content import Content, Matrix, content_in_use
from matching.tree import tree_rows

Floats = NDArray[np.float64]


def nearness_of(
    people: Occupations, positions: Occupations, content: Content | None = None
) -> Floats:
    """Return how near each occupation of people is to each of positions (0 to 1).

    ``content`` is that of a day (``content_in_use``); without it every training counts.

    Shared branches of the tree add up (a typed title brings a distribution over the tree); what
    is then missing to 1 is closed by what both consist of (``matching.content``). Where a
    position names no occupation all work is equally near.
    """
    tree = np.clip(people.tree @ positions.tree.T, 0.0, 1.0)
    closes = (content or content_in_use()).of(people.codes, positions.codes)
    near = tree + (1.0 - tree) * closes
    near[~people.is_named] = 0.0
    near[:, ~positions.is_named] = 1.0
    return np.round(near, 7)


def nearness_matrix(content: Content | None = None) -> tuple[list[str], Matrix]:
    """Return all types and how near each (row) is to each (column), dense, of shape (n, n)."""
    known = content or content_in_use()
    codes = list(known.columns)
    branches = tree_rows(codes).astype(np.float32)
    tree = np.clip(branches @ branches.T, 0.0, 1.0)
    return codes, tree + (np.float32(1.0) - tree) * known.closes[:-1, :-1]
