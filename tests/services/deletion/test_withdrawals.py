"""A withdrawn consent ends what rests on it at once; what the law orders goes on."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from domain.access import Actor, Role
from domain.clock import office_day
from domain.consent import Purpose
from domain.fairs import RegistrationState
from domain.invitations import InvitationKind
from domain.proposals import ProposalState
from domain.support_scheme import Scheme
from models import (
    Base,
    Consent,
    Fair,
    Invitation,
    Proposal,
    Registration,
    SchemePeriod,
    db,
    transactional,
)
from services.consents import give_consent
from services.visibility import visible
from services.withdrawals import withdraw_consent
from tests.factories import Office
from tests.factories.office import NOW


@transactional
def stored(*rows: Base) -> None:
    db.session.add_all(rows)


def test_proposals_end_and_are_not_back_when_the_person_agrees_again(
    app: Flask, office: Office
) -> None:
    person, noise = office.candidate(), office.proposal()
    open_ones = (ProposalState.SHORTLISTED, ProposalState.PROPOSED, ProposalState.INTERESTED)
    firm = office.account(Role.EMPLOYER)
    told = [
        office.proposal(
            candidate=person, state=state, position=office.position(employer=firm.employer)
        ).id
        for state in (*open_ones, ProposalState.DECLINED)
    ]
    actor = Actor(role=Role.CANDIDATE, candidate_id=person.id)
    withdraw_consent(actor=actor, candidate=person, purpose=Purpose.PLACEMENT, now=NOW)
    states = [db.session.get_one(Proposal, one, populate_existing=True).state for one in told]
    assert states == [*[ProposalState.WITHDRAWN] * 3, ProposalState.DECLINED]
    assert db.session.get_one(Proposal, noise.id).state is ProposalState.PROPOSED

    give_consent(actor=actor, candidate=person, purpose=Purpose.PLACEMENT, now=NOW)
    assert db.session.scalars(visible(Proposal, firm.actor)).all() == []


def test_places_and_free_invitations_end_and_the_law_goes_on(app: Flask, office: Office) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker_id=caseworker.id)
    coming, formal = office.fair(taken=1), office.fair()
    past = office.fair(starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=8))
    office.registration(fair=coming, candidate=person)
    office.registration(fair=past, candidate=person)
    invited = {"candidate_id": person.id, "invited_by_id": caseworker.id, "invited_at": NOW}
    stored(
        Consent(candidate_id=person.id, purpose=Purpose.FAIR, text_version="1", given_at=NOW),
        Invitation(fair_id=coming.id, kind=InvitationKind.VOLUNTARY, **invited),
        Invitation(fair_id=past.id, kind=InvitationKind.VOLUNTARY, **invited),
        Invitation(fair_id=formal.id, kind=InvitationKind.FORMAL, **invited),
        SchemePeriod(
            candidate_id=person.id, scheme=Scheme.SGB2, starts_on=office_day(NOW), recorded_at=NOW
        ),
    )
    actor = Actor(role=Role.CANDIDATE, candidate_id=person.id)
    withdraw_consent(actor=actor, candidate=person, purpose=Purpose.FAIR, now=NOW)

    assert db.session.get_one(Fair, coming.id, populate_existing=True).taken == 0
    states = {one.fair_id: one.state for one in db.session.query(Registration)}
    assert states[coming.id] is RegistrationState.CANCELLED
    assert states[past.id] is RegistrationState.REGISTERED
    left = {one.fair_id for one in db.session.query(Invitation)}
    assert left == {past.id, formal.id}
    assert db.session.query(SchemePeriod).count() == 1
