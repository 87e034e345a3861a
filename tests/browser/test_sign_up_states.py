"""Every state in which somebody finds the sign-up and the ticket, in German and from the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from domain.fairs import FairState
from models import Party, Registration
from tests.browser.looks import faults
from tests.factories import Office
from tests.factories.office import NOW

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

OpenPage = Callable[..., Page]
YESTERDAY = {"starts_at": NOW - timedelta(days=1, hours=4), "ends_at": NOW - timedelta(days=1)}
PLACES: dict[str, dict[str, Any]] = {
    "cancelled": {"state": "cancelled", "cancelled_at": NOW},
    "waiting": {"state": "waiting", "queue_number": 3, "queued_at": NOW},
    "offered": {"state": "offered", "offered_until": NOW + timedelta(hours=20), "queue_number": 1},
    "expired": {"state": "expired"},
    "here": {"checked_in_at": NOW},
    "later": {"comes_later_at": NOW + timedelta(days=30)},
}
FAIRS: dict[str, dict[str, Any]] = {
    "full": {"capacity": 1, "taken": 1},
    "closed": {"state": FairState.CLOSED},
    "cancelled": {"state": FairState.CANCELLED},
    "over": YESTERDAY,
}
LANGUAGES = pytest.mark.parametrize("language", ["de", "ar"])
EITHER = pytest.mark.parametrize("language", ["ar", pytest.param("de", marks=pytest.mark.heavy)])
"""Also in German where it is drawn: the same page stands in the other direction."""
NEXT = "main form button[type=submit].kern-btn--primary"


def ticket(place: Registration) -> str:
    return f"/t/{place.candidate.personal_codes[0].code}"


def looked_at(page: Page, addresses: list[str], home: str, language: str) -> list[str]:
    found = []
    for one in addresses:
        answer = page.goto(f"{home}{one}?lang={language}")
        assert answer is not None
        assert answer.status == 200, one
        found += faults(page, mirrored=language == "ar")
    return found


@LANGUAGES
def test_a_ticket_in_every_state(
    office: Office, open_page: OpenPage, address: str, language: str
) -> None:
    fair = office.fair(directions="Zehn Minuten vom Bahnhof", bus_stop="Hansastraße")
    office.stand(fair=fair)
    places = [office.registration(fair=fair, **values) for values in PLACES.values()]
    addresses = [ticket(place) for place in places]
    addresses += [ticket(office.registration(fair=office.fair(**one))) for one in FAIRS.values()]
    addresses += [ticket(places[-1]) + step for step in ("/later", "/change", "/cancel")]
    addresses.append(ticket(places[1]) + "/leave-list")
    addresses += [ticket(places[2]) + step for step in ("/offer", "/decline")]
    page = open_page(f"/?lang={language}")
    assert looked_at(page, addresses, address, language) == []


@LANGUAGES
def test_the_ticket_of_a_family(
    office: Office, open_page: OpenPage, address: str, language: str
) -> None:
    fair = office.fair()
    party = Party(fair_id=fair.id, made_at=NOW)
    first = office.registration(fair=fair, party=party)
    names = ("أحمد", "Wolfeschlegelsteinhausenbergerdorff")
    for name in names:
        person = office.candidate(given_name=name)
        office.registration(fair=fair, party_id=first.party_id, candidate=person)
    page = open_page(f"/?lang={language}")
    addresses = [ticket(first), ticket(first) + "/family"]
    assert looked_at(page, addresses, address, language) == []
    page.click("main form .kern-btn--primary")
    assert page.locator("#error-summary").count() == 1
    assert faults(page, mirrored=language == "ar") == []


@LANGUAGES
def test_the_start_of_a_fair_in_every_state(
    office: Office, open_page: OpenPage, address: str, language: str
) -> None:
    addresses = [f"/fairs/{office.fair(**one).slug}/register" for one in FAIRS.values()]
    page = open_page(f"/?lang={language}")
    assert looked_at(page, addresses, address, language) == []


@LANGUAGES
def test_a_family_writes_its_names(office: Office, open_page: OpenPage, language: str) -> None:
    office.office()
    fair = office.fair(capacity=1)
    next_page = "main form button[type=submit].kern-btn--primary"
    page = open_page(f"/fairs/{fair.slug}/register?lang={language}", width=360)
    page.click(next_page)
    page.click("button[value=sewing]")
    page.check("input[name=occupation] >> nth=0")
    page.check("input[name=years] >> nth=0")
    page.click(next_page)
    page.check("input[name=german] >> nth=0")
    page.click(next_page)
    page.click(next_page)
    page.click(".mp-picture-more > summary")
    page.fill("#family_1", "Haddad")
    page.click(next_page)
    assert page.locator("#error-summary").count() == 1
    assert faults(page, mirrored=language == "ar") == []
    page.reload()
    page.fill("#given_1", "هدى")
    page.click(next_page)
    page.fill("#phone", "0170 1234567")
    page.click(next_page)
    page.fill("#given_name", "Amal")
    page.check("#agree")
    page.check("#together")
    page.click(next_page)
    page.wait_for_load_state()
    assert page.locator("input[name=wait]").count() == 1  # two people, one place: the list
    assert faults(page, mirrored=language == "ar") == []


@EITHER
def test_a_family_is_offered_places(
    office: Office, open_page: OpenPage, address: str, language: str
) -> None:
    fair = office.fair(taken=2)
    party = Party(fair_id=fair.id, made_at=NOW)
    first = office.registration(fair=fair, party=party, **PLACES["offered"])
    office.registration(fair=fair, party_id=first.party_id, **PLACES["offered"])
    page = open_page(f"/?lang={language}")
    addresses = [ticket(first) + step for step in ("", "/offer", "/decline")]
    assert looked_at(page, addresses, address, language) == []


@EITHER
def test_a_card_is_claimed_and_refused(
    office: Office, open_page: OpenPage, address: str, language: str
) -> None:
    office.office()
    fair = office.fair()
    holder = office.candidate(birth_year=1992)
    code = holder.personal_codes[0].code
    page = open_page(f"/?lang={language}")
    claim = f"/fairs/{fair.slug}/register/card"
    assert looked_at(page, [f"/t/{code}", claim, "/t/"], address, language) == []
    found = []
    for year in ("", "1901"):
        page.goto(f"{address}{claim}?code={code}&lang={language}")
        page.fill("#birth_year", year)
        page.click(NEXT)
        assert page.locator("#error-summary").count() == 1
        found += faults(page, mirrored=language == "ar")
    page.goto(f"{address}{claim}?code={code}&lang={language}")
    page.fill("#birth_year", "1992")
    page.click(NEXT)
    assert found + faults(page, mirrored=language == "ar") == []


@EITHER
def test_every_question_comes_back_with_its_error(
    office: Office, open_page: OpenPage, language: str
) -> None:
    office.office()
    page = open_page(f"/fairs/{office.fair(capacity=1, taken=1).slug}/register?lang={language}")
    found: list[str] = []

    def refused() -> None:
        page.click(NEXT)
        assert page.locator("#error-summary").count() == 1, page.url
        found.extend(faults(page, mirrored=language == "ar"))
        page.reload()

    page.click(NEXT)
    refused()
    page.click("button[value=sewing]")
    refused()
    page.check("input[name=occupation] >> nth=0")
    page.check("input[name=years] >> nth=0")
    page.click(NEXT)
    refused()
    page.check("input[name=german] >> nth=0")
    page.click(NEXT)
    page.click(NEXT)
    page.click(NEXT)
    refused()
    page.click("button[name=neither]")
    refused()
    page.fill("#given_name", "Amal")
    page.check("#agree")
    page.click(NEXT)
    page.wait_for_selector("input[name=wait]", state="attached")
    found += faults(page, mirrored=language == "ar")
    page.reload()  # turned round before: sent once more
    page.click(NEXT)
    page.wait_for_url("**/t/*")
    assert found + faults(page, mirrored=language == "ar") == []


@EITHER
def test_somebody_says_how_it_was(
    office: Office, open_page: OpenPage, address: str, language: str
) -> None:
    fair = office.fair(**YESTERDAY)
    place = office.registration(fair=fair, checked_in_at=fair.starts_at)
    page = open_page(f"/?lang={language}")
    assert looked_at(page, [ticket(place), ticket(place) + "/opinion"], address, language) == []
    page.goto(f"{address}{ticket(place)}/opinion?lang={language}")
    page.click("button[value=good]")
    page.wait_for_selector("textarea")
    assert faults(page, mirrored=language == "ar") == []
