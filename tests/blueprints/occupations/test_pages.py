"""Staff read what an occupation consists of and what lies near; everybody searches."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from domain.access import Role
from tests.factories import Office, sign_in_as
from tests.statements import counted_statements


@pytest.fixture
def officer(client: FlaskClient, office: Office) -> FlaskClient:
    sign_in_as(client, office.officer())
    return client


def words(answer: TestResponse) -> str:
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_it_shows_names_way_in_tasks_and_skills_in_three_languages(officer: FlaskClient) -> None:
    page = words(officer.get("/occupations/22342"))
    for said in (
        "Tischler/in", "Tischler, Tischlerin", "Schreiner", "carpenter (joiner)", "نجار",
        "cabinet maker", "7522", "Ausbildung im Betrieb", "Anlage A Nr. 27", "22.11.2026",
        "Möbel und Küchen bauen", "Build furniture and kitchens", "صناعة الأثاث والمطابخ",
        "Holzverbindungen herstellen", "fast immer",
    ):  # fmt: skip
        assert said in page, said
    assert "Brot backen" not in page


def test_each_neighbour_says_why(officer: FlaskClient) -> None:
    page = words(officer.get("/occupations/22342"))
    assert 'href="/occupations/22301"' in page
    assert "Gleiche Gruppe: " in page
    assert "Gemeinsam: " in page
    assert 'href="/occupations/29222"' not in page


def test_two_occupations_of_one_number_stand_apart(officer: FlaskClient) -> None:
    page = words(officer.get("/occupations/29222"))
    assert 'id="baecker"' in page
    assert 'id="konditor"' in page
    assert "Torten verzieren" in page


def test_a_number_nobody_described_still_has_its_page(officer: FlaskClient) -> None:
    assert "noch nicht beschrieben" in words(officer.get("/occupations/01104"))
    assert "noch keinen Beruf" in words(officer.get("/occupations/11103"))


@pytest.mark.parametrize("code", ["99999", "2922", "abc", "292222", "٢٩٢٢٢"])
def test_a_number_that_is_none_is_not_found(officer: FlaskClient, code: str) -> None:
    assert officer.get(f"/occupations/{code}").status_code == 404


def test_firms_do_not_read_it_and_their_search_has_no_link(
    client: FlaskClient, office: Office
) -> None:
    assert "/occupations/29222" not in words(client.get("/occupations?q=Bäcker"))
    sign_in_as(client, office.account(Role.EMPLOYER))
    assert client.get("/occupations/29222").status_code == 404
    assert "/occupations/29222" not in words(client.get("/occupations?q=Bäcker"))


def test_it_is_reached_from_the_search_a_position_and_a_person(
    officer: FlaskClient, office: Office
) -> None:
    position = office.position()
    person = office.candidate(work=(("Koch", "29302", 3),))
    assert 'href="/occupations/29222"' in words(officer.get("/occupations?q=خبّازة"))
    assert 'href="/occupations/22342"' in words(officer.get(f"/office/positions/{position.id}"))
    assert 'href="/occupations/29302"' in words(officer.get(f"/desk/candidates/{person.id}"))


def test_it_needs_few_statements(officer: FlaskClient) -> None:
    with counted_statements() as statements:
        words(officer.get("/occupations/29222"))
    assert len(statements) <= 12


@pytest.mark.parametrize(
    ("language", "typed", "label"),
    [
        ("de", "Konditorinnen", "Konditor/in"),
        ("en", "confectioner", "confectioner"),
        ("en", "Konditor", "confectioner"),
        ("ar", "صانعة الحلويات", "حلواني"),
    ],
)
def test_a_search_answers_in_the_language_of_the_page(
    client: FlaskClient, language: str, typed: str, label: str
) -> None:
    client.get(f"/?lang={language}")
    found = client.get(
        "/occupations/search", query_string={"q": typed, "lang": language}
    ).get_json()
    assert found["items"][0] == label
    assert found["occupations"][0]["code"] == "29222"


@pytest.mark.parametrize("noise", ["asdfgh", "lorem ipsum", "شكرا جزيلا", "12345", "!!!", ""])
def test_noise_finds_nothing(client: FlaskClient, noise: str) -> None:
    found = client.get("/occupations/search", query_string={"q": noise}).get_json()
    assert found == {"items": [], "occupations": []}
