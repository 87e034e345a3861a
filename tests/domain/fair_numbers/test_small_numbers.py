"""Small numbers are hidden, and do not follow from those that are shown."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attendance import PRESENT, REGISTERED, Part, breakdown, sum_of, totals
from domain.small_numbers import SMALLEST, Published, published, told

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60))
PEOPLE = st.lists(st.tuples(st.sampled_from(["ar", "en", "ti", "uk"]), st.sampled_from(Part)))


def is_safe(number: int) -> bool:
    return number == 0 or number >= SMALLEST


@given(COUNTS)
def test_no_number_and_no_difference_of_numbers_is_small(counts: dict[str, int]) -> None:
    found = published(counts)
    if found.total is None:
        assert (found.parts, found.rest) == ({}, None)
        return
    atoms = [*found.parts.values(), found.rest or 0]
    assert sum(atoms) == found.total == sum(counts.values())
    for size in range(len(atoms) + 1):
        for some in combinations(atoms, size):
            assert is_safe(sum(some))
            assert is_safe(found.total - sum(some))


@given(COUNTS)
def test_what_is_shown_is_true(counts: dict[str, int]) -> None:
    for name, number in published(counts).parts.items():
        assert number == counts[name]


@pytest.mark.parametrize(("parts", "largest"), [(2, 16), (3, 12), (4, 8)])
def test_who_knows_the_rule_and_all_names_still_cannot_tell_a_small_number(
    parts: int, largest: int
) -> None:
    """Every table up to a size: none alone explains what was published with a hidden 1 to 4."""
    names = "abcd"[:parts]
    tables: dict[tuple[object, ...], list[dict[str, int]]] = defaultdict(list)
    for numbers in product(range(largest + 1), repeat=parts):
        counts = dict(zip(names, numbers, strict=True))
        found = published(counts)
        tables[(*sorted(found.parts.items()), found.rest, found.total)].append(counts)
    for worlds in tables.values():
        for name in names:
            could_be = {world[name] for world in worlds}
            assert len(could_be) > 1 or is_safe(could_be.pop())


def test_hiding_only_the_small_cells_would_give_them_away() -> None:
    """The negative control: without the second cell the small one is the difference."""
    counts = {"ar": 40, "en": 12, "ti": 3}
    naive = {name: number for name, number in counts.items() if number >= SMALLEST}
    assert sum(counts.values()) - sum(naive.values()) == 3
    assert published(counts) == Published({"ar": 40}, 15, 55)


def test_few_people_in_all_are_not_told() -> None:
    assert published({"ar": 2, "en": 1}).total is None
    assert [told(number) for number in (0, 1, 4, 5)] == [0, None, None, 5]


@given(PEOPLE)
def test_a_table_adds_up_and_tells_no_small_cell(people: list[tuple[str, Part]]) -> None:
    table = breakdown(people)
    for part in Part:
        cells = [row.cells[part] or 0 for row in (*table.rows, table.rest)]
        assert all(map(is_safe, cells))
        assert sum(cells) == (table.total.cells[part] or 0)


@given(PEOPLE)
def test_a_sum_with_a_part_that_is_not_told_says_only_the_least(
    people: list[tuple[str, Part]],
) -> None:
    told_parts = totals(part for _name, part in people)
    for parts in (PRESENT, REGISTERED):
        real = sum(1 for _name, part in people if part in parts)
        found = sum_of(told_parts, parts)
        assert found.number == real if found.is_exact else found.number < real
