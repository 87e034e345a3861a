"""Draws the pictures of docs/matching.md from the engine: ``python -m docs.make_pictures``.

A test compares the files with the engine, so none of them can grow old.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from matching.catalogue import load_catalogue
from matching.nearness import nearness_matrix
from matching.tree import tree_rows
from tests.matching.ranking.drawn import only
from tests.matching.ranking.test_worked_example import PERSON, POSITION

FOLDER = Path(__file__).parent / "pictures"
BAKER = "29222"
BESIDE_THE_BAKER = ("29232", "29302", "62302", "63302", "51312", "22342", "26212")
LABELS, ROW = 270, 26  # pixels: of the names, of a row
INK, DONE, MORE, OPEN = "#1b1b1f", "#2f5fa7", "#d98324", "#dfe3ea"


class Bar(NamedTuple):
    """One row: a name, what was reached, what is added to it, what was possible; and a word."""

    name: str
    reached: float
    added: float
    possible: float
    word: str


def pictures() -> dict[str, str]:
    """Return every picture as SVG by the name of its file."""
    return {"worked-example.svg": worked_example(), "near-to-a-baker.svg": near_to_a_baker()}


def worked_example() -> str:
    """Draw the ten parts of the example: points, what an answer could add, what was possible."""
    row = only(PERSON, POSITION)
    bars = [
        Bar(one.name, one.points, one.could_add, one.max_points, f"{one.points:.2f}")
        for one in row.parts
    ]
    title = f"A butcher for a baker's position: {row.score:.2f} of 100 points"
    return drawn(title, bars, 10.0, {"points": DONE, "could add": MORE, "possible": OPEN})


def near_to_a_baker() -> str:
    """Draw how near occupations are to a baker: by the tree, and by what the work consists of."""
    codes, near = nearness_matrix()
    branches = tree_rows(codes)
    rows = {code: row for row, code in enumerate(codes)}
    catalogue = load_catalogue()
    bars = []
    for code in BESIDE_THE_BAKER:
        tree = float(branches[rows[code]] @ branches[rows[BAKER]])
        both = float(near[rows[code], rows[BAKER]])
        name = f"{catalogue.title(code)} ({code})"
        bars.append(Bar(name, tree, both - tree, 1.0, f"{both:.2f}"))
    bars.sort(key=lambda bar: -(bar.reached + bar.added))
    kinds = {"branches of the KldB": DONE, "what the work consists of": MORE, "to the same": OPEN}
    return drawn("How near other occupations are to a baker (29222)", bars, 400.0, kinds)


def drawn(title: str, bars: Sequence[Bar], scale: float, kinds: Mapping[str, str]) -> str:
    """Return bars below each other, ``scale`` pixels a unit, with the meaning of the colours."""
    width = LABELS + int(scale * max(bar.possible for bar in bars)) + 70
    height = 70 + ROW * len(bars)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(title)}" font-family="sans-serif" font-size="14" fill="{INK}">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="8" y="24" font-size="16" font-weight="bold">{escape(title)}</text>',
        *_meanings(kinds),
    ]
    for at, bar in enumerate(bars):
        lines += _row(bar, 64 + ROW * at, scale)
    return "\n".join([*lines, "</svg>", ""])


def _meanings(kinds: Mapping[str, str]) -> Iterator[str]:
    left = 8
    for name, colour in kinds.items():
        yield f'<rect x="{left}" y="36" width="12" height="12" fill="{colour}"/>'
        yield f'<text x="{left + 18}" y="47">{escape(name)}</text>'
        left += 44 + 7 * len(name)


def _row(bar: Bar, top: int, scale: float) -> Iterator[str]:
    yield f'<text x="8" y="{top + 14}">{escape(bar.name)}</text>'
    parts = ((bar.possible, OPEN), (bar.reached + bar.added, MORE), (bar.reached, DONE))
    for length, colour in parts:
        yield (
            f'<rect x="{LABELS}" y="{top}" width="{scale * length:.1f}" height="18" '
            f'fill="{colour}"/>'
        )
    yield f'<text x="{LABELS + scale * bar.possible + 8:.1f}" y="{top + 14}">{bar.word}</text>'


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, picture in pictures().items():
        (FOLDER / name).write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
