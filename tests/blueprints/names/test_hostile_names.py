"""A name comes out as it went in, wherever it is shown, and turns no neighbour round."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pypdf
import pytest
from icalendar import Calendar
from markupsafe import escape
from sqlalchemy import select

from blueprints.calendar_texts import calendar_texts
from blueprints.letters import words
from blueprints.sign_up.journey import STEPS
from domain.access import Role
from domain.names import contained, isolated
from models import AuditEntry, Candidate, Fair, Party, db
from services.calendar_files import calendar_file
from services.drafts import begin_draft
from services.fair_facts import letter_facts
from services.pdf_files import make_pdf
from tests.bidi import closed_behind
from tests.blueprints.sign_up.test_way_to_a_place import address, confirm
from tests.factories import Office, sign_in_as
from tests.factories.names import HOSTILE
from tests.factories.office import NOW
from tests.inspection import InspectingClient

STATIC = Path(__file__).resolve().parents[3] / "static"
NAMES = pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
ANSWERS: dict[str, object] = {
    **{"own_words": "Näherin", "occupation_name": "Näherin", "occupation_code": "28222"},
    **{"area": "sewing", "words": "", "years": "3", "german": "A2", "occupation": "28222"},
    **{"stands": [], "needs": [], "phone": "+491701234567", "email": None},
}
pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def fair(office: Office) -> Fair:
    office.office()
    return office.fair()


def test_there_are_forty_names_and_the_longest_fills_the_field() -> None:
    assert len(set(HOSTILE.values())) == 40
    assert max(map(len, HOSTILE.values())) == 120


@NAMES
def test_an_isolated_name_turns_no_neighbour_round(name: str) -> None:
    for shown in (isolated(name), f"{contained(name)}"):
        assert name in shown
        assert closed_behind(shown)
    assert not closed_behind("\u202eA")  # the control: an open override reaches on


def test_a_name_goes_unchanged_from_the_form_into_the_record(
    client: InspectingClient, fair: Fair
) -> None:
    for name in HOSTILE.values():
        start_at_the_end(client, fair)
        back = client.post(address(fair, "check"), data={"given_name": name})
        assert back.status_code == 422
        assert f'value="{escape(name)}"' in back.get_data(as_text=True)
        confirm(client, fair, given_name=name, family_name=name)
        person = db.session.scalars(select(Candidate).order_by(Candidate.id.desc())).first()
        assert person is not None
        assert (person.given_name, person.family_name) == (name, name)


def start_at_the_end(client: InspectingClient, fair: Fair) -> None:
    """Have the browser hold a draft in which only the name is missing."""
    token = begin_draft(fair=fair, answers=ANSWERS | {"done": list(STEPS[:-1])}, now=NOW)
    client.set_cookie("registration", token, path=address(fair))


@pytest.fixture
def everybody(office: Office, fair: Fair) -> Fair:
    for name in HOSTILE.values():
        person = office.candidate(given_name=name, family_name="Nachbar", own_script_name=name)
        office.registration(fair=fair, candidate=person)
    return fair


def test_the_list_of_a_fair_shows_every_name(
    client: InspectingClient, office: Office, everybody: Fair
) -> None:
    sign_in_as(client, office.account(Role.OFFICER))
    shown = "".join(
        client.page(f"/desk/fairs/{everybody.id}/registrations?page={number}") for number in (1, 2)
    )
    for name in HOSTILE.values():
        assert f"<bdi>{contained(name)} Nachbar</bdi>" in unescape(shown)


def test_the_table_to_take_away_holds_every_name_and_calculates_nothing(
    client: InspectingClient, office: Office, everybody: Fair
) -> None:
    officer = office.account(Role.OFFICER)
    sign_in_as(client, officer)
    answer = client.post(f"/desk/fairs/{everybody.id}/registrations.csv")
    assert answer.headers["Cache-Control"] == "no-store"
    header, *rows = rows_of(answer.get_data())
    assert header[:2] == ["Familienname", "Vorname"]
    assert {row[1].removeprefix("'") for row in rows} == set(HOSTILE.values())
    assert all(len(row) == len(header) for row in rows)
    assert not [cell for row in rows for cell in row if cell[:1] in {*"=+-@"}]
    deeds = db.session.scalars(select(AuditEntry.action)).all()
    assert deeds.count("fair.list_taken") == 1


def rows_of(content: bytes) -> Iterator[list[str]]:
    """Return the rows as an office program reads them."""
    text = content.decode("utf-8-sig")
    return csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)


def test_a_calendar_keeps_each_name_to_itself(client: InspectingClient, office: Office) -> None:
    place = office.registration(party=Party(fair_id=office.fair().id, made_at=NOW))
    with client.application.test_request_context():
        for name in HOSTILE.values():
            place.candidate.given_name, place.candidate.family_name = name, ""
            texts = calendar_texts(place, "https://example.org/t/K7M4PQ9XT")
            file = calendar_file(place, texts, now=NOW)
            event = Calendar.from_ical(file).walk("VEVENT")[0]
            assert name in event["DESCRIPTION"]
            assert all(closed_behind(line) for line in event["DESCRIPTION"].splitlines())
    db.session.rollback()


def test_a_letter_keeps_each_name_to_itself(client: InspectingClient, office: Office) -> None:
    facts = letter_facts(office.fair()) | {"code": "K7M4PQ9XT", "formally_invited": False}
    with client.application.test_request_context():
        for name in HOSTILE.values():
            said = words("registration-confirmed", facts | {"who": isolated(name)}, "ar")
            for text in (said.body, said.sms):
                assert " ".join(name.split()) in " ".join(text.split())
                assert all(closed_behind(line) for line in text.splitlines())


def test_a_pdf_holds_each_name_between_its_neighbours() -> None:
    lines = (f"<p>Vor <bdi>{escape(contained(name))}</bdi> nach</p>" for name in HOSTILE.values())
    head = '<title>Namen</title><link rel="stylesheet" href="/static/print_fonts.css">'
    page = f'<!DOCTYPE html><html lang="de"><head>{head}</head><body>{"".join(lines)}</body></html>'
    reader = pypdf.PdfReader(io.BytesIO(make_pdf(page, static=STATIC)))
    text = plain("".join(sheet.extract_text() for sheet in reader.pages))
    pieces = [piece.partition("nach") for piece in text.split("Vor")[1:]]
    assert len(pieces) == len(HOSTILE)
    for (held, behind, rest), name in zip(pieces, HOSTILE.values(), strict=True):
        assert (behind, rest) == ("nach", "")
        lost = Counter(letters(name)) - Counter(letters(held))
        assert not lost, name


def plain(text: str) -> str:
    """Return the signs of a text that are seen; where a file has space depends on its fonts."""
    return "".join(sign for sign in text if sign.isprintable() and not sign.isspace())


def letters(text: str) -> list[str]:
    """Return what a reader sees of a name, however its accents are put together."""
    return [one for one in unicodedata.normalize("NFC", plain(text)) if one.isalpha()]
