"""The page of results: numbers that may be passed on."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from domain.access import Role
from domain.opinions import ComesAgain, Mood, Suited
from models import Fair, FirmOpinion, VisitorOpinion
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW, _stored
from tests.inspection import InspectingClient

OVER = {"starts_at": NOW - timedelta(hours=7), "ends_at": NOW - timedelta(hours=3)}
CAME = NOW - timedelta(hours=6)


@pytest.fixture
def fair(office: Office) -> Fair:
    """Twelve Arabic readers came, six did not; three readers of English came, two walked in."""
    fair = office.fair(**OVER)
    for language, number, values in (
        ("ar", 12, {"checked_in_at": CAME}),
        ("ar", 6, {}),
        ("en", 3, {"checked_in_at": CAME}),
        ("de", 7, {"checked_in_at": CAME}),
        ("en", 2, {"checked_in_at": CAME, "walked_in": True}),
    ):
        for _one in range(number):
            person = office.candidate(language=language, work=(("Koch", "29302", 3),))
            office.registration(fair=fair, candidate=person, **values)
    return fair


def page_of(client: InspectingClient, office: Office, fair: Fair, role: Role) -> str:
    sign_in_as(client, office.account(role))
    return " ".join(re.sub(r"<[^>]+>", " ", client.page(f"/desk/results/{fair.id}")).split())


@pytest.mark.parametrize("role", [Role.OFFICER, Role.TEAM_LEAD])
def test_numbers_of_groups_are_told_and_small_ones_hidden(
    client: InspectingClient, office: Office, fair: Fair, role: Role
) -> None:
    page = page_of(client, office, fair, role)
    assert "28 angemeldet" in page
    assert "mindestens 22 waren da" in page
    assert "unter 5 davon ohne Anmeldung" in page
    assert "Arabisch 12 6 ·" in page
    assert "Deutsch" not in page  # seven, but three would follow from it
    assert "übrige und kleine Gruppen 10 0 unter 5" not in page
    assert "Lebensmittelherstellung u. -verarbeitung 22 6 ·" in page


def test_opinions_are_shown_from_five_on_and_firms_by_name(
    client: InspectingClient, office: Office, fair: Fair
) -> None:
    for number in range(4):
        _say(office, fair, "Mehr Zeit" if number else "")
    assert "Weniger als fünf Antworten" in page_of(client, office, fair, Role.OFFICER)
    _say(office, fair, "Danke")
    stand = office.stand(fair=fair)
    _stored(
        FirmOpinion(
            stand_id=stand.id,
            mood=Mood.GOOD,
            suited=Suited.MANY,
            steps=4,
            again=ComesAgain.YES,
            words="Mehr Licht",
            given_at=NOW,
        )
    )
    page = page_of(client, office, fair, Role.TEAM_LEAD)
    assert "Danke" in page
    assert stand.employer.name in page
    assert "1 von 1 Firmen haben geantwortet. Vereinbarte nächste Schritte: 4." in page


def test_a_fair_without_anybody_says_so(client: InspectingClient, office: Office) -> None:
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    assert "Noch keine Kontaktbörse" in client.page("/desk/results/")
    empty = office.fair(**OVER)
    assert "0 angemeldet" in page_of(client, office, empty, Role.TEAM_LEAD)
    assert empty.title in client.page("/desk/results/")


def _say(office: Office, fair: Fair, words: str) -> None:
    place = office.registration(fair=fair, checked_in_at=CAME)
    _stored(VisitorOpinion(registration_id=place.id, mood=Mood.GOOD, words=words, given_at=NOW))
