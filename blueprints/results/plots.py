"""Bars of a plot as plain numbers; the template draws them as SVG beside their table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 600
"""Units of the drawing; the page scales it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One coloured piece of a bar: which colour, where it begins, how long it is, its number."""

    key: str
    x: float
    width: float
    number: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its pieces beside each other."""

    name: str
    segments: tuple[Segment, ...]

    @property
    def total(self) -> int:
        """Return the length of the whole bar in people."""
        return sum(one.number for one in self.segments)


def bars(rows: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> list[Bar]:
    """Return bars to one scale; the longest is as wide as the drawing."""
    longest = max((sum(number for _key, number in pieces) for _name, pieces in rows), default=0)
    return [Bar(name, _segments(pieces, longest)) for name, pieces in rows]


def _segments(pieces: Sequence[tuple[str, int]], longest: int) -> tuple[Segment, ...]:
    found, x = [], 0.0
    for key, number in pieces:
        width = round(WIDTH * number / longest, 1) if longest else 0.0
        if number:
            found.append(Segment(key, x, width, number))
        x = round(x + width, 1)
    return tuple(found)
