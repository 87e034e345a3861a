"""The file of a person at one look, and the card with the code."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from domain.languages import LanguageLevel
from models import Candidate, PersonalCode, db, transactional
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements


def test_the_card_carries_the_code_for_the_ticket_and_a_new_one_replaces_it(
    app: Flask, client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    old = person.personal_codes[0]
    home = f"/desk/candidates/{person.id}"
    sign_in_as(client, caseworker)
    spaced = "-".join(old.code[i : i + 3] for i in (0, 3, 6))
    page = client.page(f"{home}/card")
    assert spaced in page
    for sheet in ("card", "arabic", "ethiopic"):  # a name stands on it in every script
        assert f"/{sheet}" in page
    for _press in range(2):
        assert client.post(f"{home}/code", data={"seen": str(old.id)}).status_code == 303
    working = select(PersonalCode.code).where(PersonalCode.revoked_at.is_(None))
    assert len(db.session.scalars(working).all()) == 1
    assert spaced not in client.page(f"{home}/card")
    client.post(f"{home}/code/revocation")
    db.session.rollback()
    assert db.session.scalars(working).all() == []
    client.page(f"{home}/card")
    assert client.post(f"{home}/code", data={"seen": "😀" * 99}).status_code == 303


@transactional
def _add_events(office: Office, person: Candidate, count: int) -> None:
    firm = office.employer()
    for _number in range(count):
        office.proposal(candidate=person, position=office.position(employer=firm))


def test_the_file_asks_as_little_for_a_long_story_as_for_a_short_one(
    client: InspectingClient, office: Office
) -> None:
    officer = office.officer()
    person = office.candidate(
        german_level=LanguageLevel.B1, work=(("Koch", "29302", 2),), skills=("a", "b")
    )
    sign_in_as(client, officer)
    counts = []
    for more in (10, 190):
        _add_events(office, person, more)
        client.page(f"/desk/candidates/{person.id}")
        with counted_statements() as sent:
            client.page(f"/desk/candidates/{person.id}")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET
