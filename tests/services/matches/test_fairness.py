"""The fairness report, the audit on live data and the second opinion, from rows to answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import Actor, Role
from domain.fairness_groups import Trait
from domain.languages import LanguageLevel
from matching.features import CandidateFeatures
from models import Candidate, PeopleList, Position, db
from models.base import is_writing
from services import fairness_audit
from services.fairness_audit import audit_ranking
from services.fairness_report import REST, fairness_report
from services.ranked_lists import list_people, refresh_lists
from services.second_opinions import unpacked_opinions
from tests.factories import Office

NOW = datetime.now(UTC)


@pytest.fixture
def lists(app: Flask, office: Office) -> Position:
    """Thirty joiners, a third women with less experience; three so old that nobody may see them."""
    position = office.position(title="Tischler", places=2)
    for number in range(30):
        office.candidate(
            sex="female" if number % 3 == 0 else "male",
            birth_year=1950 if number < 3 else 1990,
            work=(("Tischler", "22342", 1 if number % 3 == 0 else 9),),
            german_level=LanguageLevel.B1,
        )
    refresh_lists(now=NOW)
    return position


def test_the_report_shows_that_women_come_less_often_among_the_first(lists: Position) -> None:
    report = fairness_report(now=NOW)
    assert (report.people, report.lists) == (30, 1)
    assert report.coverage == pytest.approx(10 / 30)
    sex = next(one for one in report.traits if one.trait is Trait.SEX)
    women, men = sex.groups
    assert (women.group, women.people, men.people) == ("female", 10, 20)
    assert women.exposure is not None
    assert men.exposure is not None
    assert women.exposure < 1 < men.exposure
    assert women.first.number == 0
    assert sex.ndkl is not None
    assert sex.ndkl > 0
    prices = {(one.group, one.part): one.price for one in sex.floors}
    assert 0 < prices["female", 0.8].lost <= prices["female", 1.0].lost
    assert prices["male", 1.0].lost == 0


def test_a_group_that_is_unknown_pooled_or_everybody_has_no_floor(lists: Position) -> None:
    priced = {
        (trait.trait, one.group)
        for trait in fairness_report(now=NOW).traits
        for one in trait.floors
    }
    assert priced == {(Trait.SEX, "female"), (Trait.SEX, "male")}


def test_no_measure_tells_how_few_places_a_group_has(app: Flask, office: Office) -> None:
    office.position(title="Tischler")
    for number in range(30):
        years = (25 if number < 4 else 4) if number % 3 == 0 else 9
        office.candidate(
            sex="female" if number % 3 == 0 else "male", work=(("Tischler", "22342", years),)
        )
    refresh_lists(now=NOW)
    sex = next(one for one in fairness_report(now=NOW).traits if one.trait is Trait.SEX)
    for one in sex.groups:  # two women have two of ten places
        assert (one.exposure, one.skew, one.first.number) == (None, None, None)
    assert (sex.ndkl, sex.infeasible, sex.floors) == (None, None, [])
    found = app.test_cli_runner().invoke(args=["fairness", "report"]).output
    assert "exposure hidden\tskew hidden\tfirst ten hidden" in found


def test_a_group_of_three_is_never_shown_alone_nor_found_by_subtracting(lists: Position) -> None:
    age = next(one for one in fairness_report(now=NOW).traits if one.trait is Trait.AGE)
    assert [(one.group, one.people) for one in age.groups] == [(REST, 30)]


def test_without_lists_there_is_nothing_to_report(app: Flask, office: Office) -> None:
    office.candidate()
    report = fairness_report(now=NOW)
    assert report.is_empty
    assert report.traits == []


def test_the_audit_swaps_real_values_moves_nobody_and_keeps_nothing(lists: Position) -> None:
    before = _people()
    audit = audit_ranking(now=NOW)
    swaps = {one.thing: one for one in audit.swaps}
    assert audit.holds
    assert (audit.people, audit.positions) == (30, 1)
    assert swaps["sex"].changed > 0
    assert swaps["age"].changed > 0
    db.session.expire_all()
    assert _people() == before


def test_nobody_who_writes_meanwhile_can_break_an_audit(
    lists: Position, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read before a write transaction begins is old as soon as somebody else wrote."""
    honest, inside = fairness_audit.people_features, []

    def noted(condition: Any, today: date) -> list[CandidateFeatures]:
        inside.append(is_writing())
        return honest(condition, today)

    monkeypatch.setattr(fairness_audit, "people_features", noted)
    assert audit_ranking(now=NOW).holds
    assert inside
    assert all(inside)


def test_an_audit_of_a_ranking_that_reads_the_sex_fails(
    lists: Position, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = fairness_audit.people_features

    def spoiled(condition: Any, today: date) -> list[CandidateFeatures]:
        sexes = {str(row.id): row.sex for row in db.session.execute(
            select(Candidate.id, Candidate.sex))}  # fmt: skip
        return [
            replace(one, level=2 if sexes[one.key] == "male" else 1)
            for one in honest(condition, today)
        ]

    monkeypatch.setattr(fairness_audit, "people_features", spoiled)
    swaps = {one.thing: one for one in audit_ranking(now=NOW).swaps}
    assert not swaps["sex"].holds
    assert swaps["name"].holds


def _people() -> list[tuple[Any, ...]]:
    columns = Candidate.id, Candidate.given_name, Candidate.sex, Candidate.birth_year
    return [tuple(row) for row in db.session.execute(select(*columns).order_by(Candidate.id))]


def test_the_second_opinion_says_who_is_strong_elsewhere_and_where_they_would_go(
    app: Flask, office: Office
) -> None:
    first, second = (office.position(title=title) for title in ("Tischler A", "Tischler B"))
    star, other = (
        office.candidate(work=(("Tischler", "22342", years),), german_level=LanguageLevel.B1)
        for years in (9, 1)
    )
    refresh_lists(now=NOW)
    kept = {
        one.position_id: unpacked_opinions(one.second_opinion)
        for one in db.session.scalars(select(PeopleList))
    }
    assert kept[first.id][star.id].others == kept[second.id][star.id].others == 1
    went = {kept[first.id][one.id].goes_to for one in (star, other)}
    assert went == {first.id, second.id}
    officer = Actor(role=Role.OFFICER, account_id=1)
    listed = list_people(position=first, actor=officer, now=NOW)
    assert listed.second[star.id].others == 1
