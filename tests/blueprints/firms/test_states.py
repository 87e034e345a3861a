"""Waiting, refused, blocked, let in again: what others see of a firm, and what it reads itself."""

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.clock import office_day
from domain.employers import EmployerState
from domain.errors import WrongState
from models import Employer, Letter, Position, db
from services.ranking import rank_positions
from services.shortlists import shortlist
from tests.blueprints.firms.test_first_steps import POSITION
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient


def test_a_waiting_firm_prepares_a_position_that_is_shown_once_both_are_released(
    client: InspectingClient, office: Office
) -> None:
    firm = office.employer(state=EmployerState.PENDING, name="Wartewerk")
    sign_in_as(client, office.account(Role.EMPLOYER, employer=firm))
    assert client.post("/positions/new/details", data=POSITION).status_code == 303
    position = db.session.scalars(select(Position)).one()
    officer, person = office.officer(), office.candidate()
    sign_in_as(client, officer)
    client.post(f"/office/positions/{position.id}/release")

    def ranked() -> list[int]:
        return [
            one.id
            for one in rank_positions(
                candidate=person, actor=officer.actor, seed="s", today=office_day(NOW)
            )
        ]

    assert ranked() == []
    client.post(f"/firms/{firm.id}/verify")
    assert ranked() == [position.id]


def test_a_refused_firm_reads_why_and_keeps_what_it_typed(
    client: InspectingClient, office: Office
) -> None:
    firm = office.employer(state=EmployerState.PENDING)
    member = office.account(Role.EMPLOYER, employer=firm)
    position = office.position(employer=firm, title="Bleibt stehen")
    sign_in_as(client, office.officer())
    assert client.post(f"/firms/{firm.id}/refuse", data={"reason": " "}).status_code == 422
    for _ in range(2):
        answer = client.post(f"/firms/{firm.id}/refuse", data={"reason": "Die Adresse fehlt."})
        assert answer.status_code == 303
    assert list(db.session.scalars(select(Letter.kind))) == ["firm-refused"]
    sign_in_as(client, member)
    page = client.page("/firm")
    assert "Die Adresse fehlt." in page
    assert position.title in page
    assert client.get("/firm/edit").status_code == 200


@pytest.mark.parametrize("deed", ["block", "refuse"])
def test_what_a_shut_out_firm_had_disappears_and_comes_back_with_it(
    client: InspectingClient, office: Office, deed: str
) -> None:
    firm = office.employer(name="Sperrwerk")
    member = office.account(Role.EMPLOYER, employer=firm)
    position = office.position(employer=firm, title="Verschwindet")
    noise = office.position(title="Bleibt da")
    person = office.candidate()
    proposal = office.proposal(position=position, candidate=person)
    fair = office.fair()
    office.stand(fair=fair, employer=firm)
    officer = office.officer()

    def seen() -> list[bool]:
        sign_in_as(client, officer)
        listed = "Verschwindet" in client.page("/office/positions")
        ranked = rank_positions(
            candidate=person, actor=officer.actor, seed="s", today=office_day(NOW)
        )
        assert noise.id in {one.id for one in ranked}
        shown = "Sperrwerk" in client.page(f"/fairs/{fair.slug}")
        sign_in_as(client, member)
        to_firm = f"/proposals/{proposal.id}" in client.page("/proposals")
        opened = client.get(f"/proposals/{proposal.id}").status_code == 200
        return [listed, position.id in {one.id for one in ranked}, shown, to_firm, opened]

    assert seen() == [True] * 5
    sign_in_as(client, officer)
    client.post(f"/firms/{firm.id}/{deed}", data={"reason": "Lohn nicht gezahlt."})
    assert seen() == [False] * 5
    assert "Lohn nicht gezahlt." in client.page("/firm"), "members still sign in and read why"
    db.session.expire_all()
    with pytest.raises(WrongState):
        shortlist(actor=officer.actor, candidate_id=person.id, position=position, now=NOW)
    sign_in_as(client, officer)
    assert "nicht freigegeben" in client.page(f"/desk/matches/positions/{position.id}")
    client.post(f"/firms/{firm.id}/verify")
    assert seen() == [True] * 5
    assert db.session.get_one(Employer, firm.id).state_reason is None
