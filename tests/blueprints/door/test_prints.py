"""What is printed for the day."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from domain.codes import spaced
from models import Registration, db
from services.pdf_files import pdf_possible
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient


@pytest.fixture
def place(office: Office) -> Registration:
    person = office.candidate(given_name="Amal", family_name="Haddad", own_script_name="أمل حداد")
    return office.registration(candidate=person, needs_interpreter=True)


@pytest.fixture
def door(client: InspectingClient, office: Office) -> InspectingClient:
    sign_in_as(client, office.officer())
    return client


def test_a_badge_shows_the_name_the_person_wants(
    door: InspectingClient, place: Registration
) -> None:
    path = f"/desk/door/{place.fair_id}/{place.id}/badge"
    door.post(path, data={"badge_name": "Frau Amal"})
    for page in (door.page(path), door.page(f"/desk/door/{place.fair_id}/badges")):
        assert "Frau Amal" in page
        assert "أمل حداد" in page
        assert "Arabisch" in page
        assert spaced(place.candidate.personal_codes[0].code) in page
    too_long = door.post(path, data={"badge_name": "x" * 81})
    assert too_long.status_code == 422


def test_printing_a_badge_is_not_attending(door: InspectingClient, place: Registration) -> None:
    door.page(f"/desk/door/{place.fair_id}/badges")
    assert db.session.get_one(Registration, place.id, populate_existing=True).checked_in_at is None


def test_lists_name_everybody_once_and_under_their_stand(
    door: InspectingClient, office: Office, place: Registration
) -> None:
    stand = office.stand(fair=place.fair)
    office.stand(fair=place.fair)
    office.wish(place, stand)
    office.registration(candidate=office.candidate(family_name="Anderswo"))
    lists = f"/desk/door/{place.fair_id}/lists"
    for which in ("names", "languages", "emergency", "stands"):
        page = door.page(f"{lists}/{which}")
        assert page.count("Haddad, Amal") == 1
        assert "Anderswo" not in page
        assert "Übersetzung" in page
    code = spaced(place.candidate.personal_codes[0].code)
    assert code in door.page(f"{lists}/emergency")
    assert code not in door.page(f"{lists}/names")
    assert door.get(f"{lists}/everything").status_code == 404


def test_signs_show_verified_firms_and_what_they_offer(
    door: InspectingClient, office: Office, place: Registration
) -> None:
    position = office.position(title="Schneider/in")
    office.stand(fair=place.fair, employer=position.employer, number=7)
    page = door.page(f"/desk/door/{place.fair_id}/signs")
    assert position.employer.name in page
    assert "Schneider/in" in page


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", ["lists/emergency.pdf", "signs.pdf"])
def test_lists_and_signs_come_as_files_with_their_names(
    door: InspectingClient, office: Office, place: Registration, name: str
) -> None:
    assert pdf_possible()
    stand = office.stand(fair=place.fair)
    answer = door.get(f"/desk/door/{place.fair_id}/{name}")
    assert answer.mimetype == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    assert ("Haddad, Amal" if "lists" in name else stand.employer.name) in text


@pytest.mark.sqlite_only
def test_without_a_pdf_the_pages_can_be_printed(
    door: InspectingClient, place: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.pdf_files.pdf_possible", lambda: False)
    answer = door.get(f"/desk/door/{place.fair_id}/lists/names.pdf")
    assert "konnte gerade nicht gemacht werden" in door.page(answer.location)
