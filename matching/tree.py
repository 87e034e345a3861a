"""The KldB 2010 as a tree of vectors: two occupations are as near as the branches they share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from matching.catalogue import load_catalogue

# What sharing the area, main group, group and subgroup is worth; together 1.
BRANCH_WEIGHTS = (0.05, 0.10, 0.50, 0.35)


class Tree:
    """Columns of the branches (one to four digits) and the matrix from groups to them."""

    def __init__(self, codes: Sequence[str]) -> None:
        branches = sorted({code[:depth] for code in codes for depth in range(1, 5)})
        self.columns = {branch: column for column, branch in enumerate(branches)}
        self.groups = [branch for branch in branches if len(branch) == 3]
        self.roots = np.sqrt([BRANCH_WEIGHTS[len(branch) - 1] for branch in branches])
        self.from_groups = self._above(self.groups)

    def _above(self, names: Sequence[str]) -> NDArray[np.float64]:
        rows = np.zeros((len(names), len(self.columns)))
        for row, name in enumerate(names):
            columns = [
                self.columns[name[:depth]]
                for depth in range(1, min(len(name), 4) + 1)
                if name[:depth] in self.columns
            ]
            rows[row, columns] = self.roots[columns]
        return rows

    def rows(self, codes: Sequence[str | None]) -> NDArray[np.float64]:
        """Return one vector per code; a dot product of two is their nearness."""
        return self._above([code or "" for code in codes])


@lru_cache(maxsize=1)
def kldb_tree() -> Tree:
    """Return the tree of the shipped codes."""
    return Tree([occupation.code for occupation in load_catalogue().occupations])


def tree_rows(codes: Sequence[str | None]) -> NDArray[np.float64]:
    """Return the vectors of ``codes``; a missing or unknown code is near to nothing."""
    return kldb_tree().rows(codes)


def nearness(one: str, other: str) -> float:
    """Return how near two KldB codes are, 0 to 1.

    >>> nearness("29222", "29222")
    1.0
    >>> nearness("29222", "29232") < nearness("29222", "29223")
    True
    """
    rows = tree_rows([one, other])
    return float(round(rows[0] @ rows[1], 9))
