"""Whatever happens in whatever order, a firm sees what was proposed, agreed, and still holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import and_, exists

from domain.access import Actor, Role
from domain.clock import office_day
from models import Candidate, FieldRelease, Position, Proposal
from services import visibility
from tests.factories import Office
from tests.factories.office import NOW
from tests.selection import LONG
from tests.services.proposals.playing import Fair

pytestmark = pytest.mark.page


def play(monkeypatch: pytest.MonkeyPatch, examples: int, **more: Any) -> None:
    clock = [office_day(NOW)]
    monkeypatch.setattr(visibility, "_today", lambda: clock[0])
    monkeypatch.setattr(Fair, "clock", clock, raising=False)
    monkeypatch.setattr(Fair, "office", Office(), raising=False)
    chosen = settings(
        max_examples=examples,
        stateful_step_count=50 if LONG else 20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        **more,
    )
    run_state_machine_as_test(Fair, settings=chosen)


def test_a_firm_sees_what_is_proposed_agreed_to_not_withdrawn_and_not_run_out(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(monkeypatch, 200 if LONG else 15)


def _own(actor: Actor) -> Any:
    return exists().where(
        Position.id == Proposal.position_id, Position.employer_id == actor.employer_id
    )


def _without_state(actor: Actor) -> Any:
    return _own(actor)


def _without_expiry(actor: Actor) -> Any:
    seen = Proposal.state.in_(visibility.SEEN_BY_EMPLOYER)
    agreed = exists().where(Candidate.id == Proposal.candidate_id, visibility.agreed_to_placement())
    return and_(seen, agreed, _own(actor), visibility._let_in())


def _names_without_end(actor: Actor) -> Any:
    own = exists().where(Proposal.id == FieldRelease.proposal_id, _own(actor))
    return and_(FieldRelease.released_at.is_not(None), own)


@pytest.mark.heavy
@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("table", "leaky"),
    [
        pytest.param(Proposal, _without_state, id="no filter but the firm"),
        pytest.param(Proposal, _without_expiry, id="no expiry and no closing"),
        pytest.param(FieldRelease, _names_without_end, id="no end of a release"),
    ],
)
def test_the_machine_finds_a_filter_that_is_taken_out(
    app: Flask, monkeypatch: pytest.MonkeyPatch, table: type[Any], leaky: Callable[[Actor], Any]
) -> None:
    """The control."""
    monkeypatch.setitem(visibility._SCOPES, (table, Role.EMPLOYER), leaky)
    with pytest.raises(AssertionError):
        play(
            monkeypatch,
            300,
            phases=[Phase.generate],
            derandomize=True,
            report_multiple_bugs=False,
        )
