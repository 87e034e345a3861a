"""Officers read the waiting list of a group and say why they change its order."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.access import PUBLIC
from domain.fairs import PlaceMoveKind, RegistrationState
from models import Fair, PlaceMove, Registration, db
from services import waiting_list
from services.newcomers import Newcomer
from services.registrations import Companion, Wishes
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> InspectingClient:
    sign_in_as(client, office.officer(name="Frau Muster"))
    return client


@pytest.fixture
def fair(office: Office) -> Fair:
    """A fair of two places, both taken, for which a family and Dilan wait."""
    office.office()
    fair = office.fair(capacity=2)
    for name, family in (("Amal", 0), ("Bilal", 0), ("Chaza", 1), ("Dilan", 0)):
        waiting_list.join(
            fair=fair,
            person=Newcomer(given_name=name),
            companions=[Companion(Newcomer(given_name="Kind"))] * family,
            wishes=Wishes(),
            key=name,
            now=NOW,
            actor=PUBLIC,
        )
    return fair


def place_of(name: str) -> Registration:
    return db.session.scalars(
        select(Registration)
        .where(Registration.candidate.has(given_name=name))
        .execution_options(populate_existing=True)
    ).one()


def moves(kind: PlaceMoveKind) -> list[str]:
    return list(db.session.scalars(select(PlaceMove.reason).where(PlaceMove.what == kind)))


def test_the_list_shows_families_as_one_line_in_their_order(
    officer: InspectingClient, fair: Fair
) -> None:
    page = officer.page(f"/desk/fairs/{fair.id}/waiting")
    assert page.index("Chaza, Kind") < page.index("Dilan")
    assert "streng der Reihe nach" in page


def test_who_is_let_jump_is_first_and_the_log_says_why_and_by_whom(
    officer: InspectingClient, fair: Fair
) -> None:
    address = f"/desk/fairs/waiting/{place_of('Dilan').id}/jump"
    assert "Jetzt Nummer 2" in officer.page(address)
    refused = officer.post(address, data={"reason": "  "})
    assert refused.status_code == 422
    assert moves(PlaceMoveKind.JUMPED) == []
    officer.post(address, data={"reason": "Nur an diesem Tag frei", "key": "abc1"})
    officer.post(address, data={"reason": "Nur an diesem Tag frei", "key": "abc1"})
    assert moves(PlaceMoveKind.JUMPED) == ["Nur an diesem Tag frei"]
    page = officer.page(f"/desk/fairs/{fair.id}/waiting")
    assert page.index("Dilan") < page.index("Chaza, Kind")
    assert "vorgezogen von Nr. 2" in page
    assert "Frau Muster" in page


def test_a_family_gets_its_places_beyond_the_number_with_a_reason(
    officer: InspectingClient, fair: Fair
) -> None:
    address = f"/desk/fairs/waiting/{place_of('Chaza').id}/override"
    assert "Danach sind es 4" in officer.page(address)
    officer.post(address, data={"reason": "Dolmetscherin nur heute"})
    assert place_of("Kind").state is RegistrationState.REGISTERED
    assert len(moves(PlaceMoveKind.OVERRIDDEN)) == 2
    assert "davon 2 über die Zahl hinaus" in officer.page(f"/desk/fairs/{fair.id}/waiting")


def test_somebody_who_waits_no_more_is_not_moved(officer: InspectingClient, fair: Fair) -> None:
    address = f"/desk/fairs/waiting/{place_of('Amal').id}/jump"
    officer.post(address, data={"reason": "zu spät"})
    assert moves(PlaceMoveKind.JUMPED) == []
    assert officer.get(f"/desk/fairs/{fair.id}/waiting?group=9").status_code == 404
