"""A case is offered, accepted or refused; until then the old colleague stays responsible."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import Role
from domain.clock import office_day
from domain.errors import (
    AlreadyThere,
    MeetingPointError,
    NotAllowed,
    NotFound,
    RuleBroken,
    WrongState,
)
from domain.handovers import HandoverState
from models import Account, AuditEntry, Candidate, Handover, Letter, StandIn, db, transactional
from services.cases import assign_cases
from services.handovers import Packet, accept_case, offer_case, refuse_case, revoke_offer
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race


class Story:
    """One case of A's, offered to B in another office."""

    def __init__(self, office: Office) -> None:
        self.a = office.caseworker(name="A")
        self.b = office.caseworker(name="B", office=office.office("Agentur für Arbeit"))
        self.person = office.candidate(caseworker=self.a)

    def offer(self, colleague: Account | None = None, actor: Account | None = None) -> Handover:
        return offer_case(
            actor=(actor or self.a).actor,
            candidate=self.person,
            colleague=colleague or self.b,
            packet=Packet(note="Kurs läuft bis März"),
            now=NOW,
        )

    def responsible(self) -> tuple[int | None, int]:
        db.session.rollback()
        return self.person.caseworker_id, self.person.office_id


@pytest.fixture
def story(office: Office) -> Story:
    return Story(office)


def _letters() -> list[tuple[str, int | None]]:
    return [(row.kind, row.account_id) for row in db.session.scalars(select(Letter).order_by("id"))]


def test_until_it_is_accepted_the_old_colleague_stays_responsible(story: Story) -> None:
    handover = story.offer()
    assert story.responsible() == (story.a.id, story.a.office_id)
    accept_case(actor=story.b.actor, handover=handover, now=NOW)
    assert story.responsible() == (story.b.id, story.b.office_id)
    assert _letters() == [
        ("handover-offered", story.b.id),
        ("case-handed-over", None),
        ("handover-accepted", story.a.id),
    ]


def test_a_refusal_with_its_reason_leaves_everything_as_it_was(story: Story) -> None:
    handover = story.offer()
    refuse_case(actor=story.b.actor, handover=handover, reason="Urlaub", now=NOW)
    assert (handover.state, handover.refusal_reason) == (HandoverState.REFUSED, "Urlaub")
    assert story.responsible() == (story.a.id, story.a.office_id)
    assert _letters()[-1] == ("handover-refused", story.a.id)


def test_offering_twice_is_one_offer_and_to_somebody_else_an_error(
    story: Story, office: Office
) -> None:
    assert story.offer().id == story.offer().id
    with pytest.raises(AlreadyThere):
        story.offer(office.caseworker())
    assert db.session.query(Handover).count() == 1


def test_after_a_refusal_or_a_revocation_the_case_can_be_offered_again(story: Story) -> None:
    refuse_case(actor=story.b.actor, handover=story.offer(), reason="voll", now=NOW)
    revoke_offer(actor=story.a.actor, handover=story.offer(), now=NOW)
    assert story.offer().state is HandoverState.OFFERED


def test_only_the_colleague_it_was_offered_to_answers_and_only_the_other_takes_it_back(
    story: Story, office: Office
) -> None:
    handover = story.offer()
    for somebody in (story.a, office.caseworker()):
        with pytest.raises(WrongState):
            accept_case(actor=somebody.actor, handover=handover, now=NOW)
        with pytest.raises(WrongState):
            refuse_case(actor=somebody.actor, handover=handover, reason="x", now=NOW)
    with pytest.raises(WrongState):
        revoke_offer(actor=story.b.actor, handover=handover, now=NOW)
    assert story.responsible() == (story.a.id, story.a.office_id)


@transactional
def _stand_in(absent: Account, stand_in: Account) -> None:
    days = {"starts_on": office_day(NOW), "ends_on": office_day(NOW)}
    db.session.add(StandIn(caseworker=absent, stand_in=stand_in, **days))


def test_a_stand_in_looks_after_a_case_and_does_not_give_it_away(
    story: Story, office: Office
) -> None:
    stand_in = office.caseworker()
    with pytest.raises(NotFound):
        story.offer(actor=stand_in)
    _stand_in(story.a, stand_in)
    with pytest.raises(NotAllowed):
        story.offer(actor=stand_in)


def test_cases_go_to_caseworkers_only(story: Story, office: Office) -> None:
    for nobody in (office.officer(), story.a, office.caseworker(disabled_at=NOW)):
        with pytest.raises(RuleBroken):
            story.offer(nobody)


def test_a_case_assigned_to_somebody_else_meanwhile_cannot_be_accepted_any_more(
    story: Story, office: Office
) -> None:
    handover = story.offer()
    lead, third = office.account(Role.TEAM_LEAD), office.caseworker()
    assign_cases(actor=lead.actor, candidate_ids=[story.person.id], caseworker_id=third.id, now=NOW)
    with pytest.raises(WrongState):
        accept_case(actor=story.b.actor, handover=handover, now=NOW)
    assert story.responsible() == (third.id, third.office_id)
    assert handover.state is HandoverState.REVOKED


def test_accepting_and_taking_back_at_once_only_one_of_them_happens(
    app: Flask, story: Story
) -> None:
    handover_id = story.offer().id

    def deed(number: int) -> str:
        handover = db.session.get_one(Handover, handover_id)
        if number % 2:
            accept_case(actor=story.b.actor, handover=handover, now=NOW)
        else:
            revoke_offer(actor=story.a.actor, handover=handover, now=NOW)
        return "done"

    answers = race(app, deed, runners=4)
    assert answers.count("done") == 1
    assert sum(isinstance(one, MeetingPointError) for one in answers) == 3
    accepted = db.session.get_one(Handover, handover_id).state is HandoverState.ACCEPTED
    assert story.responsible()[0] == (story.b.id if accepted else story.a.id)


def test_each_step_is_noted_with_ids_only(story: Story) -> None:
    accept_case(actor=story.b.actor, handover=story.offer(), now=NOW)
    rows = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action.startswith("candidate.handover"))
    ).all()
    assert [(row.action, row.subject_id) for row in rows] == [
        ("candidate.handover_offered", story.person.id),
        ("candidate.handover_accepted", story.person.id),
    ]


def test_people_of_another_office_are_never_assigned_along(office: Office) -> None:
    lead, caseworker = office.account(Role.TEAM_LEAD), office.caseworker()
    elsewhere = office.office("Agentur für Arbeit")
    own, foreign = office.candidate(), office.candidate(office=elsewhere)
    outside = office.caseworker(office=elsewhere)
    left = office.caseworker(disabled_at=NOW)
    for people, to in (([own, foreign], caseworker), ([own], outside), ([own], left)):
        with pytest.raises(NotFound):
            assign_cases(
                actor=lead.actor,
                candidate_ids=[one.id for one in people],
                caseworker_id=to.id,
                now=NOW,
            )
    assert db.session.scalars(select(Candidate.caseworker_id)).all() == [None, None]
