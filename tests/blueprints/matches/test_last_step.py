"""The last own step of today is offered to be undone, and people go on where they were."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from domain.proposals import ProposalState
from models import Account, Candidate, Exclusion, Position, Proposal, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

YESTERDAY = datetime.now(UTC) - timedelta(days=2)


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> Account:
    found = office.officer()
    sign_in_as(client, found)
    return found


@pytest.fixture
def position(office: Office) -> Position:
    return office.position(title="Tischler für Küchen")


@pytest.fixture
def rana(office: Office, position: Position) -> Candidate:
    return office.candidate(given_name="Rana", family_name="Najjar")


def list_url(position: Position) -> str:
    return f"/desk/matches/positions/{position.id}"


def pick_url(position: Position, person: Candidate) -> str:
    return f"{list_url(position)}/shortlist/{person.id}"


def reject_url(position: Position, person: Candidate) -> str:
    return f"{list_url(position)}/exclude/{person.id}"


def undo_of(page: str) -> tuple[str, str] | None:
    """Return what the page says was done last and where it is undone."""
    if "data-undo" not in page:
        return None
    part = page.split("data-undo")[1]
    return part.split("<bdi>")[1].split("</bdi>")[0], part.split('action="')[1].split('"')[0]


def test_the_newest_of_the_own_steps_is_undone_first(
    client: InspectingClient, officer: Account, office: Office, position: Position, rana: Candidate
) -> None:
    assert undo_of(client.page(list_url(position))) is None
    omid = office.candidate(given_name="Omid", family_name="Karimi")
    client.post(pick_url(position, rana))
    client.post(reject_url(position, omid), data={"reason": "too_far"})
    said, address = undo_of(client.page(list_url(position))) or ("", "")
    assert said == "Omid Karimi abgelehnt"
    assert client.post(address).status_code == 303
    said, address = undo_of(client.page(list_url(position))) or ("", "")
    assert said == "Rana Najjar vorgemerkt"
    client.post(address)
    assert undo_of(client.page(list_url(position))) is None
    assert db.session.query(Exclusion).one().lifted_at is not None
    assert db.session.query(Proposal).one().state is ProposalState.WITHDRAWN


def test_what_a_colleague_did_or_was_done_earlier_or_the_firm_knows_is_no_slip(
    client: InspectingClient, officer: Account, office: Office, position: Position, rana: Candidate
) -> None:
    picked = {"position": position, "state": ProposalState.SHORTLISTED}
    office.proposal(candidate=rana, officer=office.officer(name="Frau Albers"), **picked)
    office.proposal(officer=officer, shortlisted_at=YESTERDAY, **picked)
    office.proposal(officer=officer, position=position, state=ProposalState.PROPOSED)
    assert undo_of(client.page(list_url(position))) is None


def test_a_decision_leads_back_to_the_list_as_it_was_filtered(
    client: InspectingClient, officer: Account, position: Position, rana: Candidate
) -> None:
    here = f"{list_url(position)}?german=A1&page=1"
    page = client.page(here)
    for address in (pick_url(position, rana), reject_url(position, rana)):
        assert f"{address}?next={quote(here, safe='/?')}".replace("&", "&amp;") in page
        answer = client.post(address, query_string={"next": here}, data={"reason": "too_far"})
        assert answer.status_code == 303
        assert answer.location == here


def test_no_decision_leads_out_of_the_house(
    client: InspectingClient, officer: Account, position: Position, rana: Candidate
) -> None:
    answer = client.post(pick_url(position, rana), query_string={"next": "//elsewhere.example"})
    assert answer.location == list_url(position)


def test_the_list_of_a_person_names_the_position_and_is_returned_to(
    client: InspectingClient, officer: Account, position: Position, rana: Candidate
) -> None:
    here = f"/desk/matches/candidates/{rana.id}"
    answer = client.post(reject_url(position, rana), query_string={"next": here},
                         data={"reason": "too_far"})  # fmt: skip
    assert answer.location == here
    said, address = undo_of(client.page(here)) or ("", "")
    assert said == "„Tischler für Küchen“ abgelehnt"
    assert client.post(address).location == here
