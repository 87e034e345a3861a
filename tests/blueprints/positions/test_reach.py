"""Beside the form of a position: how many people meet what is typed, with and without script."""

from __future__ import annotations

from domain.access import Role
from domain.languages import LanguageLevel, LanguageSkill
from models import Position, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

PAGE = "/positions/new/details?kind=job&title=Helfer&occupation=none"
ASKS = {
    "requirement_level": "1",
    "german_understanding": "A2",
    "german_speaking": "A2",
    "german_reading": "none",
    "german_writing": "B2",
}


def test_a_press_counts_keeps_what_was_typed_and_stores_nothing(
    client: InspectingClient, office: Office
) -> None:
    for number in range(24):
        level = LanguageLevel.B2 if number % 2 else LanguageLevel.A2
        office.candidate(german_level=level, given_name="Geheim")
    sign_in_as(client, office.account(Role.EMPLOYER))
    typed = ASKS | {"title": "Halb getippt", "postcode": "", "reach": "1"}
    answer = client.post(PAGE, data=typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Mindestens 10 Menschen" in page
    assert "Am meisten schließt aus: Deutsch: Schreiben. Ohne das wären es mindestens 20." in page
    assert "Halb getippt" in page
    assert "Geheim" not in page
    assert db.session.query(Position).count() == 0


def test_the_script_gets_the_same_words_and_nothing_for_demands_that_cannot_be(
    client: InspectingClient, office: Office
) -> None:
    office.candidate(german_level=LanguageLevel.B2)
    sign_in_as(client, office.account(Role.EMPLOYER))
    found = client.post("/positions/reach?occupation=22342", data=ASKS).get_json()
    assert found == {
        "text": "Weniger als 10 Menschen, die Arbeit suchen, erfüllen das alles.",
        "hint": "",
    }
    odd = client.post("/positions/reach?occupation=x", data=ASKS | {"german_writing": "Z9"})
    assert odd.get_json() == {"text": "", "hint": ""}


def test_an_officer_reads_the_number_beside_a_position(
    client: InspectingClient, office: Office
) -> None:
    for level in (LanguageLevel.B2, LanguageLevel.B2, LanguageLevel.A1):
        office.candidate(german_level=level)
    german = {f"german_{skill}": LanguageLevel.NONE for skill in LanguageSkill}
    german["german_reading"] = LanguageLevel.B1
    position = office.position(requirement_level=1, german_level=LanguageLevel.B1, **german)
    sign_in_as(client, office.officer())
    page = client.page(f"/office/positions/{position.id}")
    assert "2 Personen erfüllen das alles" in page
    assert "Deutsch: Lesen B1 lässt 2 von 3 übrig." in page
