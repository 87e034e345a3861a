"""What was decided on an order with a floor teaches neither fit nor how places are looked at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import Actor, Role
from domain.clock import office_day
from domain.fairness_groups import Trait
from models import Floor, ShownMatch, db, transactional
from services.learning.basis import newest_basis
from services.learning.gathering import Material, gather
from tests.factories import Office
from tests.factories.decided import decided, switched_on

NOW = datetime.now(UTC)
TODAY = office_day(NOW)


@pytest.fixture
def lead(app: Flask, office: Office) -> Actor:
    return office.account(Role.TEAM_LEAD).actor


@pytest.fixture
def officer(app: Flask, office: Office) -> Actor:
    return office.officer().actor


def test_a_decision_made_on_the_second_order_teaches_nothing(
    app: Flask, office: Office, lead: Actor, officer: Actor
) -> None:
    """The control: the same decisions teach as long as the ranking was looked at last."""
    switched_on(lead, NOW)
    decided(office, officer, NOW, lists=2)
    one = _bare_floor(lead)
    before = material()
    assert (len(before.told), len(before.shown.places)) == (20, 20)
    first = db.session.scalars(select(ShownMatch).order_by(ShownMatch.id)).first()
    assert first is not None
    _looked_at(first, one, NOW + timedelta(minutes=2))  # after it was decided
    assert len(material().told) == 20
    _looked_at(first, one, NOW + timedelta(seconds=2))
    found = material()
    assert (len(found.told), len(found.shown.places)) == (19, 19)
    assert found.shown.decided.all()
    _looked_at(first, None, NOW + timedelta(seconds=3))  # and again at the ranking
    assert len(material().told) == 20


@transactional
def _bare_floor(lead: Actor) -> Floor:
    values = {"number": 1, "trait": Trait.SEX, "group": "female",
              "part": 1.0, "reason": "x", "basis": "§ 5 AGG", "last_day": TODAY,
              "set_by_id": lead.account_id, "set_at": NOW}  # fmt: skip
    one = Floor(**values)
    db.session.add(one)
    db.session.flush()
    return one


@transactional
def _looked_at(like: ShownMatch, floor: Floor | None, at: datetime) -> None:
    kept = ("account_id", "candidate_id", "position_id", "of_position", "score", "version", "seed")
    values = {name: getattr(like, name) for name in (*kept, "shares")}
    if floor is not None:
        values |= {"floor_id": floor.id, "floor_place": 1, "shares": None}
    db.session.add(ShownMatch(at=at, place=1, **values))


def material() -> Material:
    basis = newest_basis()
    assert basis is not None
    return gather(basis)
