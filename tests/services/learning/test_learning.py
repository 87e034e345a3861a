"""Learning is off until somebody recorded the legal basis; nothing goes live by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from flask import Flask
from sqlalchemy import func, select, update

from domain.access import Actor, Role
from domain.errors import NotFound, Outdated, RuleBroken
from domain.exclusions import GROUPS, ExclusionReason, ReasonGroup
from domain.learning import FIRMS_REASONS, OFFICERS_REASONS
from domain.proposals import DeclineReason, EndReason, ProposalState
from matching.fits import PART_NAMES
from matching.scorecard import Weights
from models import (
    AuditEntry,
    Exclusion,
    LearnedVersion,
    LearningBasis,
    Proposal,
    ShownMatch,
    db,
    transactional,
)
from services.learning.basis import newest_basis, switch_learning
from services.learning.gathering import Material, gather
from services.learning.releasing import (
    HeldBack,
    ModelDamaged,
    model_of,
    release_version,
    return_to_before,
)
from services.learning.training import (
    LearningIsOff,
    NothingToLearn,
    train_at_night,
    train_version,
)
from services.ranked_lists import list_people
from services.ranking_weights import set_weights, weights_in_use
from services.shown_lists import note_people_shown
from tests.factories import Office
from tests.factories.decided import BASIS, decided, switched_on

NOW = datetime(2026, 11, 27, 14, tzinfo=UTC)
NIGHT = datetime(2026, 11, 28, 1, 30, tzinfo=UTC)
SHIPPED = Weights().points()


@pytest.fixture
def lead(office: Office) -> Actor:
    return office.account(Role.TEAM_LEAD, name="Ute Leitung").actor


@pytest.fixture
def officer(office: Office) -> Actor:
    return office.officer().actor


@pytest.fixture
def version(app: Flask, office: Office, lead: Actor, officer: Actor) -> LearnedVersion:
    switched_on(lead, NOW)
    decided(office, officer, NOW)
    return train_version(now=NOW)


def material() -> Material:
    basis = newest_basis()
    assert basis is not None
    return gather(basis)


def show(office: Office, officer: Actor) -> list[ShownMatch]:
    """Show a list of three and return what was written down."""
    position = office.position()
    for years in (1, 4, 9):
        office.candidate(work=(("Tischler", "22342", years),))
    ranked = list_people(position=position, actor=officer, now=NOW)
    note_people_shown(
        actor=officer, position_id=position.id, rows=ranked.rows, ranked=ranked, now=NOW
    )
    return list(db.session.scalars(select(ShownMatch).order_by(ShownMatch.id)))


def test_while_nobody_recorded_a_basis_nothing_is_kept_and_nothing_trained(
    app: Flask, office: Office, officer: Actor
) -> None:
    assert [one.shares for one in show(office, officer)] == [None] * 3
    with pytest.raises(LearningIsOff):
        train_version(now=NOW)
    assert train_at_night(now=NIGHT) == 0
    assert db.session.scalar(select(func.count()).select_from(LearnedVersion)) == 0


def test_once_it_is_on_each_shown_row_keeps_how_well_its_parts_fitted(
    app: Flask, office: Office, lead: Actor, officer: Actor
) -> None:
    switched_on(lead, NOW)
    rows = show(office, officer)
    for row in rows:
        assert row.shares is not None
        shares = np.frombuffer(row.shares, dtype="<f4")
        weights = np.array([SHIPPED[name] for name in PART_NAMES])
        assert float(shares @ weights) == pytest.approx(row.score, abs=1e-3)


def test_who_records_the_basis_is_named_and_switching_off_forgets_what_was_kept(
    app: Flask, office: Office, lead: Actor, officer: Actor
) -> None:
    switched_on(lead, NOW)
    show(office, officer)
    with pytest.raises(Outdated):
        switch_learning(actor=lead, is_on=False, basis="Frist", seen=0, now=NOW)
    with pytest.raises(RuleBroken):
        switch_learning(actor=lead, is_on=True, basis="noch einmal", seen=1, now=NOW)
    with pytest.raises(RuleBroken):
        switch_learning(actor=lead, is_on=False, basis="  ", seen=1, now=NOW)
    switch_learning(actor=lead, is_on=False, basis="Die Genehmigung endet", seen=1, now=NOW)
    kept = db.session.scalars(select(ShownMatch.shares)).all()
    assert kept == [None] * 3
    deeds = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert deeds == ["learning.switched_on", "learning.switched_off"]
    rows = db.session.scalars(select(LearningBasis).order_by(LearningBasis.number)).all()
    assert [(one.is_on, one.set_by.name) for one in rows] == [(True, "Ute Leitung"),
                                                             (False, "Ute Leitung")]  # fmt: skip
    assert rows[0].basis == BASIS


def test_every_reason_that_is_not_about_fit_teaches_nothing(
    app: Flask, office: Office, lead: Actor, officer: Actor
) -> None:
    assert set(OFFICERS_REASONS) == set(GROUPS[ReasonGroup.FIT])
    assert DeclineReason.FILLED not in FIRMS_REASONS
    switched_on(lead, NOW)
    decided(office, officer, NOW, lists=1)
    assert len(material().told) == 10
    for reason in ExclusionReason:
        _set_reason(reason)
        told = material().told
        is_fit = reason in GROUPS[ReasonGroup.FIT]
        assert (~told.accepted).sum() == (5 if is_fit else 0)
        assert told.accepted.sum() == 5


@transactional
def _set_reason(reason: ExclusionReason) -> None:
    db.session.execute(update(Exclusion).values(reason=reason, note="x"))


def test_a_reason_about_german_trains_german_alone_and_a_yes_everything(
    app: Flask, office: Office, lead: Actor, officer: Actor
) -> None:
    switched_on(lead, NOW)
    decided(office, officer, NOW, lists=2, reason=ExclusionReason.GERMAN)
    told = material().told
    only = np.array([name == "german" for name in PART_NAMES])
    assert (told.about[~told.accepted] == only).all()
    assert told.about[told.accepted].all()


def test_only_what_was_shown_before_it_was_decided_is_learned_from(
    app: Flask, office: Office, lead: Actor, officer: Actor
) -> None:
    switched_on(lead, NOW)
    decided(office, officer, NOW, lists=2)
    _shown_later()
    found = material()
    assert (len(found.told), len(found.shown.places)) == (0, 20)
    assert found.is_empty
    with pytest.raises(NothingToLearn):
        train_version(now=NOW)


@transactional
def _shown_later() -> None:
    db.session.execute(update(ShownMatch).values(at=NOW + timedelta(hours=1)))


def test_what_firms_say_counts_and_what_was_taken_back_does_not(
    app: Flask, office: Office, lead: Actor, officer: Actor
) -> None:
    switched_on(lead, NOW)
    decided(office, officer, NOW, lists=1)
    first, second, third, *_ = db.session.scalars(select(Proposal).order_by(Proposal.id)).all()
    _answered(first.id, DeclineReason.GERMAN)
    _answered(second.id, DeclineReason.FILLED)
    _taken_back(third.id)
    told = material().told
    assert (told.accepted.sum(), (~told.accepted).sum()) == (2, 6)
    german = PART_NAMES.index("german")
    assert [row.tolist() for row in told.about[~told.accepted] if row.sum() == 1] == [
        [place == german for place in range(len(PART_NAMES))]
    ]


@transactional
def _answered(proposal_id: int, reason: DeclineReason) -> None:
    told = {"state": ProposalState.DECLINED, "answered_at": NOW + timedelta(days=1)}
    db.session.execute(
        update(Proposal).where(Proposal.id == proposal_id).values(
            decline_reason=reason, released_until=None, **told)
    )  # fmt: skip


@transactional
def _taken_back(proposal_id: int) -> None:
    db.session.execute(
        update(Proposal).where(Proposal.id == proposal_id).values(
            state=ProposalState.WITHDRAWN, end_reason=EndReason.TAKEN_BACK, ended_at=NOW,
            released_until=None)
    )  # fmt: skip


def test_a_version_has_a_card_and_counts_for_nothing_until_it_is_released(
    version: LearnedVersion,
) -> None:
    assert version.refusals == []
    assert version.points["german"] > SHIPPED["german"]
    assert sum(version.points.values()) == pytest.approx(100)
    assert (version.decisions, version.card["accepted"], version.card["lists"]) == (400, 200, 40)
    assert version.card["after"] > version.card["before"]
    assert model_of(version).card.weights_.tolist() == list(version.points.values())
    assert weights_in_use().weights == Weights()


def test_a_named_person_releases_it_and_one_step_leads_back(
    version: LearnedVersion, lead: Actor
) -> None:
    row = release_version(actor=lead, number=1, reason="Im Team besprochen", seen=0, now=NOW)
    use = weights_in_use()
    assert use.weights.points() == version.points
    assert use.learned is not None
    assert (use.number, use.learned.number, row.set_by_id) == (1, 1, lead.account_id)
    with pytest.raises(Outdated):
        release_version(actor=lead, number=1, reason="noch einmal", seen=1, now=NOW)
    return_to_before(actor=lead, seen=1, now=NOW)
    back = weights_in_use()
    assert (back.number, back.weights, back.learned) == (2, Weights(), None)
    with pytest.raises(RuleBroken):
        return_to_before(actor=lead, seen=2, now=NOW)
    deeds = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert deeds[-2:] == ["learned_version.released", "ranking_weights.returned"]


def test_what_a_colleague_sets_counts_at_once_and_is_where_learning_starts_next(
    version: LearnedVersion, lead: Actor
) -> None:
    release_version(actor=lead, number=1, reason="Im Team besprochen", seen=0, now=NOW)
    points = SHIPPED | {"occupation": 30.0, "german": 20.0}
    set_weights(actor=lead, points=points, reason="Deutsch", seen=1, now=NOW)
    assert weights_in_use().learned is None
    again = train_version(now=NOW)
    assert (again.prior, again.compared_with) == (2, 2)


def test_a_version_the_gate_holds_back_or_with_a_damaged_file_is_not_released(
    version: LearnedVersion, lead: Actor
) -> None:
    with pytest.raises(NotFound):
        release_version(actor=lead, number=7, reason="x", seen=0, now=NOW)
    _spoil(model=version.model[:-40])
    with pytest.raises(ModelDamaged, match="damaged"):
        release_version(actor=lead, number=1, reason="x", seen=0, now=NOW)
    _spoil(refusals=["group"])
    with pytest.raises(HeldBack):
        release_version(actor=lead, number=1, reason="x", seen=0, now=NOW)
    assert weights_in_use().weights == Weights()


@transactional
def _spoil(**values: object) -> None:
    db.session.execute(update(LearnedVersion).values(**values))


def test_the_night_trains_once_and_only_where_something_new_was_decided(
    app: Flask, office: Office, lead: Actor, officer: Actor
) -> None:
    switched_on(lead, NOW)
    assert train_at_night(now=NIGHT) == 0
    decided(office, officer, NOW, lists=3)
    assert train_at_night(now=NOW) == 0  # at noon nobody waits for a training
    assert train_at_night(now=NIGHT) == 1
    assert train_at_night(now=NIGHT + timedelta(hours=1)) == 0
    assert train_at_night(now=NIGHT + timedelta(days=1)) == 0  # nothing new
    decided(office, officer, NOW, lists=1)
    assert train_at_night(now=NIGHT + timedelta(days=2)) == 1
