"""A floor is an option: off by default, dated, named; the ranking never knows of it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from flask import Flask
from sqlalchemy import select, update

from domain.access import Actor, Role
from domain.clock import office_day
from domain.errors import AlreadyThere, Outdated, Overtaken, RuleBroken
from domain.fairness_groups import Trait
from domain.floors import latest_end
from matching.floors import with_floors
from models import (
    AuditEntry,
    Candidate,
    Floor,
    FloorEnd,
    PeopleList,
    Position,
    ShownMatch,
    db,
    transactional,
)
from services.fairness_audit import audit_ranking
from services.floor_orders import FloorOrder, order_with_floor
from services.floors import end_floor, floor_on
from services.ranked_lists import RankedList, list_people, refresh_lists
from services.shown_lists import note_floor_shown, note_people_shown
from tests.factories import Office
from tests.factories.decided import switched_on
from tests.factories.floors import floor_for_women, uneven_list
from tests.racing import race

NOW = datetime.now(UTC)
TODAY = office_day(NOW)


@pytest.fixture
def lead(app: Flask, office: Office) -> Actor:
    return office.account(Role.TEAM_LEAD, name="Ute Leitung").actor


@pytest.fixture
def officer(app: Flask, office: Office) -> Actor:
    return office.officer().actor


@pytest.fixture
def position(app: Flask, office: Office) -> Position:
    return uneven_list(office, NOW)


def listed(position: Position, officer: Actor) -> RankedList:
    return list_people(position=position, actor=officer, now=NOW)


def ordered(position: Position, officer: Actor) -> FloorOrder | None:
    one = floor_on(now=NOW)
    assert one is not None
    return order_with_floor(rows=listed(position, officer).rows, floor=one, today=TODAY)


def test_nobody_turned_one_on_so_there_is_none(position: Position, officer: Actor) -> None:
    assert floor_on(now=NOW) is None
    assert listed(position, officer).floor_id is None


def test_the_second_order_is_what_floors_do_to_the_list(
    position: Position, lead: Actor, officer: Actor
) -> None:
    floor_for_women(lead, NOW)
    order, rows = ordered(position, officer), listed(position, officer).rows
    assert order is not None
    sexes = {row.id: row.sex for row in db.session.execute(select(Candidate.id, Candidate.sex))}
    women = np.array([sexes[one.id] == "female" for one in rows], dtype=np.intp)
    expected = with_floors(women, [0.0, 10 / 30], 10).tolist()
    assert [one.match.id for one in order.rows] == [rows[row].id for row in expected]
    assert [one.place for one in order.rows] == list(range(1, 11))
    assert [one.match.rank for one in order.rows] == [row + 1 for row in expected]
    came_in = [one for one in order.rows if one.came_in]
    assert len(came_in) == len(order.left) == order.least == 3
    assert {sexes[one.match.id] for one in came_in} == {"female"}
    assert [one.rank for one in order.left] == [8, 9, 10]
    points = np.array([one.ranked.score for one in rows])
    assert order.mean_before == pytest.approx(points[:10].mean())
    assert order.mean == pytest.approx(points[expected].mean())
    assert order.mean < order.mean_before


def test_a_floor_changes_no_list_no_score_and_no_lot(
    position: Position, lead: Actor, officer: Actor
) -> None:
    before, stored = _ranks(position, officer), _stored()
    floor_for_women(lead, NOW)
    assert _ranks(position, officer) == before
    refresh_lists(now=NOW)
    assert _stored() == stored
    assert audit_ranking(now=NOW).holds


def test_swapping_the_sex_moves_nobody_in_the_ranking_but_the_floor_follows_it(
    position: Position, lead: Actor, officer: Actor
) -> None:
    """The second half is the control: something here does read the sex."""
    floor_for_women(lead, NOW)
    ranks, order = _ranks(position, officer), ordered(position, officer)
    _set_sex([one.id for one in listed(position, officer).rows[:5]], "female")
    assert _ranks(position, officer) == ranks
    assert ordered(position, officer) != order


@transactional
def _set_sex(ids: list[int], sex: str | None) -> None:
    db.session.execute(update(Candidate).where(Candidate.id.in_(ids)).values(sex=sex))


def _ranks(position: Position, officer: Actor) -> list[tuple[int, int, float]]:
    return [(one.id, one.rank, one.ranked.score) for one in listed(position, officer).rows]


def _stored() -> list[tuple[bytes | None, ...]]:
    columns = PeopleList.rows, PeopleList.second_opinion
    return [tuple(row) for row in db.session.execute(select(*columns))]


@pytest.mark.parametrize(
    "wrong",
    [
        {"trait": Trait.RESIDENCE, "group": "protection"},
        {"part": 0.5},
        {"group": "unknown"},
        {"group": "diverse"},
        {"reason": "  "},
        {"basis": ""},
        {"last_day": TODAY - timedelta(days=1)},
        {"last_day": latest_end(TODAY) + timedelta(days=1)},
    ],
)
def test_what_may_not_be_is_refused(position: Position, lead: Actor, wrong: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken):
        floor_for_women(lead, NOW, **wrong)
    assert db.session.scalars(select(Floor.id)).all() == []


def test_a_floor_may_last_a_year_and_for_today_alone(position: Position, lead: Actor) -> None:
    end_floor(actor=lead, floor=floor_for_women(lead, NOW, last_day=TODAY), now=NOW)
    assert floor_for_women(lead, NOW, last_day=latest_end(TODAY)).number == 2


def test_it_ends_at_midnight_of_the_office(position: Position, lead: Actor, officer: Actor) -> None:
    last = TODAY + timedelta(days=7)
    floor_for_women(lead, NOW, last_day=last)
    midnight = datetime.combine(last + timedelta(days=1), time(), ZoneInfo("Europe/Berlin"))
    before = midnight - timedelta(seconds=1)
    assert floor_on(now=before) is not None
    assert floor_on(now=midnight) is None
    seen = [
        list_people(position=position, actor=officer, now=at).floor_id for at in (before, midnight)
    ]
    assert [one is not None for one in seen] == [True, False]


def test_every_step_is_named_dated_and_in_the_trail_and_nothing_is_overwritten(
    position: Position, lead: Actor
) -> None:
    one = floor_for_women(lead, NOW)
    kept = dict(db.session.execute(select(Floor.__table__)).mappings().one())
    with pytest.raises(AlreadyThere):
        floor_for_women(lead, NOW, part=0.8)
    end_floor(actor=lead, floor=one, now=NOW)
    with pytest.raises(Overtaken):
        end_floor(actor=lead, floor=one, now=NOW)
    db.session.expire_all()
    assert dict(db.session.execute(select(Floor.__table__)).mappings().one()) == kept
    assert one.end is not None
    assert (one.set_by.name, one.end.ended_by.name) == ("Ute Leitung", "Ute Leitung")
    floor_for_women(lead, NOW, part=0.8)
    deeds = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert deeds == ["floor.set", "floor.ended", "floor.set"]


def test_of_several_who_set_or_end_one_at_once_one_does(
    app: Flask, position: Position, lead: Actor
) -> None:
    told = race(app, lambda _run: floor_for_women(lead, NOW).id, runners=6)
    kept = db.session.scalars(select(Floor.id)).all()
    assert [one for one in told if isinstance(one, int)] == kept
    assert all(isinstance(one, int | AlreadyThere | Outdated) for one in told)
    ended = race(app, lambda _run: _end(lead, kept[0]), runners=6)
    assert [one for one in ended if not isinstance(one, Overtaken)] == [kept[0]]
    db.session.rollback()  # what is read from here on is what the others wrote
    assert db.session.scalars(select(FloorEnd.floor_id)).all() == kept


def _end(lead: Actor, floor_id: int) -> int:
    end_floor(actor=lead, floor=db.session.get_one(Floor, floor_id), now=NOW)
    return floor_id


def test_officers_who_sit_side_by_side_see_the_same(
    position: Position, office: Office, lead: Actor, officer: Actor
) -> None:
    """The Arbeitgeberservice is one of Agentur and Jobcenter."""
    one = floor_for_women(lead, NOW)
    colleague = office.officer(office=office.office("Agentur für Arbeit Herford")).actor
    assert listed(position, colleague).floor_id == listed(position, officer).floor_id == one.id


def test_a_short_list_has_no_second_order(office: Office, lead: Actor, officer: Actor) -> None:
    uneven_list(office, NOW)
    floor_for_women(lead, NOW)
    position = db.session.scalars(select(Position)).one()
    one, rows = floor_on(now=NOW), listed(position, officer).rows
    assert one is not None
    assert order_with_floor(rows=rows[:10], floor=one, today=TODAY) is None
    assert order_with_floor(rows=rows[:11], floor=one, today=TODAY) is not None


def test_a_group_that_became_small_has_no_floor_any_more(
    position: Position, lead: Actor, officer: Actor
) -> None:
    floor_for_women(lead, NOW)
    woman = db.session.scalar(select(Candidate.id).where(Candidate.sex == "female"))
    _set_sex([int(woman or 0)], None)
    assert ordered(position, officer) is None


def test_what_was_seen_is_noted_with_its_place_in_both_orders(
    position: Position, lead: Actor, officer: Actor
) -> None:
    switched_on(lead, NOW)
    one, order = floor_for_women(lead, NOW), ordered(position, officer)
    assert order is not None
    _note(position, officer, order)
    rows = db.session.scalars(select(ShownMatch).order_by(ShownMatch.id)).all()
    assert [row.floor_place for row in rows] == [*range(1, 11), None, None, None]
    assert [row.place for row in rows] == [
        *(placed.match.rank for placed in order.rows), *(left.rank for left in order.left)
    ]  # fmt: skip
    assert {(row.floor_id, row.shares, row.of_position) for row in rows} == {(one.id, None, True)}


def _note(position: Position, officer: Actor, order: FloorOrder) -> None:
    note_floor_shown(
        actor=officer, position_id=position.id, order=order,
        ranked=listed(position, officer), now=NOW,
    )  # fmt: skip


def test_looking_at_the_ranking_is_noted_as_before(
    position: Position, lead: Actor, officer: Actor
) -> None:
    floor_for_women(lead, NOW)
    ranked = listed(position, officer)
    note_people_shown(
        actor=officer, position_id=position.id, rows=ranked.rows, ranked=ranked, now=NOW
    )
    rows = db.session.scalars(select(ShownMatch)).all()
    assert {(row.floor_id, row.floor_place) for row in rows} == {(None, None)}
