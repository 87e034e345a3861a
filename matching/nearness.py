"""How near two occupations are: branches of the KldB they share, and skills they share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Occupations
from matching.neighbours import skill_rows

Floats = NDArray[np.float64]

# The part of what the tree leaves open that shared skills can close.
SKILLS_CLOSE = 0.5


def nearness_of(people: Occupations, positions: Occupations) -> Floats:
    """Return how near each occupation of people is to each of positions (0 to 1).

    Shared branches of the tree add up (a typed title brings a distribution over the tree); of
    what is then missing to 1, shared skills close up to a half. Where a position names no
    occupation all work is equally near.
    """
    tree = np.clip(people.tree @ positions.tree.T, 0.0, 1.0)
    alike = shared_skills(people.codes, positions.codes)
    near = tree + (1.0 - tree) * SKILLS_CLOSE * alike
    near[~people.is_named] = 0.0
    near[:, ~positions.is_named] = 1.0
    return np.round(near, 7)


def shared_skills(codes: Sequence[str | None], others: Sequence[str | None]) -> Floats:
    """Return how much of two occupations' skills is shared; 0 where one is not described."""
    return np.clip(skill_rows(codes) @ skill_rows(others).T, 0.0, 1.0)
