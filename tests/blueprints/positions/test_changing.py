"""Positions change, pause and are changed by two people at once; the history tells."""

import pytest

from domain.access import Role
from domain.clock import office_day
from domain.positions import PositionState
from models import Account, db
from services.ranking import rank_positions
from tests.blueprints.positions.test_posting import typed_again
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements


@pytest.fixture
def firm(client: InspectingClient, office: Office) -> Account:
    account = office.account(Role.EMPLOYER, name="Petra Muster")
    sign_in_as(client, account)
    return account


def test_the_second_of_two_editors_sees_both_versions_and_loses_nothing(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    position = office.position(employer_id=firm.employer_id, tasks="Alt")
    url = f"/positions/{position.id}/edit"
    hers, his = typed_again(position, places="7"), typed_again(position, tasks="Seine Worte")
    assert client.post(url, data=hers).status_code == 303
    answer = client.post(url, data=his)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "inzwischen geändert" in page
    assert page.count("Seine Worte") == 2, "in the table and still in the form"
    assert "<bdi>7</bdi>" in page
    db.session.expire_all()
    assert (position.places, position.tasks, position.version) == (7, "Alt", 2)
    again = his | {"version": "2", "places": "7"}
    assert client.post(url, data=again).status_code == 303
    db.session.expire_all()
    assert (position.places, position.tasks, position.version) == (7, "Seine Worte", 3)


@pytest.mark.parametrize("forged", ["", "-1", "x", "٢", "9" * 40])
def test_a_forged_version_saves_nothing(
    client: InspectingClient, office: Office, firm: Account, forged: str
) -> None:
    position = office.position(employer_id=firm.employer_id)
    data = typed_again(position, version=forged, title="Anders")
    assert client.post(f"/positions/{position.id}/edit", data=data).status_code == 409
    db.session.expire_all()
    assert position.title == "Tischler/in"


def test_a_paused_position_is_not_ranked_and_its_proposals_go_on(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    position = office.position(employer_id=firm.employer_id, decided_at=firm.created_at)
    other = office.position(title="Bleibt")
    proposal = office.proposal(position=position)
    office.stand(employer=position.employer, fair=(fair := office.fair()))
    for _ in range(2):
        assert client.post(f"/positions/{position.id}/pause").status_code == 303
    assert "macht Pause" in client.page(f"/positions/{position.id}")
    assert f"/proposals/{proposal.id}" in client.page("/proposals")
    ranked = rank_positions(
        candidate=proposal.candidate, actor=office.officer().actor, seed="s", today=office_day(NOW)
    )
    ids = {match.id for match in ranked}
    assert other.id in ids
    assert position.id not in ids
    assert position.title not in client.page(f"/fairs/{fair.slug}")
    for _ in range(2):
        assert client.post(f"/positions/{position.id}/resume").status_code == 303
    db.session.expire_all()
    assert position.state is PositionState.RELEASED
    assert position.title in client.page(f"/fairs/{fair.slug}")


def test_words_changed_during_a_pause_wait_for_an_officer_afterwards(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    position = office.position(employer_id=firm.employer_id, decided_at=firm.created_at)
    client.post(f"/positions/{position.id}/pause")
    db.session.expire_all()
    data = typed_again(position, tasks="Etwas ganz anderes")
    assert client.post(f"/positions/{position.id}/edit", data=data).status_code == 303
    db.session.expire_all()
    assert position.state is PositionState.PAUSED
    client.post(f"/positions/{position.id}/resume")
    db.session.expire_all()
    assert position.state is PositionState.SUBMITTED


def test_the_history_tells_both_sides_who_changed_what_from_what_to_what(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    position = office.position(employer_id=firm.employer_id, tasks="Fronten bauen")
    assert "unverändert" in client.page(f"/positions/{position.id}/history")
    data = typed_again(
        position, tasks="Türen bauen", german_speaking="B2", weekly_hours="38,5", places="3"
    )
    client.post(f"/positions/{position.id}/edit", data=data)
    officer = office.officer(name="Olga Beamtin")
    sign_in_as(client, officer)
    client.post(f"/office/positions/{position.id}/refuse", data={"reason": "Lohn fehlt"})
    words = ("Fronten bauen", "Türen bauen", "B2 – sich", "38,50", "Lohn fehlt", "Petra Muster")
    page = client.page(f"/office/positions/{position.id}/history")
    assert [word for word in (*words, "Olga Beamtin") if word not in page] == []
    sign_in_as(client, firm)
    page = client.page(f"/positions/{position.id}/history")
    assert [word for word in (*words, "Arbeitgeberservice") if word not in page] == []
    assert "Olga Beamtin" not in page


def test_a_long_history_costs_no_more_statements(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    position = office.position(employer_id=firm.employer_id)
    client.page(f"/positions/{position.id}/history")
    counts = []
    for changes in (1, 12):
        for _ in range(changes):
            db.session.expire_all()
            data = typed_again(position, places=str(position.places + 1))
            assert client.post(f"/positions/{position.id}/edit", data=data).status_code == 303
        db.session.expire_all()
        with counted_statements() as sent:
            client.page(f"/positions/{position.id}/history")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET


def test_the_history_of_another_firm_does_not_exist(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    foreign = office.position()
    assert client.get(f"/positions/{foreign.id}/history").status_code == 404
    for step in ("pause", "resume"):
        assert client.post(f"/positions/{foreign.id}/{step}").status_code == 404
    db.session.expire_all()
    assert foreign.state is PositionState.RELEASED
