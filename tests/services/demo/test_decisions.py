"""Synthetic decisions of the demo: learning stays off, and works once a basis is recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain.access import Actor, Role
from domain.exclusions import ReasonGroup, group_of
from matching.learning.gate import Refusal
from models import Account, Exclusion, LearnedVersion, LearningBasis, Proposal, ShownMatch, db
from services.demo.decisions import LISTS, SHOWN
from services.demo.load import DemoSize, load_demo
from services.learning.basis import switch_learning
from services.learning.training import LearningIsOff, newest_version, train_at_night, train_version

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def demo(app: Flask) -> None:
    load_demo(day=DAY, size=DemoSize(300, 140), random_state=0, progress=lambda _count: None)


@pytest.mark.usefixtures("demo")
def test_learning_is_off_in_the_demo_and_nothing_was_learned() -> None:
    assert db.session.scalar(select(func.count()).select_from(LearningBasis)) == 0
    assert db.session.scalar(select(func.count()).select_from(LearnedVersion)) == 0
    with pytest.raises(LearningIsOff):
        train_version(now=NOW)


@pytest.mark.usefixtures("demo")
def test_once_a_lead_records_a_basis_the_made_up_decisions_give_a_version_with_its_card() -> None:
    lead = db.session.scalars(select(Account).where(Account.role == Role.TEAM_LEAD)).first()
    assert lead is not None
    switch_learning(
        actor=Actor(lead.role, lead.id),
        is_on=True,
        basis="Vorführung, § 67c SGB X",
        seen=0,
        now=NOW,
    )
    assert train_at_night(now=NOW) == 1  # at nine in the morning: nobody waits in a demo
    version = newest_version()
    assert version is not None
    assert version.decisions >= 250
    assert version.card["lists"] >= 60
    assert version.points["skills"] > 13.0
    assert version.bands  # so many of ten with about this score were accepted
    # There is enough to judge it by; which way the gate decides is another one each day.
    assert not {Refusal.TOO_FEW, Refusal.SAME}.intersection(version.refusals)


@pytest.mark.usefixtures("demo")
def test_every_decision_is_on_a_pair_that_was_shown_before_and_is_about_fit() -> None:
    shown = {
        (row.candidate_id, row.position_id): row.at
        for row in db.session.scalars(select(ShownMatch))
    }
    assert len(shown) == LISTS * SHOWN
    left_out = db.session.scalars(select(Exclusion)).all()
    assert len(left_out) > 50
    for one in left_out:
        assert one.set_at > shown[one.candidate_id, one.position_id]
        assert group_of(one.reason) is ReasonGroup.FIT
    both = select(Proposal).join(
        Exclusion,
        (Exclusion.candidate_id == Proposal.candidate_id)
        & (Exclusion.position_id == Proposal.position_id),
    )
    assert db.session.scalars(both).all() == []
