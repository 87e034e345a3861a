"""Plots as plain SVG: a dot for each group, its interval as a line, a mark for what is even."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

LEFT, RIGHT, ROW, TOP = 190.0, 600.0, 28.0, 30.0
"""In units of the picture: where the scale begins and ends, how high a row and the head are."""


class Point(NamedTuple):
    """One group: a value, its interval where there is one, and what it is called."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    text: str = ""


class Drawn(NamedTuple):
    """One row of the picture."""

    label: str
    text: str
    y: float
    x: float
    low: float
    high: float


class Plot(NamedTuple):
    """A picture with its rows, the ticks of its scale and the marks across it."""

    title: str
    rows: list[Drawn]
    ticks: list[tuple[float, str]]
    marks: list[tuple[float, str]]
    height: float


def plot_of(
    title: str,
    points: Sequence[Point],
    scale: Sequence[tuple[float, str]],
    marks: Sequence[tuple[float, str]],
) -> Plot:
    """Return a plot; ``scale`` names its ticks in order, the outer ones are its ends."""
    first, last = scale[0][0], scale[-1][0]

    def across(value: float) -> float:
        inside = min(max(value if math.isfinite(value) else last, first), last)
        return round(LEFT + (inside - first) / (last - first) * (RIGHT - LEFT), 1)

    rows = [
        Drawn(
            label=one.label,
            text=one.text,
            y=TOP + ROW * (row + 0.5),
            x=across(one.value),
            low=across(one.value if one.low is None else one.low),
            high=across(one.value if one.high is None else one.high),
        )
        for row, one in enumerate(points)
        if not math.isnan(one.value)
    ]
    height = TOP + ROW * len(points) + 24
    return Plot(
        title,
        rows,
        [(across(value), text) for value, text in scale],
        [(across(value), text) for value, text in marks],
        height,
    )
