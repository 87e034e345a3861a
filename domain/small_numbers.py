"""Small numbers hidden, so that nobody is recognised in a table that is passed on.

A count under five could be about people one knows, so it is not shown, and must not follow from
what is shown. Counts of a partition (each person in exactly one part) are therefore published
like this: parts under five go into a remainder without names; where the remainder would itself be
small, be one part alone, or be so large that every part in it must be four, the smallest part
beside it goes in too. What is published, and every sum and difference of it, is then 0 or at
least five; and whoever knows this rule and the names of all parts still finds several numbers
that a hidden part of one to four people could be (the tests try all tables up to a size).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SMALLEST = 5
"""The smallest number that is shown."""


@dataclass(frozen=True, slots=True)
class Published:
    """What may be passed on of a partition: parts by name, the remainder, the total.

    ``total`` and ``rest`` are None where they are too small to be told.
    """

    parts: Mapping[str, int] = field(default_factory=dict)
    rest: int | None = 0
    total: int | None = 0


def published(counts: Mapping[str, int]) -> Published:
    """Return what may be told of these counts, the largest part first.

    >>> published({"ar": 40, "en": 12, "ti": 3})
    Published(parts={'ar': 40}, rest=15, total=55)
    >>> published({"ar": 2, "en": 1})
    Published(parts={}, rest=None, total=None)
    """
    total = sum(counts.values())
    if total == 0:
        return Published()
    if total < SMALLEST:
        return Published(rest=None, total=None)
    shown = sorted(
        (name for name, count in counts.items() if count >= SMALLEST),
        key=lambda name: (-counts[name], name),
    )
    while shown and _follows(counts, shown):
        smallest = counts[shown[-1]]
        shown = [name for name in shown if counts[name] > smallest]
    rest = total - sum(counts[name] for name in shown)
    return Published({name: counts[name] for name in shown}, rest, total)


def _follows(counts: Mapping[str, int], shown: list[str]) -> bool:
    """Say whether a hidden number would follow: from a small remainder, or one that is full.

    Parts of the same size go together, so that no order of names tells which is which.
    """
    hidden = [count for name, count in counts.items() if name not in shown]
    rest = sum(hidden)
    is_alone = sum(1 for count in hidden if count) == 1
    is_full = rest == len(hidden) * (SMALLEST - 1)
    return 0 < rest < SMALLEST or (is_alone and rest > 0) or (is_full and rest > 0)


def told(count: int) -> int | None:
    """Return a count that stands alone, or None where it is too small to be told."""
    return count if count == 0 or count >= SMALLEST else None
