"""Lists are stored, kept up to date in the background, and never show who is gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain.access import Actor, Role
from domain.clock import office_day
from domain.consent import Purpose
from domain.languages import LanguageLevel, LanguageSkill
from models import Candidate, PeopleList, Position, PositionList, RankingMark, RankingRun, db
from services import ranked_lists
from services.abilities import LanguagesTold, set_languages
from services.employers import block_firm
from services.position_steps import pause_position
from services.ranked_lists import ListKeeper, list_people, list_positions, refresh_lists
from services.ranking import rank_people
from services.ranking_weights import set_weights, weights_in_use
from services.withdrawals import withdraw_consent
from tests.factories import Office
from tests.services.deletion.deleting import gone
from tests.statements import counted_statements

NOW = datetime.now(UTC)


@pytest.fixture
def officer(office: Office) -> Actor:
    return office.officer().actor


def joiners(office: Office, count: int = 4) -> list[Candidate]:
    return [office.candidate(work=(("Tischler", "22342", 1 + n),)) for n in range(count)]


def shown(position: Position, actor: Actor) -> list[int]:
    return [one.id for one in list_people(position=position, actor=actor, now=NOW).rows]


def test_a_stored_list_is_the_computed_one_with_version_seed_and_age(
    app: Flask, office: Office, officer: Actor
) -> None:
    position, _ = office.position(), joiners(office)
    office.candidate(agreed=False, work=(("Tischler", "22342", 30),))
    before = list_people(position=position, actor=officer, now=NOW)
    assert before.computed_at is None
    assert refresh_lists(now=NOW) == 5
    after = list_people(position=position, actor=officer, now=NOW)
    assert after.rows == before.rows
    assert (after.seed, after.version) == (before.seed, before.version)
    assert (after.total, after.is_old, after.changed) == (4, False, frozenset())
    assert after.computed_at == NOW


def test_whoever_is_not_wanted_keeps_rank_and_score_and_costs_no_lines(
    app: Flask, office: Office, officer: Actor
) -> None:
    position, _ = office.position(), joiners(office)
    refresh_lists(now=NOW)
    whole = list_people(position=position, actor=officer, now=NOW)
    first = list_people(position=position, actor=officer, now=NOW, wanted=lambda ids: ids[:1])
    assert [(one.rank, one.id) for one in first.rows] == [(one.rank, one.id) for one in whole.rows]
    assert [one.ranked.score for one in first.rows] == pytest.approx(
        [one.ranked.score for one in whole.rows], abs=1e-9
    )
    assert [bool(one.ranked.parts) for one in first.rows] == [True, False, False, False]
    assert first.rows[0].ranked.parts == whole.rows[0].ranked.parts


def test_both_sides_of_a_pair_are_stored_with_the_same_points(
    app: Flask, office: Office, officer: Actor
) -> None:
    positions, people = [office.position() for _ in range(3)], joiners(office)
    refresh_lists(now=NOW)
    for person in people:
        own = list_positions(candidate=person, actor=officer, now=NOW)
        assert own.computed_at == NOW
        scores = {one.id: one.ranked.score for one in own.rows}
        for position in positions:
            rows = list_people(position=position, actor=officer, now=NOW).rows
            score = next(one.ranked.score for one in rows if one.id == person.id)
            assert score == pytest.approx(scores[position.id], abs=1e-9)


def test_nothing_is_computed_again_until_something_changes_or_a_day_begins(
    app: Flask, office: Office, officer: Actor
) -> None:
    office.position()
    joiners(office)
    refresh_lists(now=NOW)
    assert refresh_lists(now=NOW + timedelta(seconds=5)) is None
    assert refresh_lists(now=NOW + timedelta(days=1)) is not None
    assert db.session.scalar(select(func.count()).select_from(RankingRun)) == 2


def learn_german(person: Candidate, actor: Actor) -> None:
    levels = {("de", skill): LanguageLevel.C1 for skill in LanguageSkill}
    set_languages(actor=actor, candidate=person, told=LanguagesTold(levels=levels), now=NOW)


def test_a_changed_fact_marks_the_lists_and_the_next_run_knows_it(
    app: Flask, office: Office, officer: Actor
) -> None:
    position = office.position(german_level=LanguageLevel.B2)
    least, *_ = joiners(office)
    refresh_lists(now=NOW)
    assert shown(position, officer)[-1] == least.id
    learn_german(least, officer)
    old = list_people(position=position, actor=officer, now=NOW)
    assert (old.is_old, old.changed) == (True, {least.id})
    assert refresh_lists(now=NOW) == 2  # the position's list and the person's own
    assert shown(position, officer)[0] == least.id
    assert not list_people(position=position, actor=officer, now=NOW).is_old


def test_a_change_during_a_run_is_not_lost(
    app: Flask, office: Office, officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    position, (least, *_) = office.position(german_level=LanguageLevel.B2), joiners(office)
    write = ranked_lists._write

    def change_meanwhile(*args: object) -> int:
        learn_german(least, officer)
        return write(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(ranked_lists, "_write", change_meanwhile)
    refresh_lists(now=NOW)
    monkeypatch.undo()
    assert db.session.scalar(select(func.count()).select_from(RankingMark))
    refresh_lists(now=NOW)
    assert shown(position, officer)[0] == least.id


def test_who_withdraws_is_on_no_list_at_once_and_in_no_count(
    app: Flask, office: Office, officer: Actor
) -> None:
    position, (gone, *others) = office.position(), joiners(office)
    refresh_lists(now=NOW)
    withdraw_consent(actor=officer, candidate=gone, purpose=Purpose.PLACEMENT, now=NOW)
    listed = list_people(position=position, actor=officer, now=NOW)
    assert {one.id for one in listed.rows} == {one.id for one in others}
    assert [one.rank for one in listed.rows] == [1, 2, 3]
    assert listed.total == 3
    refresh_lists(now=NOW)
    assert db.session.get(PositionList, gone.id) is None


def test_a_deletion_takes_the_person_out_of_all_stored_lists(
    app: Flask, office: Office, officer: Actor, tmp_path: Path
) -> None:
    position, (leaves, *others) = office.position(), joiners(office)
    refresh_lists(now=NOW)
    gone(leaves.id, tmp_path)
    assert not db.session.scalar(select(func.count()).select_from(PeopleList))
    assert set(shown(position, officer)) == {one.id for one in others}


@pytest.mark.parametrize(
    "shut",
    [
        lambda position, actor: pause_position(actor=actor, position=position, now=NOW),
        lambda position, actor: block_firm(
            actor=actor, employer=position.employer, reason="Prüfung", now=NOW
        ),
    ],
)
def test_a_position_nobody_may_see_leaves_the_lists_at_once(
    app: Flask, office: Office, officer: Actor, shut: Callable[[Position, Actor], None]
) -> None:
    open_one, closed, (person, *_) = office.position(), office.position(), joiners(office)
    refresh_lists(now=NOW)
    shut(closed, officer)
    rows = list_positions(candidate=person, actor=officer, now=NOW).rows
    assert [one.id for one in rows] == [open_one.id]
    refresh_lists(now=NOW)
    assert db.session.get(PeopleList, closed.id) is None
    assert db.session.get(PeopleList, open_one.id) is not None


def test_new_weights_are_used_at_once_and_stored_by_the_next_run(
    app: Flask, office: Office, officer: Actor
) -> None:
    position, _ = office.position(), joiners(office)
    refresh_lists(now=NOW)
    points = weights_in_use().weights.points() | {"occupation": 30.0, "german": 20.0}
    set_weights(actor=officer, points=points, reason="Deutsch zählt mehr", seen=0, now=NOW)
    live = list_people(position=position, actor=officer, now=NOW)
    assert (live.computed_at, live.version) == (None, weights_in_use().version)
    assert live.rows[0].ranked.parts[0].max_points == 30.0
    refresh_lists(now=NOW)
    stored = list_people(position=position, actor=officer, now=NOW)
    assert (stored.computed_at, stored.rows) == (NOW, live.rows)


def test_a_stored_list_asks_no_more_for_many_than_for_few(
    app: Flask, office: Office, officer: Actor
) -> None:
    position, counts = office.position(), []
    for _ in range(2):
        joiners(office, 10)
        refresh_lists(now=NOW)
        with counted_statements() as statements:
            list_people(position=position, actor=officer, now=NOW)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 8


def test_the_keeper_rests_nine_times_as_long_as_it_worked(
    app: Flask, office: Office, officer: Actor
) -> None:
    office.position(german_level=LanguageLevel.B2)
    (person, *_) = joiners(office)
    seconds = iter([0.0, 0.0, 2.0, 10.0, 21.0, 21.0, 22.0])
    keeper = ListKeeper(clock=lambda: next(seconds))
    assert keeper.keep(NOW) == 5
    learn_german(person, officer)
    assert keeper.keep(NOW) == 0  # it rests until 20
    assert keeper.keep(NOW) > 0


def test_the_list_of_an_actor_holds_whom_this_actor_may_see(app: Flask, office: Office) -> None:
    caseworker = office.caseworker()
    own = office.candidate(caseworker=caseworker, work=(("Tischler", "22342", 3),))
    joiners(office, 2)
    position = office.position()
    refresh_lists(now=NOW)
    actor = Actor(role=Role.CASEWORKER, account_id=caseworker.id)
    assert shown(position, actor) == [own.id]
    fresh = rank_people(position=position, actor=actor, seed="s", today=office_day(NOW))
    assert [one.id for one in fresh] == [own.id]
