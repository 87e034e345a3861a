"""Firms and the office send a file, look at each row, take it over and take it back."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import Role
from models import Account, ImportBatch, ImportRow, ImportState, Position, db
from services.position_imports.checking import CHECKED_AT_ONCE
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

ROWS = "Titel;PLZ;Beginn\nKoch/Köchin;32049;\n=HYPERLINK(1);32257;31.02.2027\n"


@pytest.fixture
def firm(client: InspectingClient, office: Office) -> Account:
    account = office.account(Role.EMPLOYER)
    sign_in_as(client, account)
    return account


def send(client: InspectingClient, text: str = ROWS, name: str = "stellen.csv", **more: str):
    file = (io.BytesIO(text.encode("cp1252")), name)
    return client.post("/imports/new", data={"file": file, **more})


def sent(client: InspectingClient, text: str = ROWS) -> str:
    answer = send(client, text)
    assert answer.status_code == 303
    return answer.location


def positions() -> list[Position]:
    return list(db.session.scalars(select(Position).order_by(Position.id)))


@pytest.mark.usefixtures("firm")
def test_each_row_has_its_result_and_nothing_is_stored(client: InspectingClient) -> None:
    page = client.page(sent(client))
    assert "1 Stelle übernehmen" in page
    assert "Formeln rechnen wir nicht" in page
    assert "„31.02.2027“ ist kein Datum, das es gibt" in page
    assert positions() == []


@pytest.mark.usefixtures("firm")
def test_only_errors_are_shown_on_demand(client: InspectingClient) -> None:
    where = sent(client)
    assert "Koch/Köchin" in client.page(where)
    page = client.page(f"{where}?show=faulty")
    assert "=HYPERLINK(1)" in page
    assert "Koch/Köchin" not in page


def test_the_yes_makes_positions_of_the_own_firm_once(
    client: InspectingClient, firm: Account
) -> None:
    where = sent(client)
    for _press in range(2):
        assert client.post(f"{where}/confirm").status_code == 303
    assert [(one.title, one.employer_id) for one in positions()] == [
        ("Koch/Köchin", firm.employer_id)
    ]
    assert "1 Stelle ist übernommen" in client.page(where)
    client.page(f"{where}/undo")
    client.post(f"{where}/undo")
    assert positions() == []
    assert "1 Stelle ist entfernt" in client.page(where)


@pytest.mark.usefixtures("firm")
def test_errors_are_taken_away_without_formulas(client: InspectingClient) -> None:
    answer = client.get(f"{sent(client)}/errors.csv")
    text = answer.get_data().decode("utf-8-sig")
    assert answer.mimetype == "text/csv"
    assert ";'=HYPERLINK(1);" in f";{text}"
    assert ";=HYPERLINK" not in text
    assert "Beginn: „31.02.2027“" in text
    assert "Koch" not in text


@pytest.mark.usefixtures("firm")
def test_the_template_is_read_as_it_is_handed_out(client: InspectingClient) -> None:
    data = client.get("/imports/template.csv").get_data()
    assert data.startswith(b"\xef\xbb\xbf")
    answer = client.post("/imports/new", data={"file": (io.BytesIO(data), "vorlage.csv")})
    assert "1 Stelle übernehmen" in client.page(answer.location)


@pytest.mark.usefixtures("firm")
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Die Datei ist leer."),
        ("Titel;PLZ\n", "In der Datei steht keine Stelle."),
        ('{"stellenangebote": [{', "Das JSON ist unvollständig"),
        ("Ort\nHerford\n", "Die Zeile mit den Spaltennamen fehlt."),
        ("Titel;Stelle;PLZ\na;b;32049\n", "„Titel“ und „Stelle“"),
        ("Titel;PLZ\n" + "Koch;32049\n" * 10_001, "mehr als 10000 Zeilen"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(
    client: InspectingClient, text: str, says: str
) -> None:
    answer = send(client, text)
    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert db.session.query(ImportBatch).count() == 0


@pytest.mark.usefixtures("firm")
def test_without_a_file_the_form_asks_for_one(client: InspectingClient) -> None:
    answer = client.post("/imports/new", data={})
    assert answer.status_code == 422
    assert "Wählen Sie eine Datei." in answer.get_data(as_text=True)


@pytest.mark.usefixtures("firm")
def test_files_may_be_larger_than_other_forms_up_to_a_limit(
    client: InspectingClient, app: Flask
) -> None:
    app.config["MAX_CONTENT_LENGTH"], app.config["MAX_IMPORT_LENGTH"] = 20_000, 60_000
    rows = "Titel;PLZ\n" + "Koch;32049\n" * 3_000
    assert send(client, rows).status_code == 303
    assert send(client, 2 * rows).status_code == 413
    assert client.post("/positions/new/details", data={"title": rows}).status_code == 413


@pytest.mark.usefixtures("firm")
def test_a_long_file_shows_how_far_it_is_and_loads_itself_anew(client: InspectingClient) -> None:
    rows = "".join(f"Koch {number};32049\n" for number in range(CHECKED_AT_ONCE + 1))
    where = sent(client, f"Titel;PLZ\n{rows}")
    answer = client.get(where)
    assert answer.headers["Refresh"] == "2"
    assert f"0 / {CHECKED_AT_ONCE + 1}" in answer.get_data(as_text=True)
    client.post(f"{where}/confirm")
    assert positions() == []
    client.post(f"{where}/discard")
    assert db.session.query(ImportRow).count() == 0


def test_an_officer_names_the_firm(client: InspectingClient, office: Office) -> None:
    firm = office.employer(name="Tischlerei Nord")
    office.employer(name="Tischlerei Süd")
    sign_in_as(client, office.officer())
    page = send(client, firm="tischlerei").get_data(as_text=True)
    assert f"Tischlerei Nord ({firm.id})" in page
    answer = send(client, firm="Tischlerei Nord")
    assert answer.status_code == 303
    assert "Tischlerei Nord" in client.page(answer.location)
    client.post(f"{answer.location}/confirm")
    assert [one.employer_id for one in positions()] == [firm.id]


def test_a_firm_sends_for_itself_whatever_it_types(client: InspectingClient, firm: Account) -> None:
    send(client, firm="1")
    batch = db.session.scalars(select(ImportBatch)).one()
    assert (batch.employer_id, batch.state) == (firm.employer_id, ImportState.READY)


def test_another_firms_file_does_not_exist(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    where = sent(client)
    sign_in_as(client, office.account(Role.EMPLOYER))
    assert client.get(where).status_code == 404
    assert client.post(f"{where}/confirm").status_code == 404
    assert "stellen.csv" not in client.page("/imports")
    assert positions() == []
