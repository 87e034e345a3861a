"""Staff read what an occupation consists of and what lies near; everybody searches."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from domain.access import Role
from models import db
from services.catalogue_imports.agency_files import import_kldb
from services.catalogue_imports.esco import esco_export, import_esco
from services.remembered_titles import remember_title, remembered_for
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.factories.official import esco_folder, kldb_file
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


def test_words_the_office_remembers_stand_there_and_can_be_taken_away(
    client: FlaskClient, office: Office
) -> None:
    who = office.caseworker(name="Petra Pick")
    remember_title(actor=who.actor, title="Quendler", code="22342", names=(), now=NOW)
    sign_in_as(client, who)
    page = words(client.get("/occupations/22342"))
    for said in ("So sagen es die Leute hier", "Quendler", "1-mal", "Petra Pick"):
        assert said in page, said
    assert "Quendler" not in words(client.get("/occupations/29222"))
    number = remembered_for("22342")[0].id
    answer = client.post(f"/occupations/synonyms/{number}/removal", follow_redirects=True)
    assert "„Quendler“ ist nicht mehr gemerkt." in words(answer)
    assert "Noch kein Wort gemerkt." in words(client.get("/occupations/22342"))
    assert client.post(f"/occupations/synonyms/{number}/removal").status_code == 404


def test_machine_made_labels_say_so(officer: FlaskClient) -> None:
    page = words(officer.get("/occupations/22342"))
    assert "Arabisch (maschinell)" in page
    assert "Englisch (maschinell)" in page


def test_a_number_that_left_is_still_read_with_what_was_written(
    officer: FlaskClient, tmp_path: Path
) -> None:
    import_kldb(path=kldb_file(tmp_path), now=NOW)
    page = words(officer.get("/occupations/32122"))
    assert "nicht mehr in der Klassifikation" in page
    assert "Maurer" in page
    new = words(officer.get("/occupations/81122"))
    assert "Podologen" in new
    assert "Pflegen Füße." in new


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Dieser Dienst nutzt die ESCO-Klassifikation der Europäischen Kommission."),
        ("en", "This service uses the ESCO classification of the European Commission."),
        ("ar", "تستخدم هذه الخدمة تصنيف ESCO للمفوضية الأوروبية."),
    ],
)
def test_the_source_stands_at_the_foot_in_the_readers_language(
    client: FlaskClient, tmp_path: Path, language: str, said: str
) -> None:
    address = f"/occupations?lang={language}"
    assert said not in words(client.get(address))
    folder = esco_folder(tmp_path / "esco")
    import_esco(path=folder, export=esco_export(folder, (), "1.1.1"), now=NOW)
    assert said in words(client.get(address))
    assert said not in words(client.get(f"/legal-notice?lang={language}"))


def test_with_official_files_in_use_a_search_asks_no_more_than_the_budget(
    client: FlaskClient, office: Office, tmp_path: Path
) -> None:
    import_kldb(path=kldb_file(tmp_path), now=NOW)
    folder = esco_folder(tmp_path / "esco")
    import_esco(path=folder, export=esco_export(folder, (), "1.1.1"), now=NOW)
    client.get("/occupations?q=koch")
    for address in ("/occupations?q=koch", "/occupations/search?q=koch"):
        db.session.remove()
        with counted_statements() as sent:
            assert client.get(address).status_code == 200
        assert len(sent) <= 12
