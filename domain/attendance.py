"""Who came to a fair, counted by language, place and trade so that nobody is recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.small_numbers import published, told


class Part(StrEnum):
    """What became of somebody at a fair; each person is in exactly one part."""

    CAME = "came"
    MISSING = "missing"
    WALKED_IN = "walked_in"


PRESENT = (Part.CAME, Part.WALKED_IN)
REGISTERED = (Part.CAME, Part.MISSING)


def part_of(*, walked_in: bool, came: bool) -> Part:
    """Return the part of somebody with a place."""
    if walked_in:
        return Part.WALKED_IN
    return Part.CAME if came else Part.MISSING


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A number, or the least it is where the rest of it is too small to be told."""

    number: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One language, place or trade; a number that is not told is None."""

    name: str
    cells: Mapping[Part, int | None]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A table by language, place or trade; ``rest`` holds what is not told by name."""

    rows: tuple[Row, ...]
    rest: Row
    total: Row


def totals(parts: Iterable[Part]) -> Mapping[Part, int | None]:
    """Return how many people are in each part, None where it is too few to tell."""
    counted = Counter(parts)
    return {part: told(counted[part]) for part in Part}


def sum_of(told_parts: Mapping[Part, int | None], parts: Iterable[Part]) -> AtLeast:
    """Return the sum of parts; where one is not told, only how many there are at least."""
    numbers = [told_parts[part] for part in parts]
    return AtLeast(sum(filter(None, numbers)), None not in numbers)


def breakdown(people: Iterable[tuple[str, Part]]) -> Breakdown:
    """Return the table of people by what their first element names.

    Each part is a column of its own and is protected on its own; sums of a row are not told, so
    nothing follows from one column about another.
    """
    counted = Counter(people)
    columns = {
        part: published({name: n for (name, one), n in counted.items() if one is part})
        for part in Part
    }
    names = {name for column in columns.values() for name in column.parts}
    rows = [Row(name, {part: columns[part].parts.get(name) for part in Part}) for name in names]
    rows.sort(key=lambda row: (-sum(filter(None, row.cells.values())), row.name))
    rest = Row("", {part: column.rest for part, column in columns.items()})
    total = Row("", {part: column.total for part, column in columns.items()})
    return Breakdown(tuple(rows), rest, total)
