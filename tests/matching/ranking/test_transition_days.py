"""A training counts for another one from its first day through its last: everywhere alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from matching.content import content_in_use, content_on, shipped_content
from matching.explanation import Remark
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.neighbours import neighbours
from matching.ranking import Ranker
from matching.transitions import (
    FILE,
    known_transitions,
    read_transitions,
    transition,
    transition_mistakes,
    transitions_on,
)

BUILDER, MASON = "32102", "32122"
"""Hochbaufacharbeiter and Maurer: from 1 August 1999 through 31 July 2030."""
OPERATOR, MECHANIC = "25122", "25102"
"""A way without a last day: the control."""
FIRST, LAST = date(1999, 8, 1), date(2030, 7, 31)
DAYS = {FIRST - timedelta(days=1): False, FIRST: True, LAST: True, LAST + timedelta(days=1): False}


def score(start: str, end: str, day: date | None) -> float:
    person = CandidateFeatures("a", work=(Work(code=start, years=5, ago=0),))
    return float(Ranker(day=day).scores([person], [PositionFeatures("p", code=end)])[0, 0])


@pytest.mark.parametrize(("day", "counts"), DAYS.items())
def test_on_its_edges(day: date, counts: bool) -> None:
    without = content_in_use().of([MASON], [BUILDER])[0, 0]  # the way back has no row
    closed = content_in_use(day).of([BUILDER], [MASON])[0, 0]
    assert closed == pytest.approx(1 - (1 - without) * (1 - 24 / 36) if counts else without)
    assert (score(BUILDER, MASON, day) > score(BUILDER, MASON, LAST + timedelta(days=1))) is counts


@pytest.mark.parametrize("day", [LAST, LAST + timedelta(days=1)])
def test_a_way_without_a_last_day_goes_on(day: date) -> None:
    assert score(OPERATOR, MECHANIC, day) == pytest.approx(score(OPERATOR, MECHANIC, None))
    assert content_in_use(day).of([MASON], [BUILDER]) == content_in_use().of([MASON], [BUILDER])


@pytest.mark.parametrize(("day", "counts"), DAYS.items())
def test_the_line_names_it_on_the_days_it_counts(day: date, counts: bool) -> None:
    person = CandidateFeatures("a", work=(Work(code=BUILDER, years=5),))
    pair = Ranker(day=day).explain_pairs([person], [PositionFeatures("p", code=MASON)])[0]
    line = next(part for part in pair.parts if part.name == "occupation")
    assert (line.remark is Remark.SHORT_WAY, line.short_way is not None) == (counts, counts)
    assert line.short_way == transition(BUILDER, MASON, day)


def test_a_wish_counts_it_on_the_same_days() -> None:
    person = CandidateFeatures("a", wished=(Work(code=BUILDER),))
    asked = [PositionFeatures("p", code=MASON)]
    on, after = (Ranker(day=day).score([person], asked).parts["wish"][0, 0]
                 for day in (LAST, LAST + timedelta(days=1)))  # fmt: skip
    assert on > after


def test_neighbours_are_those_of_the_day() -> None:
    near, later = (
        {one.code: one for one in neighbours(BUILDER, 30, day)}
        for day in (LAST, LAST + timedelta(days=1))
    )
    assert near[MASON].short_way is not None
    assert later[MASON].short_way is None
    assert near[MASON].nearness > later[MASON].nearness


def test_only_pairs_of_the_file_depend_on_the_day() -> None:
    before, after = shipped_content(), content_on(shipped_content(), LAST + timedelta(days=1))
    moved = np.argwhere(~np.isclose(before.closes, after.closes, atol=1e-6))
    codes = list(before.columns)
    ended = {pair for pair, one in known_transitions().items() if one.until == LAST}
    assert {(codes[row], codes[column]) for row, column in moved} == ended


def test_an_import_that_knew_nothing_of_it_counts_it_too() -> None:
    closes = shipped_content().closes.copy()
    row, column = shipped_content().rows_of([OPERATOR, MECHANIC])
    closes[row, column] = closes[column, row]
    imported = replace(shipped_content(), closes=closes, name="of an import")
    assert content_on(imported, LAST).of([OPERATOR], [MECHANIC])[0, 0] == pytest.approx(
        shipped_content().of([OPERATOR], [MECHANIC])[0, 0]
    )


def test_a_row_that_is_added_ends_or_follows_one_that_stays() -> None:
    old = next(one for one in read_transitions(FILE) if one.to_code == MECHANIC)
    later = old.recorded_on + timedelta(days=400)
    ended = old._replace(until=date(2028, 7, 31), recorded_on=later)
    follows = old._replace(valid_from=date(2028, 8, 1), months=18, recorded_on=later)
    rows, pair = [follows, old, ended], (OPERATOR, MECHANIC)
    assert list(transition_mistakes(rows)) == []
    assert transitions_on(rows, date(2028, 7, 31))[pair].months == 24
    assert transitions_on(rows, date(2028, 8, 1))[pair].months == 18
    assert pair not in transitions_on([old, ended], date(2028, 8, 1))
    assert pair not in transitions_on(rows, date(2004, 7, 31))


def test_what_cannot_be_is_named() -> None:
    row = next(one for one in read_transitions(FILE) if one.to_code == MECHANIC)
    back = row._replace(from_code=MECHANIC, to_code=OPERATOR)
    assert any("leads back, too" in said for said in transition_mistakes([row, back]))
    never = row._replace(until=date(2004, 7, 31))
    assert any("ends before it begins" in said for said in transition_mistakes([never]))
