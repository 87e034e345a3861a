"""People say which name they wear, and into which language somebody should interpret."""

from __future__ import annotations

import pytest

from models import Fair, Registration, db
from services.fair_orders import interpreters_asked
from tests.blueprints.sign_up.test_way_to_a_place import TAILOR, address, answer, confirm
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient


@pytest.fixture
def place(office: Office) -> Registration:
    return office.registration(
        fair=office.fair(taken=1), candidate=office.candidate(given_name="Amal", language="ar")
    )


def change(client: InspectingClient, place: Registration, **typed: object) -> Registration:
    page = f"/t/{place.candidate.personal_codes[0].code}/change"
    client.page(page)
    assert client.post(page, data=typed).status_code == 303
    return db.session.get_one(Registration, place.id, populate_existing=True)


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_name_on_the_badge_is_the_one_the_person_chose(
    client: InspectingClient, office: Office, place: Registration, language: str
) -> None:
    client.page(f"/?lang={language}")
    assert change(client, place, badge_name="أم يوسف").badge_name == "أم يوسف"
    sign_in_as(client, office.officer())
    assert "أم يوسف" in client.page(f"/desk/door/{place.fair_id}/badges")
    assert change(client, place, badge_name=" ").badge_name == "أم يوسف"
    assert "أم يوسف" not in client.page(f"/t/{place.candidate.personal_codes[0].code}/change")


def test_a_change_leaves_the_number_of_children(client: InspectingClient, office: Office) -> None:
    place = office.registration(fair=office.fair(taken=1), needs_child_care=True, children=3)
    assert change(client, place, needs=["child_care", "ramp"]).children == 3
    assert change(client, place, needs=["ramp"]).children == 0


def test_a_name_that_is_too_long_is_told_and_kept(
    client: InspectingClient, place: Registration
) -> None:
    page = f"/t/{place.candidate.personal_codes[0].code}/change"
    back = client.post(page, data={"badge_name": "x" * 81})
    assert back.status_code == 422
    assert "x" * 81 in back.get_data(as_text=True)


def test_another_language_is_interpreted_than_the_letters_have(
    client: InspectingClient, office: Office, place: Registration
) -> None:
    office.registration(
        fair=place.fair, candidate=office.candidate(language="ar"), needs_interpreter=True
    )
    changed = change(client, place, needs=["interpreter"], interpreter_language="ku")
    assert (changed.interpreter_language, changed.candidate.language) == ("ku", "ar")
    assert interpreters_asked(place.fair) == {"ar": 1, "ku": 1}
    sign_in_as(client, office.officer())
    assert "Übersetzung Kurdisch" in client.page(f"/desk/fairs/{place.fair_id}/registrations")
    gone = change(client, place, interpreter_language="ku")
    assert (gone.needs_interpreter, gone.interpreter_language) == (False, None)


def test_a_language_nobody_offers_is_refused(client: InspectingClient, place: Registration) -> None:
    page = f"/t/{place.candidate.personal_codes[0].code}/change"
    sent = {"needs": ["interpreter"], "interpreter_language": "xx"}
    assert client.post(page, data=sent).status_code == 422


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_way_on_the_phone_asks_for_the_language_too(
    client: InspectingClient, office: Office, language: str
) -> None:
    office.office()
    fair: Fair = office.fair()
    client.page(address(fair) + f"?lang={language}")
    client.post(address(fair))
    answer(client, fair, "work", "occupation", area="sewing")
    answer(client, fair, "occupation", "german", occupation=TAILOR, years="5")
    answer(client, fair, "german", "firms", german="A2")
    answer(client, fair, "firms", "needs")
    assert "ትግርኛ" in client.page(address(fair, "needs"))
    answer(client, fair, "needs", "contact", needs=["interpreter"], interpreter_language="ti")
    answer(client, fair, "contact", "check", phone="0170 1234567")
    words = {"de": "Tigrinya", "ar": "التغرينية"}
    assert words[language] in client.page(address(fair, "check"))
    confirm(client, fair, given_name="Selam")
    assert interpreters_asked(fair) == {"ti": 1}
