"""Every list, line and lever judges a training that counts on the office day it is made."""

from __future__ import annotations

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

import services
from domain.access import Actor, Role
from models import Candidate, Position
from services.levers import lever_of_pair
from services.occupation_pages import find_occupation
from services.ranked_lists import list_people, list_positions, refresh_lists
from services.ranking import Match
from tests.factories import Office

OFFICER = Actor(role=Role.OFFICER, account_id=1)
MIDNIGHT = datetime(2030, 7, 31, 22, tzinfo=UTC)
"""When 31 July 2030, the last day of the trainings of the building trades, ends in Herford."""
MOMENTS = {MIDNIGHT - timedelta(seconds=1): True, MIDNIGHT: False}
BUILDER, MASON, OPERATOR, MECHANIC = "32102", "32122", "25122", "25102"


@pytest.fixture
def pairs(app: Flask, office: Office) -> list[tuple[Candidate, Position]]:
    """A pair whose way ends, and one whose way goes on."""
    ends, goes_on = ((BUILDER, MASON), (OPERATOR, MECHANIC))
    return [
        (
            office.candidate(work=(("Facharbeiter", start, 5),)),
            office.position(title="Fachkraft", occupation_code=end),
        )
        for start, end in (ends, goes_on)
    ]


def matched(rows: list[Match], other: int) -> Match:
    return next(one for one in rows if one.id == other)


def short_way(match: Match) -> bool:
    return any(part.short_way is not None for part in match.ranked.parts)


@pytest.mark.parametrize(("now", "counts"), MOMENTS.items())
@pytest.mark.parametrize("stored", [False, True])
def test_lists_of_both_directions_judge_it_on_their_day(
    pairs: list[tuple[Candidate, Position]], now: datetime, counts: bool, stored: bool
) -> None:
    if stored:
        refresh_lists(now=now)
    for (person, position), is_short in zip(pairs, (counts, True), strict=True):
        people = list_people(position=position, actor=OFFICER, now=now)
        positions = list_positions(candidate=person, actor=OFFICER, now=now)
        mine = matched(people.rows, person.id), matched(positions.rows, position.id)
        assert [short_way(one) for one in mine] == [is_short] * 2
        assert not people.changed
        assert not positions.changed
        lever = lever_of_pair(candidate=person, position=position, actor=OFFICER, now=now)
        assert short_way(lever.match) is is_short
        assert lever.match.ranked.score == pytest.approx(mine[0].ranked.score)


def test_the_lists_of_the_next_day_are_computed_without_a_mark(
    pairs: list[tuple[Candidate, Position]],
) -> None:
    person, position = pairs[0]
    before, after = MOMENTS
    scores = []
    for now in (before, after):
        refresh_lists(now=now)
        rows = list_people(position=position, actor=OFFICER, now=now).rows
        scores.append(matched(rows, person.id).ranked.score)
    assert scores[0] > scores[1]


@pytest.mark.parametrize(("now", "counts"), MOMENTS.items())
def test_the_page_of_an_occupation_names_it_as_long(
    app: Flask, now: datetime, counts: bool
) -> None:
    day = (now + timedelta(hours=2)).date()
    page = find_occupation(BUILDER, day)
    assert page is not None
    ways = {one.code for one in page.neighbours if one.short_way}
    assert (MASON in ways) is counts


def test_no_use_case_ranks_without_its_day() -> None:
    folder = Path(str(services.__file__)).parent
    forgetful = [
        f"{path.relative_to(folder)}:{call.lineno}"
        for path in folder.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "Ranker"
        and "day" not in {one.arg for one in call.keywords}
    ]
    assert forgetful == []
