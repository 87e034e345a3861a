"""A team lead tries weights: which of today's lists change, and how, before anything is kept."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.languages import LanguageLevel
from matching.scorecard import Weights
from models import Account, RankingWeights, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

SHIPPED = {name: f"{value:g}" for name, value in Weights().points().items()}


def url(**changed: str) -> str:
    points = SHIPPED | changed
    return "/desk/weights/try?" + "&".join(f"{name}={value}" for name, value in points.items())


@pytest.fixture
def lead(client: InspectingClient, office: Office) -> Account:
    account = office.account(Role.TEAM_LEAD)
    sign_in_as(client, account)
    return account


@pytest.fixture
def eleven(office: Office) -> None:
    """Ten joiners with little German, and a cook with much, who comes in where German counts."""
    level = LanguageLevel.C1
    office.position(title="Tischler für Küchen", german_level=level,
                    german_speaking=level, german_understanding=level)  # fmt: skip
    for number in range(10):
        office.candidate(given_name=f"Tischler{number}", work=(("Tischler", "22342", 3),),
                         german_level=LanguageLevel.NONE)  # fmt: skip
    office.candidate(given_name="Kochin", work=(("Köchin", "29302", 3),),
                     german_level=LanguageLevel.C1)  # fmt: skip


def test_moving_a_weight_names_the_lists_that_change_and_who_comes_and_goes(
    client: InspectingClient, lead: Account, eleven: None
) -> None:
    html = client.page(url(occupation="0", german="50"))
    assert "1 von 1 Listen ändern sich" in html
    assert "Tischler für Küchen" in html
    assert "Kochin" in html
    assert "Mit Grund veröffentlichen" in html
    assert db.session.scalar(select(RankingWeights)) is None


def test_the_weights_that_count_change_nothing(
    client: InspectingClient, lead: Account, eleven: None
) -> None:
    assert "Auf keiner der 1 Listen ändert sich" in client.page(url())


def test_what_was_tried_stands_in_the_form_that_publishes(
    client: InspectingClient, lead: Account
) -> None:
    html = client.page(url(occupation="30", german="20").replace("/try", "/change"))
    assert 'value="30"' in html
    assert 'value="20"' in html


def test_points_that_are_no_hundred_are_named_and_nothing_is_computed(
    client: InspectingClient, lead: Account
) -> None:
    everything = dict.fromkeys(SHIPPED, "11")
    answer = client.get(url(**everything))
    assert answer.status_code == 422
    assert "Zusammen sind es 110 Punkte" in answer.get_data(as_text=True)


def test_one_weight_can_be_moved_alone_and_the_others_give_way(
    client: InspectingClient, lead: Account, eleven: None
) -> None:
    html = client.page(url(german="50"))
    assert "Gerechnet mit Beruf 22, Anforderungsniveau 6" in html
    assert "Deutsch 50" in html
    assert (
        'value="40"' in html
    )  # what was typed stays, so that the next one can be moved alone, too
    assert "1 von 1 Listen ändern sich" in html
    assert "german=50" in html  # in the address that publishes, with the others as they gave way
    assert "occupation=22&amp;" in html
    assert client.get(url(german="99")).status_code == 422


def test_only_who_may_set_weights_may_try_them(client: InspectingClient, office: Office) -> None:
    sign_in_as(client, office.officer())
    assert client.get(url()).status_code == 404


def test_an_address_with_other_words_shows_the_weights_that_count(
    client: InspectingClient, lead: Account
) -> None:
    assert 'value="40"' in client.page("/desk/weights/try?q=e&page=2&occupation=29302")
