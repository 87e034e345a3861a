"""Occupations as vectors of the skills their work consists of.

Rare skills count more than common ones (inverse document frequency, Spärck Jones, 1972).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from matching.catalogue import Catalogue, load_catalogue

Floats = NDArray[np.float64]


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
