"""The page of a fair: what it says in each phase, in each language, and of which firms."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.fairs import FairState
from domain.languages import LanguageLevel
from models import db
from tests.factories import Office
from tests.factories.office import NOW
from tests.inspection import InspectingClient

PAST = {"starts_at": NOW - timedelta(days=2), "ends_at": NOW - timedelta(days=1)}
REGISTER = "/register"


@pytest.mark.parametrize(
    ("values", "says", "leads_to"),
    [
        ({}, "freie Plätze", REGISTER),
        ({"capacity": 1, "taken": 1}, "Wer länger wartet, kommt zuerst", REGISTER),
        ({"state": FairState.CLOSED}, "kommt wie geplant", ""),
        (PAST, "ist vorbei", "/jobs"),
        ({"state": FairState.CANCELLED}, "Wer einen Platz hatte, hat eine Nachricht", "/jobs"),
    ],
)
def test_each_phase_says_what_to_do_next(
    client: InspectingClient, office: Office, values: dict[str, Any], says: str, leads_to: str
) -> None:
    fair = office.fair(**values)
    page = client.page(f"/fairs/{fair.slug}")
    assert says in page
    assert leads_to in page
    assert (REGISTER in page) is (leads_to == REGISTER)


def test_a_fair_that_is_over_leads_to_the_next_one(
    client: InspectingClient, office: Office
) -> None:
    over, coming = office.fair(**PAST), office.fair()
    page = client.page(f"/fairs/{over.slug}")
    assert f"/fairs/{coming.slug}" in page
    assert "Zur nächsten Kontaktbörse" in page


def test_way_and_things_to_bring_stand_in_the_language_or_in_german_and_say_so(
    client: InspectingClient, office: Office
) -> None:
    fair = office.fair(
        directions="Aus dem Bus, geradeaus",
        directions_in={"ar": "انزلوا من الحافلة"},
        bus_stop="Hansastraße",
        bring=["cv", "ticket"],
        bring_words={"de": "Eine Brille <b>", "en": "Glasses"},
    )
    arabic = client.page(f"/fairs/{fair.slug}?lang=ar")
    assert '<bdi lang="ar">انزلوا من الحافلة</bdi>' in arabic
    assert '<bdi lang="de">Eine Brille &lt;b&gt;</bdi>' in arabic
    assert '<bdi lang="de">Hansastraße</bdi>' in arabic
    english = client.page(f"/fairs/{fair.slug}?lang=en")
    assert '<bdi lang="de">Aus dem Bus, geradeaus</bdi>' in english
    assert '<bdi lang="en">Glasses</bdi>' in english
    assert "Your CV, if you have one" in english


def test_each_language_reads_when_it_comes(client: InspectingClient, office: Office) -> None:
    fair = office.fair(capacity=5)
    starts_at = fair.starts_at
    first = fair.groups[0]
    first.name, first.languages, first.taken = "Welle 1", ["ar", "ti"], 5
    first.ends_at = starts_at + timedelta(hours=2)
    db.session.commit()
    office.group(
        fair=fair, name="Welle <2>", starts_at=first.ends_at, ends_at=fair.ends_at, capacity=9
    )
    page = client.page(f"/fairs/{fair.slug}?lang=en")
    for told in ("Welle 1", "Arabic, Tigrinya", "Welle &lt;2&gt;", "all languages", "full", "9"):
        assert told in page
    assert "Welle" not in client.page(f"/fairs/{office.fair().slug}")


@pytest.mark.parametrize(
    ("fills_gaps", "rule"), [(False, "Wer länger wartet"), (True, "auf die freien Plätze passt")]
)
def test_the_rule_of_the_waiting_list_is_told(
    client: InspectingClient, office: Office, fills_gaps: bool, rule: str
) -> None:
    fair = office.fair(capacity=1, taken=1, fills_gaps=fills_gaps)
    assert rule in client.page(f"/fairs/{fair.slug}")


@pytest.fixture
def kitchen(office: Office) -> str:
    """A fair with a kitchen maker and a bakery."""
    fair = office.fair()
    maker = office.employer(name="Küchenwerk", sector="Möbel")
    bakery = office.employer(name="Backhaus", sector="Lebensmittel")
    for firm in (maker, bakery):
        office.stand(fair=fair, employer=firm)
    office.position(employer=maker, title="Tischler/in", german_level=LanguageLevel.B1)
    office.position(employer=maker, title="Lagerhelfer/in", occupation_code="51311")
    office.position(employer=bakery, title="Bäcker/in", occupation_code="29222", places=3)
    return f"/fairs/{fair.slug}"


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("q=tischler", ["Küchenwerk", "Tischler/in"], ["Backhaus", "Lagerhelfer"]),
        ("q=خباز", ["Backhaus", "Bäcker/in"], ["Küchenwerk"]),
        ("q=KUECHENWERK", ["Tischler/in", "Lagerhelfer/in"], ["Backhaus"]),
        ("q=Lebensmittel", ["Backhaus"], ["Küchenwerk"]),
        ("area=kitchen", ["Backhaus"], ["Küchenwerk"]),
        ("q=Raumfahrt%00", ["Keine Firma passt dazu"], ["Küchenwerk", "Backhaus"]),
        ("area=nosuch", ["Küchenwerk", "Backhaus"], ["passen dazu"]),
        ("q=%F0%9F%92%A5&area=%00", ["Keine Firma passt dazu"], []),
    ],
)
def test_firms_are_found_by_trade_name_or_occupation_in_any_language(
    client: InspectingClient, kitchen: str, query: str, shown: list[str], hidden: list[str]
) -> None:
    page = client.page(f"{kitchen}?{query}")
    assert [one for one in shown if one not in page] == []
    assert [one for one in hidden if one in page] == []


def test_german_is_asked_for_in_plain_words(client: InspectingClient, kitchen: str) -> None:
    page = client.page(kitchen)
    assert "Sie können einer Ärztin sagen, was Ihnen wehtut." in page
    assert "3 Plätze" in page
    assert "B1" not in page


def test_a_fair_becomes_full_on_its_page_at_once(client: InspectingClient, office: Office) -> None:
    fair = office.fair(capacity=2, taken=1)
    assert "freier Platz" in client.page(f"/fairs/{fair.slug}")
    fair.groups[0].taken = 2
    db.session.commit()
    db.session.expire_all()
    assert "Alle Plätze sind vergeben" in client.page(f"/fairs/{fair.slug}")
