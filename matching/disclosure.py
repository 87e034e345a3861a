"""What of a table may be shown: small groups are pooled, small numbers hidden, none recalculable.

Rules after the small-cell practice of official statistics (Hundepool et al., "Statistical
Disclosure Control", 2012): primary suppression, then complementary, so that a hidden number does
not follow from the others and their sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LEAST_PEOPLE = 10
"""A group with fewer members is shown together with others."""
LEAST_COUNT = 5
"""A number from 1 to below this is not shown."""


def pooled(people: Mapping[str, int], rest: str = "rest") -> dict[str, str]:
    """Return under which name each group is shown: its own, or ``rest``.

    Groups below ``LEAST_PEOPLE`` go together; while they are still too few together, the
    smallest shown group joins them, so that nobody is found by subtracting.

    >>> pooled({"a": 40, "b": 12, "c": 3})
    {'a': 'a', 'b': 'rest', 'c': 'rest'}
    """
    there = {name: count for name, count in people.items() if count}
    together = {name for name, count in there.items() if count < LEAST_PEOPLE}
    others = sorted(there.keys() - together, key=lambda name: (there[name], name))
    while together and sum(there[name] for name in together) < LEAST_PEOPLE and others:
        together.add(others.pop(0))
    return {name: rest if name in together else name for name in there}


def hidden(counts: Sequence[int], people: Sequence[int]) -> list[bool]:
    """Return which counts are not shown: few who are, or few who are not.

    Never exactly one, and never so few together that their sum says who they are.

    >>> hidden([30, 3, 20], [60, 20, 40])
    [False, True, True]
    """
    small = [_is_small(one) or _is_small(n - one) for one, n in zip(counts, people, strict=True)]
    order = sorted(range(len(counts)), key=lambda row: (counts[row] == 0, counts[row], row))
    while any(small) and not all(small) and _is_recalculable(counts, small):
        small[next(row for row in order if not small[row])] = True
    return small


def _is_small(count: int) -> bool:
    return 0 < count < LEAST_COUNT


def _is_recalculable(counts: Sequence[int], small: Sequence[bool]) -> bool:
    left = [count for count, is_hidden in zip(counts, small, strict=True) if is_hidden]
    return len(left) < 2 or _is_small(sum(left))
