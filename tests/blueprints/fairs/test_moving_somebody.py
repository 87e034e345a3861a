"""Officers put somebody into another group, and read beside the field why it does not work."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import Fair, PlaceMove, Registration, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> InspectingClient:
    sign_in_as(client, office.officer(name="Frau Muster"))
    return client


@pytest.fixture
def fair(office: Office) -> Fair:
    fair = office.fair(taken=1)
    office.group(
        fair, name="Mittag", starts_at=fair.starts_at + timedelta(hours=2), ends_at=fair.ends_at
    )
    return fair


def test_the_list_leads_to_the_move_and_the_log_names_both_groups(
    officer: InspectingClient, office: Office, fair: Fair
) -> None:
    place = office.registration(fair=fair)
    address = f"/desk/fairs/registrations/{place.id}/group"
    assert address in officer.page(f"/desk/fairs/{fair.id}/registrations")
    assert "Mittag" in officer.page(address)
    assert officer.post(address, data={"reason": "Kurs"}).status_code == 422
    assert db.session.query(PlaceMove).count() == 0
    answer = officer.post(address, data={"group": fair.groups[1].id, "reason": "Kurs am Morgen"})
    assert answer.status_code == 303
    log = officer.page(f"/desk/fairs/{fair.id}/waiting?group=2")
    assert "in eine andere Gruppe, von Alle nach Mittag" in log
    assert "Kurs am Morgen" in log


def test_a_full_group_is_said_beside_the_choice_and_the_reason_stays(
    officer: InspectingClient, office: Office, fair: Fair
) -> None:
    place = office.registration(fair=fair)
    full = office.group(fair, name="Abend", capacity=1, taken=1)
    address = f"/desk/fairs/registrations/{place.id}/group"
    answer = officer.post(address, data={"group": full.id, "reason": "Kurs am Morgen"})
    assert answer.status_code == 422
    assert "So viele Plätze sind dort nicht frei" in answer.text
    assert "Kurs am Morgen" in answer.text
    db.session.expire_all()
    assert db.session.get_one(Registration, place.id).group_id == fair.groups[0].id


def test_where_nothing_can_be_moved_the_page_says_so(
    officer: InspectingClient, office: Office, fair: Fair
) -> None:
    gone = office.registration(fair=fair, state="cancelled")
    assert "nichts umzusetzen" in officer.page(f"/desk/fairs/registrations/{gone.id}/group")
    alone = office.registration(fair=office.fair(taken=1))
    assert "keine andere Gruppe" in officer.page(f"/desk/fairs/registrations/{alone.id}/group")
