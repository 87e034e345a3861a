"""How near occupations are by what the work consists of, and which are the nearest, with reasons.

Two views: the branches of the KldB tree they share (``matching.tree``) and the skills they share,
rare skills counting more than common ones (inverse document frequency, Spärck Jones, 1972).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.catalogue import Catalogue, load_catalogue
from matching.tree import tree_rows

TREE_SHARE = 0.5  # of the nearness of two occupations; the skills have the rest
LEAST = 0.2  # below this two occupations are no neighbours

Floats = NDArray[np.float64]


class Neighbour(NamedTuple):
    """An occupation near to another: how near (0 to 1), and why.

    ``branch`` is the KldB branch both lie in (one to four digits, empty if none); ``shared`` are
    the keys of the skills both have, the rarest first; ``missing`` those only the neighbour has.
    """

    code: str
    nearness: float
    branch: str
    shared: tuple[str, ...]
    missing: tuple[str, ...]


class SkillSpace:
    """Occupations as vectors of skills: a dot product of two rows is their nearness (0 to 1)."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.columns = {skill.key: column for column, skill in enumerate(catalogue.skills)}
        described = [catalogue.skills_of(one) for one in catalogue.described_codes]
        counts = np.zeros(len(self.columns))
        for keys in described:
            counts[[self.columns[key] for key in keys]] += 1
        self.rarity = np.log((1 + len(described)) / (1 + counts)) + 1.0

    def rows(self, codes: Sequence[str | None]) -> Floats:
        """Return one vector of length 1 per code; an unknown code is near to nothing."""
        rows = np.zeros((len(codes), len(self.columns)))
        for row, code in enumerate(codes):
            columns = [self.columns[key] for key in self.catalogue.skills_of(code or "")]
            rows[row, columns] = self.rarity[columns]
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(length > 0, length, 1.0)

    def rarest_first(self, keys: frozenset[str]) -> tuple[str, ...]:
        """Return skills by how much they tell, then by key."""
        return tuple(sorted(keys, key=lambda key: (-self.rarity[self.columns[key]], key)))


@lru_cache(maxsize=1)
def skill_space() -> SkillSpace:
    """Return the space of the shipped catalogue."""
    return SkillSpace(load_catalogue())


def skill_rows(codes: Sequence[str | None]) -> Floats:
    """Return the skill vectors of ``codes``: dot products say how much of the work is shared.

    >>> rows = skill_rows(["29222", "29222", "43414"])
    >>> float(round(rows[0] @ rows[1], 6)) > float(round(rows[0] @ rows[2], 6))
    True
    """
    return skill_space().rows(codes)


@lru_cache(maxsize=256)
def neighbours(code: str, k: int = 10) -> tuple[Neighbour, ...]:
    """Return up to ``k`` occupations nearest to a five-digit type, the nearest first.

    Only types that have been described are neighbours; ``code`` itself never is.
    """
    others = [other for other in load_catalogue().described_codes if other != code]
    near = TREE_SHARE * tree_rows(others) @ tree_rows([code])[0]
    near += (1.0 - TREE_SHARE) * skill_rows(others) @ skill_rows([code])[0]
    order = sorted(range(len(others)), key=lambda i: (-round(near[i], 9), others[i]))[:k]
    return tuple(_neighbour(code, others[i], float(near[i])) for i in order if near[i] >= LEAST)


def _neighbour(code: str, other: str, near: float) -> Neighbour:
    space = skill_space()
    mine, theirs = space.catalogue.skills_of(code), space.catalogue.skills_of(other)
    depth = next((d for d in range(4, 0, -1) if code[:d] == other[:d]), 0)
    return Neighbour(
        code=other,
        nearness=round(min(near, 1.0), 4),
        branch=code[:depth],
        shared=space.rarest_first(mine & theirs),
        missing=space.rarest_first(theirs - mine),
    )
