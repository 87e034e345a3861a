"""The officer's ranked list: it says why, leaves the decision to people, and stays quick."""

from __future__ import annotations

import pytest
from flask import Flask

from domain.languages import LanguageLevel
from domain.positions import PositionState
from domain.proposals import ProposalState
from models import AuditEntry, Candidate, Position, Proposal, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements


@pytest.fixture
def position(office: Office) -> Position:
    return office.position(title="Tischler für Küchen", must=("moebel-montieren",))


@pytest.fixture
def joiner(office: Office) -> Candidate:
    return office.candidate(
        given_name="Rana",
        family_name="Najjar",
        work=(("Tischlerin", "22342", 8),),
        german_level=LanguageLevel.B1,
    )


def people_url(position: Position) -> str:
    return f"/desk/matches/positions/{position.id}"


def test_a_row_says_in_one_sentence_why(
    client: InspectingClient, office: Office, position: Position, joiner: Candidate
) -> None:
    sign_in_as(client, office.officer())
    html = client.page(people_url(position))
    assert "Rana Najjar" in html
    assert "8 Jahre" in html
    assert "Deutsch B1, reicht aus" in html


def test_an_unknown_fact_is_shown_as_unknown_with_what_it_could_add(
    client: InspectingClient, office: Office, position: Position
) -> None:
    office.candidate(work=(("Tischler", "22342", 3),), german_level=None, skills=())
    sign_in_as(client, office.officer())
    html = client.page(people_url(position))
    assert "unbekannt – bitte nachfragen" in html
    assert "10,0" in html


def test_the_officer_picks_and_proposes_a_person(
    client: InspectingClient, office: Office, position: Position, joiner: Candidate
) -> None:
    sign_in_as(client, office.officer())
    answer = client.post(f"{people_url(position)}/shortlist/{joiner.id}")
    assert answer.status_code == 303
    proposal = db.session.query(Proposal).one()
    assert client.post(f"/desk/matches/proposals/{proposal.id}/propose").status_code == 303
    html = client.page(people_url(position))
    assert "vorgeschlagen" in html
    db.session.expire_all()
    assert db.session.get_one(Proposal, proposal.id).state is ProposalState.PROPOSED


def test_picking_the_same_person_twice_says_so_and_changes_nothing(
    client: InspectingClient, office: Office, position: Position, joiner: Candidate
) -> None:
    sign_in_as(client, office.officer())
    for _ in range(2):
        client.post(f"{people_url(position)}/shortlist/{joiner.id}")
    assert "steht schon auf der Liste" in client.page(people_url(position))
    assert db.session.query(Proposal).count() == 1


def test_filters_leave_only_people_whose_german_reaches(
    client: InspectingClient, office: Office, position: Position, joiner: Candidate
) -> None:
    office.candidate(given_name="Noisy", german_level=LanguageLevel.A1)
    sign_in_as(client, office.officer())
    html = client.page(f"{people_url(position)}?german=met")
    assert "Rana" in html
    assert "Noisy" not in html


def test_a_position_that_is_not_released_gets_no_list(
    client: InspectingClient, office: Office, joiner: Candidate
) -> None:
    waiting = office.position(state=PositionState.SUBMITTED)
    sign_in_as(client, office.officer())
    html = client.page(people_url(waiting))
    assert "Rana" not in html
    assert "nicht freigegeben" in html


def test_a_caseworker_sees_positions_for_own_people_and_the_view_is_logged(
    client: InspectingClient, office: Office, position: Position
) -> None:
    caseworker = office.caseworker()
    own = office.candidate(caseworker=caseworker, work=(("Tischler", "22342", 3),))
    foreign = office.candidate()
    sign_in_as(client, caseworker)
    html = client.page(f"/desk/matches/candidates/{own.id}")
    assert "Tischler für Küchen" in html
    assert "Vormerken" not in html
    assert client.get(f"/desk/matches/candidates/{foreign.id}").status_code == 404
    seen = db.session.query(AuditEntry).filter_by(action="candidate.viewed").all()
    assert [one.subject_id for one in seen] == [own.id]


@pytest.mark.parametrize("page", ["0", "-3", "99999", "x", "٣"])
def test_a_page_that_does_not_exist_is_the_nearest_one(
    client: InspectingClient, office: Office, position: Position, joiner: Candidate, page: str
) -> None:
    sign_in_as(client, office.officer())
    assert "Rana" in client.page(f"{people_url(position)}?page={page}")


def test_the_list_needs_as_many_statements_for_ten_people_as_for_a_hundred(
    app: Flask, client: InspectingClient, office: Office, position: Position
) -> None:
    sign_in_as(client, office.officer())
    counts = []
    for more in (10, 90):
        for _ in range(more):
            office.candidate(work=(("Tischler", "22342", 3),))
        client.page(people_url(position))
        db.session.expire_all()
        url = people_url(position)
        with counted_statements() as statements:
            client.page(url)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= BUDGET


def test_the_gate_stands_beside_the_score_and_moves_nobody(
    client: InspectingClient, office: Office, position: Position, joiner: Candidate
) -> None:
    other = office.candidate(given_name="Omid", work=(("Tischler", "22342", 2),))
    sign_in_as(client, office.officer())
    before = client.page(people_url(position))
    office.document(candidate=other)
    after = client.page(people_url(position))
    assert before.count("ungeklärt") == 2
    assert (after.count("ungeklärt"), after.count(">frei<")) == (1, 1)
    for page in (before, after):
        assert page.index("Rana Najjar") < page.index("Omid")


def test_a_caseworker_reads_the_gate_of_the_person_for_each_position(
    client: InspectingClient, office: Office, position: Position
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    office.document(candidate=person)
    sign_in_as(client, caseworker)
    assert ">frei<" in client.page(f"/desk/matches/candidates/{person.id}")
