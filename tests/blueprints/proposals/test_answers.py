"""A firm looks at a proposed person and answers; it never learns who it is."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Actor, Role
from domain.clock import office_day
from domain.consent import Purpose
from domain.errors import WrongState
from domain.positions import PositionState
from domain.proposals import DeclineReason, EndReason, PersonsWord, ProposalAction, ProposalState
from models import Account, AuditEntry, Candidate, Letter, Position, Proposal, db
from services.answers import answer_proposal
from services.withdrawals import withdraw_consent
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient, answer_without_address
from tests.statements import BUDGET, counted_statements


@pytest.fixture
def firm(office: Office) -> Account:
    return office.account(Role.EMPLOYER)


@pytest.fixture
def position(office: Office, firm: Account) -> Position:
    return office.position(employer_id=firm.employer_id, must=("wood-machines", "kitchen-fitting"))


@pytest.fixture
def person(office: Office) -> Candidate:
    return office.candidate(
        given_name="Zarifa",
        family_name="Geheimnis",
        birth_year=1991,
        sex="female",
        email="zarifa@example.org",
        work=(("Schreiner bei Hassan in Aleppo", "22342", 8), ("Aushilfe bei Omar", None, 1)),
        skills=("wood-machines",),
    )


@pytest.fixture
def proposal(office: Office, position: Position, person: Candidate) -> Proposal:
    officer = office.officer(name="Frau Yildirim", phone="+49522112345")
    return office.proposal(candidate=person, position=position, officer=officer)


def test_the_profile_shows_work_and_never_who_it_is(
    client: InspectingClient, firm: Account, proposal: Proposal
) -> None:
    sign_in_as(client, firm)
    page = client.page(f"/proposals/{proposal.id}")
    for seen in (proposal.reference, "Tischler/in", "8 Jahre", "B1", "Frau Yildirim"):
        assert seen in page
    for secret in ("Zarifa", "Geheimnis", "1991", "zarifa@", "Hassan", "Aleppo", "Omar", "32049"):
        assert secret not in page


def test_the_list_says_what_each_person_did_longest_by_its_code_alone(
    client: InspectingClient, firm: Account, proposal: Proposal, office: Office
) -> None:
    stranger = office.candidate(work=(("Koch", "29302", 20),))
    office.proposal(candidate=stranger)
    sign_in_as(client, firm)
    page = client.page("/proposals")
    assert "Tischler/in</bdi>, 8 Jahre" in page
    for secret in ("Zarifa", "Geheimnis", "Hassan", "Aleppo", "Omar", "Koch", "20 Jahre"):
        assert secret not in page


def test_looking_at_a_profile_is_written_down(
    client: InspectingClient, firm: Account, proposal: Proposal, person: Candidate
) -> None:
    sign_in_as(client, firm)
    client.page(f"/proposals/{proposal.id}")
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject_id, entry.account_id) == (
        "proposal.viewed",
        person.id,
        firm.id,
    )


def test_interest_reaches_the_officer_once(
    client: InspectingClient, firm: Account, proposal: Proposal
) -> None:
    sign_in_as(client, firm)
    client.page(f"/proposals/{proposal.id}/interest")
    for _ in range(2):
        answer = client.post(f"/proposals/{proposal.id}/interest", data={"note": "Probetag 🙂"})
        assert answer.status_code == 303
    db.session.rollback()
    assert (proposal.state, proposal.answer_note) == (ProposalState.INTERESTED, "Probetag 🙂")
    letters = list(db.session.scalars(select(Letter)))
    assert [letter.kind for letter in letters] == ["proposal-answered"]
    assert letters[0].account_id == proposal.proposed_by_id


def test_a_no_needs_its_reason(client: InspectingClient, firm: Account, proposal: Proposal) -> None:
    sign_in_as(client, firm)
    without = client.post(f"/proposals/{proposal.id}/decline", data={"note": "Leider nein"})
    assert without.status_code == 422
    assert "Leider nein" in without.get_data(as_text=True)
    forged = client.post(f"/proposals/{proposal.id}/decline", data={"reason": "religion"})
    assert forged.status_code == 422
    said = client.post(f"/proposals/{proposal.id}/decline", data={"reason": "german"})
    assert said.status_code == 303
    db.session.rollback()
    assert (proposal.state, proposal.decline_reason) == (
        ProposalState.DECLINED,
        DeclineReason.GERMAN,
    )


@pytest.mark.parametrize("path", ["", "/interest", "/decline"])
def test_what_is_not_the_firms_to_see_does_not_exist(
    client: InspectingClient, office: Office, firm: Account, position: Position, path: str
) -> None:
    picked = {"state": ProposalState.SHORTLISTED, "proposed_at": None}
    hidden = [office.proposal(), office.proposal(position=position, **picked)]
    sign_in_as(client, firm)
    missing = answer_without_address(client, f"/proposals/{2**31 - 1}{path}")
    for proposal in hidden:
        assert answer_without_address(client, f"/proposals/{proposal.id}{path}") == missing
        assert client.post(f"/proposals/{proposal.id}/interest").status_code == 404
    assert "Noch keine Vorschläge" in client.page("/proposals")


@pytest.mark.parametrize("path", ["", "/interest", "/decline"])
def test_what_is_over_says_so_in_the_same_words_whatever_the_cause(
    client: InspectingClient, office: Office, firm: Account, position: Position, path: str
) -> None:
    yesterday = office_day(NOW) - timedelta(days=1)
    closed = office.position(employer_id=firm.employer_id, state=PositionState.CLOSED)
    no = {"person_word": PersonsWord.NO, "end_reason": EndReason.PERSON_SAID_NO}
    over = [
        office.proposal(position=position, state=ProposalState.WITHDRAWN),
        office.proposal(position=position, state=ProposalState.WITHDRAWN, **no),
        office.proposal(position=position, released_until=yesterday),
        office.proposal(position=position, candidate=office.candidate(agreed=False)),
        office.proposal(position=closed),
    ]
    sign_in_as(client, firm)
    pages = {answer_without_address(client, f"/proposals/{one.id}{path}") for one in over}
    assert len(pages) == 1
    assert pages.pop()[0] == 410
    assert "Noch keine Vorschläge" in client.page("/proposals")


def test_an_answer_that_comes_too_late_is_written_down_and_gives_back_what_was_typed(
    client: InspectingClient, firm: Account, proposal: Proposal, person: Candidate
) -> None:
    sign_in_as(client, firm)
    client.page(f"/proposals/{proposal.id}/interest")
    withdraw_consent(
        actor=Actor(role=Role.CANDIDATE, candidate_id=person.id),
        candidate=person,
        purpose=Purpose.PLACEMENT,
        now=NOW,
    )
    answer = client.post(f"/proposals/{proposal.id}/interest", data={"note": "Gern am Montag"})
    assert answer.status_code == 409
    assert "Gern am Montag" in answer.get_data(as_text=True)
    db.session.rollback()
    assert proposal.state is ProposalState.WITHDRAWN
    assert proposal.answer_note is None
    deeds = list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))
    assert deeds[-1] == "proposal.answered_too_late"


def test_an_answer_after_the_consent_ended_changes_nothing(
    office: Office, firm: Account, proposal: Proposal, person: Candidate
) -> None:
    person.consents[0].withdrawn_at = NOW
    db.session.commit()
    with pytest.raises(WrongState):
        answer_proposal(actor=firm.actor, proposal=proposal, action=ProposalAction.ACCEPT, now=NOW)
    assert proposal.state is ProposalState.PROPOSED


def test_the_list_costs_the_same_however_many_are_proposed(
    client: InspectingClient, office: Office, firm: Account, position: Position
) -> None:
    sign_in_as(client, firm)
    client.page("/proposals")
    counts = []
    for more in (1, 12):
        for _ in range(more):
            office.proposal(position=position)
        db.session.expire_all()
        with counted_statements() as sent:
            client.page("/proposals")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET


def test_a_short_time_at_work_is_no_nought_and_the_officer_can_be_rung(
    client: InspectingClient, office: Office, firm: Account, position: Position
) -> None:
    officer = office.officer(name="Frau Yildirim", phone="+49522112345")
    fresh = office.candidate(work=(("Tischlerei", "22342", 0),))
    proposal = office.proposal(candidate=fresh, position=position, officer=officer)
    sign_in_as(client, firm)
    page = client.page(f"/proposals/{proposal.id}")
    assert "weniger als ein Jahr" in page
    assert "0 Jahre" not in page
    assert 'href="tel:+49522112345"' in page


def test_an_answer_that_waits_looks_other_than_a_no(
    client: InspectingClient, firm: Account, proposal: Proposal
) -> None:
    sign_in_as(client, firm)
    waiting = client.page("/proposals")
    client.post(f"/proposals/{proposal.id}/decline", data={"reason": "german"})
    assert "kern-badge--warning" in waiting
    assert "kern-badge--warning" not in client.page("/proposals")
