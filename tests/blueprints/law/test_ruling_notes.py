"""Beside today's answers stands what was answered when somebody decided."""

from __future__ import annotations

from domain.residence import EmploymentEntry
from services.shortlists import propose
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.services.law.colleagues import actor_of


def test_the_answer_a_proposal_rested_on_is_shown_with_its_rule(
    client: InspectingClient, office: Office
) -> None:
    officer = office.officer()
    person = office.candidate()
    office.document(candidate=person, status_key="ae_24", entry=EmploymentEntry.UNKNOWN)
    address = f"/desk/candidates/{person.id}/work-access"
    sign_in_as(client, officer)
    assert "Auskunft bei früheren Entscheidungen" not in client.get(address).text
    proposal = office.proposal(candidate=person, state="shortlisted")
    propose(actor=actor_of(officer), proposal=proposal, now=NOW)
    page = client.get(address).text
    assert "Auskunft bei früheren Entscheidungen" in page
    assert "gilt seit 01.06.2022" in page
