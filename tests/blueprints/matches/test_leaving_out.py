"""The officer leaves somebody out with a reason, takes it back, and learns who was quicker."""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape

import pytest
from sqlalchemy import select

from blueprints.labels import label
from domain.exclusions import ExclusionReason, ReasonGroup
from domain.proposals import ProposalState
from models import Account, Candidate, Exclusion, Position, Proposal, db
from services.exclusions import exclude
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

NOW = datetime.now(UTC)


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> Account:
    found = office.officer()
    sign_in_as(client, found)
    return found


@pytest.fixture
def position(office: Office) -> Position:
    return office.position(title="Tischler für Küchen")


@pytest.fixture
def rana(office: Office) -> Candidate:
    return office.candidate(given_name="Rana", family_name="Najjar")


def list_url(position: Position) -> str:
    return f"/desk/matches/positions/{position.id}"


def url_of(position: Position, candidate: Candidate) -> str:
    return f"{list_url(position)}/exclude/{candidate.id}"


def test_the_reasons_stand_in_three_groups(
    client: InspectingClient, officer: Account, position: Position, rana: Candidate
) -> None:
    page = client.page(url_of(position, rana))
    assert all(f"{label(group)}: " in page for group in ReasonGroup)
    assert page.count('type="radio"') == len(ExclusionReason)


def test_who_is_left_out_leaves_the_list_and_comes_back_when_it_is_taken_back(
    client: InspectingClient, officer: Account, office: Office, position: Position, rana: Candidate
) -> None:
    office.candidate(given_name="Omid")
    answer = client.post(url_of(position, rana), data={"reason": "german", "note": "A1 gehört"})
    assert answer.status_code == 303
    page = client.page(list_url(position))
    ranking = page.split('id="ranked"')[1].split("<table")[1]
    assert "Najjar" not in ranking
    assert "Omid" in ranking
    left_out = page.split('id="left-out"')[1].split('id="ranked"')[0]
    assert "Najjar" in left_out
    assert "Deutsch reicht nicht: <bdi>A1 gehört</bdi>" in left_out
    assert officer.name in left_out
    held = db.session.scalars(select(Exclusion)).one()
    assert client.post(f"/desk/matches/exclusions/{held.id}/lift").status_code == 303
    assert "Najjar" in client.page(list_url(position)).split('id="ranked"')[1]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Wählen Sie einen Grund."),
        ({"reason": "origin"}, "Keine gültige Auswahl."),
        ({"reason": "other", "note": "  "}, "Schreiben Sie kurz, welcher Grund es ist."),
        ({"reason": "german", "note": "x" * 401}, "400"),
    ],
)
def test_what_is_typed_wrongly_is_said_beside_the_field_and_changes_nothing(
    client: InspectingClient,
    officer: Account,
    position: Position,
    rana: Candidate,
    typed: dict[str, str],
    sentence: str,
) -> None:
    answer = client.post(url_of(position, rana), data=typed)
    assert answer.status_code == 422
    page = unescape(answer.get_data(as_text=True))
    assert sentence in page
    assert typed.get("note", "").strip() in page
    assert db.session.scalars(select(Exclusion)).all() == []


def test_who_comes_second_sees_what_was_decided_and_what_was_typed(
    client: InspectingClient, officer: Account, office: Office, position: Position, rana: Candidate
) -> None:
    colleague = office.officer(name="Frau Albers")
    exclude(actor=colleague.actor, candidate_id=rana.id, position=position,
            reason=ExclusionReason.TOO_FAR, now=NOW)  # fmt: skip
    typed = {"reason": "german", "note": "nur A1, am Telefon gehört"}
    answer = client.post(url_of(position, rana), data=typed)
    assert answer.status_code == 409
    page = unescape(answer.get_data(as_text=True))
    assert "Jemand war schneller" in page
    assert "nur A1, am Telefon gehört" in page
    assert "Weg zu weit, kein Bus – Frau Albers" in page
    answer = client.post(f"{list_url(position)}/shortlist/{rana.id}")
    assert answer.status_code == 409
    assert "Frau Albers" in answer.get_data(as_text=True)
    assert db.session.scalars(select(Proposal)).all() == []


def test_taking_back_twice_says_so_and_loses_nothing(
    client: InspectingClient, officer: Account, position: Position, rana: Candidate
) -> None:
    held = exclude(actor=officer.actor, candidate_id=rana.id, position=position,
                   reason=ExclusionReason.HOURS, now=NOW).id  # fmt: skip
    for _ in range(2):
        assert client.post(f"/desk/matches/exclusions/{held}/lift").status_code == 303
    page = client.page(list_url(position))
    assert "schon zurückgenommen" in page
    assert "Najjar" in page.split('id="ranked"')[1]


def test_whom_the_firm_knows_of_has_no_way_to_be_left_out_before_being_taken_back(
    client: InspectingClient, officer: Account, office: Office, position: Position, rana: Candidate
) -> None:
    office.proposal(position=position, candidate=rana, state=ProposalState.PROPOSED)
    assert f"exclude/{rana.id}" not in client.page(list_url(position))
    assert client.post(url_of(position, rana), data={"reason": "german"}).status_code == 409
    assert db.session.scalars(select(Exclusion)).all() == []


def test_when_everybody_is_left_out_the_page_says_so(
    client: InspectingClient, officer: Account, position: Position, rana: Candidate
) -> None:
    client.post(url_of(position, rana), data={"reason": "hours"})
    assert "Alle sind entschieden" in client.page(list_url(position))


def test_the_positions_of_a_person_leave_out_what_was_rejected_and_say_so(
    client: InspectingClient, officer: Account, office: Office, position: Position, rana: Candidate
) -> None:
    office.position(title="Näherin")
    client.post(url_of(position, rana), data={"reason": "too_far"})
    page = client.page(f"/desk/matches/candidates/{rana.id}")
    ranking, left_out = page.split("<table", maxsplit=1)[1].split('id="left-out"')
    assert "Näherin" in ranking
    assert "Tischler für Küchen" not in ranking
    assert "Tischler für Küchen" in left_out
