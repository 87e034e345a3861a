"""An officer makes a fair, changes it and cancels it; people are told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from domain.fairs import FairState, RegistrationState
from models import AuditEntry, Fair, Letter, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

TYPED = {
    "title": "Meeting Point Herford",
    "starts": "10:00",
    "ends": "14 Uhr",
    "venue": "Agentur für Arbeit",
    "street": "Hansastraße 33",
    "postcode": "٣٢٠٤٩",
    "place": "Herford",
    "directions": "Bus 3",
    "capacity": "300",
    "stand_capacity": "20",
}


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> InspectingClient:
    sign_in_as(client, office.officer())
    return client


def typed(day: str, **changes: str) -> dict[str, object]:
    return TYPED | {"day": day.split(".")} | changes


def only_fair() -> Fair:
    return db.session.scalars(select(Fair).execution_options(populate_existing=True)).one()


@pytest.mark.parametrize(
    ("day", "starts_at"),
    [
        ("28.1.2027", datetime(2027, 1, 28, 9, tzinfo=UTC)),
        ("27.3.2027", datetime(2027, 3, 27, 9, tzinfo=UTC)),
        ("28.3.2027", datetime(2027, 3, 28, 8, tzinfo=UTC)),
        ("30.10.2027", datetime(2027, 10, 30, 8, tzinfo=UTC)),
        ("31.10.2027", datetime(2027, 10, 31, 9, tzinfo=UTC)),
    ],
)
def test_a_fair_starts_when_the_clock_in_herford_says_so(
    officer: InspectingClient, day: str, starts_at: datetime
) -> None:
    officer.page("/desk/fairs/new")
    response = officer.post("/desk/fairs/new", data=typed(day))
    assert response.status_code == 303
    fair = only_fair()
    assert (fair.starts_at, fair.state, fair.postcode) == (starts_at, FairState.DRAFT, "32049")
    assert f"/fairs/{fair.slug}" in officer.page(response.location)
    assert "10:00" in officer.page(f"/desk/fairs/{fair.id}/edit")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts": "02:30"}, "Diese Uhrzeit gibt es an dem Tag nicht"),
        ({"starts": "25:00"}, "Geben Sie eine Uhrzeit ein"),
        ({"ends": "10:00"}, "Das Ende muss nach dem Beginn liegen"),
        ({"capacity": "0"}, "Geben Sie eine Zahl von 1 bis"),
        ({"title": "x" * 121}, "höchstens 120 Zeichen"),
        ({"title": " \x00 "}, "Dieses Feld wird gebraucht"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    officer: InspectingClient, changes: dict[str, str], sentence: str
) -> None:
    response = officer.post("/desk/fairs/new", data=typed("28.3.2027", **changes))
    assert response.status_code == 422
    page = response.get_data(as_text=True)
    assert sentence in page
    assert 'value="Hansastraße 33"' in page


def test_a_new_time_is_told_to_everybody_registered(
    officer: InspectingClient, office: Office
) -> None:
    officer.post("/desk/fairs/new", data=typed("28.1.2027"))
    fair = only_fair()
    office.registration(fair=fair)
    office.registration(fair=fair, state=RegistrationState.CANCELLED)
    edit = f"/desk/fairs/{fair.id}/edit"
    officer.post(edit, data=typed("28.1.2027", directions="Bus 4"))
    assert db.session.scalars(select(Letter.kind)).all() == []
    assert only_fair().sequence == 0

    assert officer.post(edit, data=typed("29.1.2027")).status_code == 303
    assert db.session.scalars(select(Letter.kind)).all() == ["fair-changed"]
    assert only_fair().sequence == 1


def test_fewer_places_than_taken_cannot_be(officer: InspectingClient, office: Office) -> None:
    officer.post("/desk/fairs/new", data=typed("28.1.2027"))
    fair = office.fair(taken=5)
    response = officer.post(f"/desk/fairs/{fair.id}/edit", data=typed("28.1.2027", capacity="4"))
    assert response.status_code == 422
    assert "Die Zahl ist zu klein" in response.get_data(as_text=True)


def test_open_close_open_cancel(officer: InspectingClient, office: Office) -> None:
    fair = office.fair(state=FairState.DRAFT)
    office.registration(fair=fair)
    for action, state in (
        ("open", FairState.OPEN),
        ("close", FairState.CLOSED),
        ("open", FairState.OPEN),
        ("cancel", FairState.CANCELLED),
    ):
        officer.page(f"/desk/fairs/{fair.id}/{action}")
        officer.post(f"/desk/fairs/{fair.id}/{action}")
        assert db.session.get_one(Fair, fair.id, populate_existing=True).state is state
    assert db.session.scalars(select(Letter.kind)).all() == ["fair-cancelled"]
    officer.post(f"/desk/fairs/{fair.id}/open")
    assert "nicht möglich" in officer.page(f"/desk/fairs/{fair.id}")
    deeds = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert deeds == ["fair.opened", "fair.closed", "fair.opened", "fair.cancelled"]


def test_the_list_of_registrations_is_filtered_and_sorted_by_its_address(
    officer: InspectingClient, office: Office
) -> None:
    fair = office.fair()
    for name, ramp in (("Zaher", True), ("Amiri", False)):
        office.registration(
            fair=fair, needs_ramp=ramp, candidate=office.candidate(family_name=name)
        )
    office.registration(candidate=office.candidate(family_name="Woanders"))
    address = f"/desk/fairs/{fair.id}/registrations"
    page = officer.page(address)
    assert page.index("Amiri") < page.index("Zaher")
    assert "Woanders" not in page
    page = officer.page(f"{address}?sort=-name")
    assert page.index("Zaher") < page.index("Amiri")
    page = officer.page(f"{address}?need=ramp&language=ar&state=registered&q=zaher&page=99")
    assert "Zaher" in page
    assert "Amiri" not in page
    officer.page(f"{address}?sort=%00&state=x&need=y&language=%00&page=-1&q=%F0%9F%92%A5")


@pytest.mark.parametrize("people", [3, 40])
def test_the_pages_of_a_fair_need_few_statements(
    officer: InspectingClient, office: Office, people: int
) -> None:
    fair = office.fair()
    for _one in range(3):
        office.position(employer=office.stand(fair=fair).employer)
    for _one in range(people):
        office.registration(fair=fair)
    for part in ("", "/registrations", "/talks", "/talks/find?q=samira"):
        with counted_statements() as sent:
            officer.page(f"/desk/fairs/{fair.id}{part}")
        assert len(sent) <= BUDGET, (part, sent)
