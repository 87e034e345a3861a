"""How near two occupations are: branches of the KldB they share, and skills they share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Occupations
from matching.catalogue import load_catalogue

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
    """Return the cosine of the skills two occupations consist of; 0 where one is not known."""
    return np.clip(_skill_rows(codes) @ _skill_rows(others).T, 0.0, 1.0)


def _skill_rows(codes: Sequence[str | None]) -> Floats:
    known = _skills_of_codes()
    keys = {key: column for column, key in enumerate(load_catalogue().skills_by_key)}
    rows = np.zeros((len(codes), len(keys)))
    for row, code in zip(rows, codes, strict=True):
        row[[keys[key] for key in known.get(code or "", ())]] = 1.0
    lengths = np.sqrt(rows.sum(axis=1, keepdims=True))
    return np.divide(rows, lengths, out=rows, where=lengths > 0)


@lru_cache(maxsize=1)
def _skills_of_codes() -> dict[str, tuple[str, ...]]:
    catalogue = load_catalogue()
    by_group: dict[str, list[str]] = {}
    for skill in catalogue.skills:
        for group in skill.groups:
            by_group.setdefault(group, []).append(skill.key)
    return {one.code: tuple(by_group.get(one.code[:3], ())) for one in catalogue.occupations}
