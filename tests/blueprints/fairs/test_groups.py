"""Officers make groups: who comes when, and how many; places that are given stay given."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from domain.clock import office_day, office_moment
from domain.fairs import FairState
from models import Fair, FairGroup, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

TYPED = {
    "name": "Arabisch",
    "languages": ["ar"],
    "starts": "11:00",
    "ends": "12.30 Uhr",
    "capacity": "٤٠",
}


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> InspectingClient:
    sign_in_as(client, office.officer())
    return client


@pytest.fixture
def fair(office: Office) -> Fair:
    """A fair from ten to two in Herford, whatever the season."""
    day = office_day(office.fair().starts_at)
    return office.fair(
        starts_at=office_moment(day, time(10)), ends_at=office_moment(day, time(14)), capacity=100
    )


def groups_of(fair: Fair) -> list[FairGroup]:
    db.session.expire_all()
    return list(fair.groups)


def test_a_group_is_added_and_its_places_count_for_the_fair(
    officer: InspectingClient, fair: Fair
) -> None:
    address = f"/desk/fairs/{fair.id}/groups"
    assert 'value="10:00"' in officer.page(address)
    assert officer.post(address, data=TYPED).status_code == 303
    added = groups_of(fair)[1]
    assert (added.number, added.languages, added.capacity) == (2, ["ar"], 40)
    assert added.starts_at == fair.starts_at + timedelta(hours=1)
    assert fair.capacity == 140
    assert "Arabisch" in officer.page(address)
    assert "11:00" in officer.page(f"/desk/fairs/{fair.id}")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts": "09:59"}, "außerhalb der Kontaktbörse"),
        ({"ends": "14:01"}, "außerhalb der Kontaktbörse"),
        ({"ends": "11:00"}, "Das Ende muss nach dem Beginn liegen"),
        ({"name": "ALLE"}, "So heißt schon eine andere Gruppe"),
        ({"name": " \u202e "}, "Dieses Feld wird gebraucht"),
        ({"name": "x" * 81}, "höchstens 80 Zeichen"),
        ({"capacity": "-1"}, "Geben Sie eine Zahl von 0 bis"),
        ({"languages": ["klingon"]}, "Bitte wählen Sie neu"),
        ({"starts": "25 Uhr"}, "Geben Sie eine Uhrzeit ein"),
    ],
)
def test_what_cannot_be_a_group_is_said_beside_the_field(
    officer: InspectingClient, fair: Fair, changes: dict[str, object], sentence: str
) -> None:
    answer = officer.post(f"/desk/fairs/{fair.id}/groups", data=TYPED | changes)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert len(groups_of(fair)) == 1


def test_a_time_the_clock_jumps_over_is_no_time_of_a_group(
    officer: InspectingClient, office: Office
) -> None:
    day = date(2027, 3, 28)
    night = office.fair(starts_at=office_moment(day, time(1)), ends_at=office_moment(day, time(6)))
    answer = officer.post(
        f"/desk/fairs/{night.id}/groups", data=TYPED | {"starts": "02:30", "ends": "04:00"}
    )
    assert answer.status_code == 422
    assert "Die Uhr wird vorgestellt" in answer.get_data(as_text=True)


def test_who_has_a_place_keeps_it(officer: InspectingClient, office: Office, fair: Fair) -> None:
    address = f"/desk/fairs/{fair.id}/groups/1"
    fair.groups[0].taken = 7
    db.session.commit()
    fewer = officer.post(address, data=TYPED | {"capacity": "6"})
    assert fewer.status_code == 422
    assert "So viele Plätze sind schon vergeben" in fewer.get_data(as_text=True)
    assert groups_of(fair)[0].capacity == 100
    assert officer.post(address, data=TYPED | {"capacity": "7"}).status_code == 303
    assert [(one.capacity, one.taken) for one in groups_of(fair)] == [(7, 7)]


def test_only_a_group_without_people_is_removed_and_never_the_last(
    officer: InspectingClient, office: Office, fair: Fair
) -> None:
    address = f"/desk/fairs/{fair.id}/groups"
    officer.post(f"{address}/1/remove")
    assert "mindestens eine Gruppe" in officer.page(address)
    officer.post(address, data=TYPED)
    office.registration(fair=fair, group=groups_of(fair)[0])
    officer.post(f"{address}/1/remove")
    assert "In dieser Gruppe sind oder waren Menschen" in officer.page(address)
    assert len(groups_of(fair)) == 2
    officer.post(f"{address}/2/remove")
    assert [one.number for one in groups_of(fair)] == [1]
    assert officer.post(f"{address}/2/remove").status_code == 404
    assert officer.get(f"{address}/2").status_code == 404


def test_of_two_officers_the_second_sees_both_versions_of_a_group(
    officer: InspectingClient, fair: Fair
) -> None:
    address = f"/desk/fairs/{fair.id}/groups/1"
    page = officer.page(address)
    seen = page.split('name="seen" type="hidden" value="')[1].split('"')[0]
    fair.groups[0].name = "Ihre Gruppe"
    db.session.commit()
    answer = officer.post(address, data=TYPED | {"seen": seen})
    both = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Ihre Gruppe" in both
    assert "Beide Fassungen" in both
    assert groups_of(fair)[0].name == "Ihre Gruppe"


def test_a_cancelled_fair_gets_no_group(officer: InspectingClient, fair: Fair) -> None:
    fair.state = FairState.CANCELLED
    db.session.commit()
    answer = officer.post(f"/desk/fairs/{fair.id}/groups", data=TYPED)
    assert "abgesagt" in answer.get_data(as_text=True)
    assert answer.status_code == 422
