"""Filters of the ranked lists: by condition, language, place and availability, all by link."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.clock import office_day
from domain.languages import LanguageLevel, LanguageSkill
from models import Availability, Candidate, LanguageKnowledge, Position, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

TODAY = office_day(datetime.now(UTC))


@pytest.fixture
def position(client: InspectingClient, office: Office) -> Position:
    sign_in_as(client, office.officer())
    return office.position()


@pytest.fixture
def three(office: Office, position: Position) -> tuple[Candidate, ...]:
    """Rana lives in Bünde, speaks B2 and can start; Omid speaks A1 and starts late; Zala: none.

    Rana speaks some French and writes it better; of Omid's nobody said how he speaks it.
    """
    rana = office.candidate(
        given_name="Rana", postcode="32257", place="Bünde", german_level=LanguageLevel.B2
    )
    omid = office.candidate(
        given_name="Omid", postcode="32545", place="Bad Oeynhausen", german_level=LanguageLevel.A1
    )
    zala = office.candidate(given_name="Zala", postcode=None, place=None, german_level=None)
    office.document(candidate=rana)
    starts_on(rana, TODAY)
    starts_on(omid, TODAY + timedelta(days=60))
    knows(rana, "fr", LanguageSkill.SPEAKING, LanguageLevel.A2)
    knows(rana, "fr", LanguageSkill.WRITING, LanguageLevel.B2)
    knows(omid, "fr", LanguageSkill.READING, LanguageLevel.B1)
    knows(zala, "fr", LanguageSkill.SPEAKING, LanguageLevel.NONE)
    knows(zala, "so", LanguageSkill.SPEAKING, LanguageLevel.C2)
    return rana, omid, zala


def starts_on(person: Candidate, day: date) -> None:
    db.session.add(Availability(candidate_id=person.id, starts_on=day))
    db.session.flush()


def knows(person: Candidate, language: str, skill: LanguageSkill, level: LanguageLevel) -> None:
    db.session.add(
        LanguageKnowledge(candidate_id=person.id, language=language, skill=skill, level=level)
    )
    db.session.flush()


def shown(client: InspectingClient, position: Position, query: str) -> list[str]:
    page = client.page(f"/desk/matches/positions/{position.id}?{query}")
    return [name for name in ("Rana", "Omid", "Zala") if f"<bdi>{name}" in page]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Rana", "Omid", "Zala"]),
        ("german=A1", ["Rana", "Omid"]),
        ("german=B2", ["Rana"]),
        ("german=met", ["Rana"]),
        ("german=C2", []),
        ("place=b%C3%BCnde", ["Rana"]),
        ("place=325", ["Omid"]),
        ("place=%25", []),
        ("start=now", ["Rana"]),
        ("start=quarter", ["Rana", "Omid"]),
        ("start=unknown", ["Zala"]),
        ("km=10", ["Rana"]),
        ("condition=access&is=met", ["Rana"]),
        ("condition=access&is=unknown", ["Omid", "Zala"]),
        ("condition=start&is=can_be_met", ["Omid"]),
        ("condition=german&is=not_met", ["Omid"]),
        ("condition=any", ["Rana", "Zala"]),
        ("language=fr", ["Rana", "Omid"]),
        ("language=fr&level=A2", ["Rana", "Omid"]),
        ("language=fr&level=B1", ["Omid"]),
        ("language=so&level=C2", ["Zala"]),
        ("language=tr", []),
        ("language=fr&german=B2&start=now", ["Rana"]),
        ("level=C2", ["Rana", "Omid", "Zala"]),
        ("start=quarter&german=A1&condition=access", ["Rana"]),
    ],
)
def test_a_filter_keeps_exactly_those_it_names(
    client: InspectingClient,
    position: Position,
    three: tuple[Candidate, ...],
    query: str,
    names: list[str],
) -> None:
    assert shown(client, position, query) == names


@pytest.mark.parametrize(
    "query",
    [
        "language=xx",
        "language=%00",
        "german=D9",
        "km=x",
        "km=%D9%A3",
        "start=never",
        "condition=%00",
        "is=%F0%9F%98%80",
    ],
)
def test_a_filter_nobody_offers_filters_nothing(
    client: InspectingClient, position: Position, three: tuple[Candidate, ...], query: str
) -> None:
    assert shown(client, position, query) == ["Rana", "Omid", "Zala"]


def test_what_was_chosen_stays_chosen_and_an_empty_list_offers_to_forget_it(
    client: InspectingClient, position: Position, three: tuple[Candidate, ...]
) -> None:
    page = client.page(f"/desk/matches/positions/{position.id}?german=C2&place=Nirgends")
    assert '<option value="C2" selected>' in page
    assert 'value="Nirgends"' in page
    assert "Mit diesen Filtern bleibt niemand übrig" in page
    assert "Ohne Filter stehen 3 Personen auf der Liste." in page


def test_the_rank_is_that_of_the_whole_list_whatever_is_filtered(
    client: InspectingClient, position: Position, three: tuple[Candidate, ...]
) -> None:
    page = client.page(f"/desk/matches/positions/{position.id}?start=unknown")
    assert "Rangliste: 1 von 3 Personen" in page
    assert "<bdi>3</bdi>" in page.split("<tbody")[-1]


def test_a_language_keeps_people_and_moves_nobody(
    client: InspectingClient, position: Position, three: tuple[Candidate, ...]
) -> None:
    page = client.page(f"/desk/matches/positions/{position.id}?language=fr&level=B1")
    assert "Rangliste: 1 von 3 Personen" in page
    assert "<bdi>2</bdi>" in page.split("<tbody")[-1]
    assert '<option value="fr" selected>Französisch</option>' in page


def test_positions_of_a_person_can_be_filtered_as_well(
    client: InspectingClient, office: Office, position: Position
) -> None:
    person = office.candidate(german_level=LanguageLevel.A2)
    office.position(title="Lektorin", german_level=LanguageLevel.C1)
    url = f"/desk/matches/candidates/{person.id}"
    assert "Lektorin" in client.page(url)
    for query in ("german=met", "condition=german&is=met"):
        page = client.page(f"{url}?{query}")
        assert "Tischler/in" in page
        assert "Lektorin" not in page
