"""Turns occupations into arrays: each different one becomes a vector in the KldB tree once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matching.tables import classified
from matching.title_reading import TitleReader, shipped_reader
from matching.tree import tree_rows

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
# A KldB code and a typed title; the code wins, both None names no occupation.
Named = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Occupations:
    """u different occupations, and which of them each of n names is."""

    of: Rows  # (n,)
    tree: Floats  # (u, nodes)
    levels: Floats  # (u, 4) probabilities of the requirement levels
    codes: list[str | None]  # (u,) as given or as linked
    is_named: NDArray[np.bool_]  # (u,)


@dataclass(slots=True)
class Encoder:
    """Encodes occupations; typed titles go through the title reader."""

    reader: TitleReader = field(default_factory=shipped_reader)

    def occupations(self, names: Sequence[Named]) -> Occupations:
        """Return the occupations that are named, each different one once."""
        distinct, which = classified([named(code, typed) for code, typed in names])
        codes: list[str | None] = [code for code, _ in distinct]
        tree = tree_rows(codes)
        levels = one_hot_levels([_last_digit(code) for code in codes])
        typed = [row for row, (code, title) in enumerate(distinct) if not code and title]
        if typed:
            linked = self.reader.link([distinct[row][1] for row in typed])
            tree[typed], levels[typed] = linked.tree, linked.levels
            for row, code in zip(typed, linked.codes, strict=True):
                codes[row] = code
        is_named = np.array([bool(code or title) for code, title in distinct], dtype=bool)
        return Occupations(which, tree, levels, codes, is_named)


def named(code: str | None, typed: str | None) -> Named:
    """Return what names an occupation: its code, else the typed title.

    >>> named("29222", "Bäcker"), named(None, "Bäcker"), named(None, "")
    (('29222', None), (None, 'Bäcker'), (None, None))
    """
    return (code, None) if code else (None, typed or None)


def one_hot_levels(levels: Sequence[int | None]) -> Floats:
    """Return a row for each requirement level; an unknown one has no probability at all."""
    rows = np.zeros((len(levels), 4))
    for row, level in zip(rows, levels, strict=True):
        if level is not None and 1 <= level <= 4:
            row[level - 1] = 1.0
    return rows


def likeliest_levels(probabilities: Floats) -> NDArray[np.int_]:
    """Return the likeliest requirement level of each row (1 to 4); 0 where nothing is known."""
    best = np.argmax(probabilities, axis=1) + 1 if probabilities.size else np.zeros(0, dtype=int)
    return np.where(probabilities.any(axis=1), best, 0)


def _last_digit(code: str | None) -> int | None:
    return int(code[4]) if code and len(code) == 5 and code[4] in "1234" else None
