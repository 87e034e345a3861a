"""The officer orders the shortlist by hand and says why, and looks at two people side by side."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from domain.languages import LanguageLevel
from domain.proposals import ProposalState
from models import (
    Account,
    AuditEntry,
    Candidate,
    Position,
    Proposal,
    ShortlistOrder,
    ShownMatch,
    db,
)
from services.shortlist_orders import order_shortlist
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

NOW = datetime.now(UTC)


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> Account:
    found = office.officer()
    sign_in_as(client, found)
    return found


@pytest.fixture
def position(office: Office) -> Position:
    return office.position(title="Tischler für Küchen", must=("moebel-montieren",))


@pytest.fixture
def picked(office: Office, position: Position) -> list[Proposal]:
    """Rana with eight years, Omid with three, Zala with one: the ranking's order."""
    names = (("Rana", 8), ("Omid", 3), ("Zala", 1))
    people = [
        office.candidate(given_name=name, work=(("Tischler", "22342", years),))
        for name, years in names
    ]
    return [
        office.proposal(candidate=one, position=position, state=ProposalState.SHORTLISTED)
        for one in people
    ]


def list_url(position: Position) -> str:
    return f"/desk/matches/positions/{position.id}"


def order_url(position: Position) -> str:
    return f"{list_url(position)}/order"


def places(picked: list[Proposal], *numbers: int) -> dict[str, str]:
    return {f"place_{one.id}": str(number) for one, number in zip(picked, numbers, strict=True)}


def shortlist_on(page: str) -> list[str]:
    part = page.split('id="chosen"')[1].split('id="ranked"', maxsplit=1)[0]
    return sorted((name for name in ("Rana", "Omid", "Zala") if name in part), key=part.index)


def test_the_order_by_hand_stands_beside_the_suggested_one_with_its_reason(
    client: InspectingClient, officer: Account, position: Position, picked: list[Proposal]
) -> None:
    typed = places(picked, 2, 1, 3) | {"reason": "Omid kennt die Maschinen", "seen": "0"}
    answer = client.post(order_url(position), data=typed)
    assert answer.status_code == 303
    page = client.page(list_url(position))
    assert shortlist_on(page) == ["Omid", "Rana", "Zala"]
    assert "weicht an 2 Stellen" in page
    assert "Omid kennt die Maschinen" in page
    ranking = page.split('id="ranked"')[1]
    assert ranking.index("Rana") < ranking.index("Omid") < ranking.index("Zala")
    trail = db.session.scalars(select(AuditEntry.action)).all()
    assert trail.count("shortlist.ordered") == 1


def test_who_is_picked_later_stands_at_the_end(
    client: InspectingClient,
    office: Office,
    officer: Account,
    position: Position,
    picked: list[Proposal],
) -> None:
    client.post(order_url(position), data=places(picked, 3, 2, 1) | {"reason": "so", "seen": "0"})
    late = office.candidate(given_name="Spät", work=(("Tischler", "22342", 20),))
    office.proposal(candidate=late, position=position, state=ProposalState.SHORTLISTED)
    part = client.page(list_url(position)).split('id="ranked"')[0]
    assert part.index("Zala") < part.index("Rana") < part.index("Spät")


@pytest.mark.parametrize(
    ("numbers", "reason", "sentence"),
    [
        ((2, 1, 3), "", "Schreiben Sie kurz, warum."),
        ((1, 1, 2), "weil", "Platz 1 ist schon vergeben."),
        ((1, 2, 9), "weil", "Keine gültige Auswahl."),
    ],
)
def test_what_is_typed_wrongly_is_said_and_stays(
    client: InspectingClient,
    officer: Account,
    position: Position,
    picked: list[Proposal],
    numbers: tuple[int, int, int],
    reason: str,
    sentence: str,
) -> None:
    typed = places(picked, *numbers) | {"reason": reason, "seen": "0"}
    answer = client.post(order_url(position), data=typed)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert sentence in page
    assert reason in page
    assert db.session.scalars(select(ShortlistOrder)).all() == []


def test_the_second_of_two_who_order_at_once_sees_the_first_and_keeps_what_was_typed(
    client: InspectingClient,
    office: Office,
    officer: Account,
    position: Position,
    picked: list[Proposal],
) -> None:
    colleague = office.officer(name="Frau Albers")
    order_shortlist(
        actor=colleague.actor, position=position, proposal_ids=[one.id for one in picked],
        reason="nach Gespräch", seen=0, now=NOW,
    )  # fmt: skip
    typed = places(picked, 3, 2, 1) | {"reason": "meine Gründe", "seen": "0"}
    answer = client.post(order_url(position), data=typed)
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "Frau Albers" in page
    assert "nach Gespräch" in page
    assert "meine Gründe" in page
    again = typed | {"seen": "1"}
    assert client.post(order_url(position), data=again).status_code == 303
    reasons = db.session.scalars(select(ShortlistOrder.reason).order_by(ShortlistOrder.number))
    assert reasons.all() == ["nach Gespräch", "meine Gründe"]


def test_one_person_alone_cannot_be_ordered(
    client: InspectingClient, office: Office, officer: Account, position: Position
) -> None:
    office.proposal(position=position, state=ProposalState.SHORTLISTED)
    assert "Hier gibt es nichts zu ordnen" in client.page(order_url(position))
    assert "Eigene Reihenfolge geben" not in client.page(list_url(position))


def compared(client: InspectingClient, position: Position, *people: Candidate) -> str:
    query = "&".join(f"who={one.id}" for one in people)
    return client.page(f"{list_url(position)}/compare?{query}")


def test_two_people_stand_side_by_side_with_lines_and_conditions(
    client: InspectingClient, office: Office, officer: Account, position: Position
) -> None:
    strong = office.candidate(
        given_name="Rana", work=(("Tischlerin", "22342", 8),), german_level=LanguageLevel.B2
    )
    weak = office.candidate(given_name="Omid", german_level=LanguageLevel.A1)
    office.candidate(given_name="Noisy")
    page = compared(client, position, weak, strong)
    assert page.index("Rana") < page.index("Omid")
    assert "Noisy" not in page
    assert "8 Jahre" in page
    assert "unbekannt – bitte nachfragen" in page
    assert "nicht erfüllt" in page
    shown = db.session.scalars(select(ShownMatch.candidate_id).order_by(ShownMatch.place)).all()
    assert shown == [strong.id, weak.id]


@pytest.mark.parametrize("query", ["", "who=1", "who=x&who=2", "who=1&who=1", "who=1&who=999999"])
def test_anything_but_two_people_of_the_list_is_answered_with_what_to_do(
    client: InspectingClient, office: Office, officer: Account, position: Position, query: str
) -> None:
    for _ in range(2):
        office.candidate()
    page = client.page(f"{list_url(position)}/compare?{query}")
    assert "Bitte genau zwei Personen ankreuzen" in page


def test_the_pages_stay_within_their_statements(
    client: InspectingClient, officer: Account, position: Position, picked: list[Proposal]
) -> None:
    client.post(order_url(position), data=places(picked, 2, 1, 3) | {"reason": "so", "seen": "0"})
    who = "&".join(f"who={one.candidate_id}" for one in picked[:2])
    for url in (list_url(position), order_url(position), f"{list_url(position)}/compare?{who}"):
        client.page(url)
        db.session.expire_all()
        with counted_statements() as statements:
            client.page(url)
        assert len(statements) <= BUDGET, url


def test_what_is_known_of_somebody_is_one_piece_that_a_phone_does_not_tear(
    client: InspectingClient, officer: Account, position: Position, picked: list[Proposal]
) -> None:
    one, other = (proposal.candidate_id for proposal in picked[:2])
    page = client.page(f"{list_url(position)}/compare?who={one}&who={other}")
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)
    told = [cell.strip() for cell in cells if " von " in cell]
    assert len(told) >= 20
    assert all(re.fullmatch(r"<span>.*</span>", cell, re.DOTALL) for cell in told)
