"""Ranked lists from rows: who is on them, in which order, and what their lines sum to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from domain.access import Actor, Role
from domain.clock import office_day
from domain.languages import LanguageLevel
from models import Candidate
from services.ranking import Match, rank_people, rank_positions
from tests.factories import Office

NOW = datetime.now(UTC)
OFFICER = Actor(role=Role.OFFICER, account_id=1)


def places(matches: list[Match]) -> list[tuple[int, float]]:
    return [(one.id, round(one.ranked.score, 9)) for one in matches]


def three_joiners_and_a_cook(office: Office) -> list[Candidate]:
    return [
        office.candidate(work=(("Tischler", "22342", 8),), german_level=LanguageLevel.B2),
        office.candidate(work=(("Tischler", "22342", 2),), german_level=LanguageLevel.A1),
        office.candidate(work=(("Tischler", "22342", 2),), german_level=LanguageLevel.A1),
        office.candidate(work=(("Köchin", "29302", 9),), german_level=LanguageLevel.B2),
    ]


def test_the_joiner_with_most_practice_and_german_comes_first_and_the_cook_last(
    app: Flask, office: Office
) -> None:
    best, *_, cook = three_joiners_and_a_cook(office)
    ranked = rank_people(position=office.position(), actor=OFFICER, seed="s", today=office_day(NOW))
    assert [ranked[0].id, ranked[-1].id] == [best.id, cook.id]
    assert [one.rank for one in ranked] == [1, 2, 3, 4]


def test_people_who_did_not_agree_are_on_no_list(app: Flask, office: Office) -> None:
    office.candidate(agreed=False, work=(("Tischler", "22342", 8),))
    agreed = office.candidate(work=(("Tischler", "22342", 1),))
    ranked = rank_people(position=office.position(), actor=OFFICER, seed="s", today=office_day(NOW))
    assert [one.id for one in ranked] == [agreed.id]


def test_the_parts_of_each_score_sum_to_the_score(app: Flask, office: Office) -> None:
    three_joiners_and_a_cook(office)
    for one in rank_people(
        position=office.position(), actor=OFFICER, seed="s", today=office_day(NOW)
    ):
        points = sum(part.points for part in one.ranked.parts)
        assert points == pytest.approx(one.ranked.score, abs=1e-9)


def test_positions_for_a_person_are_released_ones_of_verified_firms(
    app: Flask, office: Office
) -> None:
    person = office.candidate(work=(("Tischler", "22342", 8),))
    released = office.position()
    office.position(state="submitted")
    office.position(employer=office.employer(state="pending"))
    caseworker = Actor(role=Role.CASEWORKER, account_id=1)
    assert [
        one.id
        for one in rank_positions(
            candidate=person, actor=caseworker, seed="s", today=office_day(NOW)
        )
    ] == [released.id]
