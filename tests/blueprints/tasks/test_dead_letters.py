"""A letter that reached nobody is on somebody's list until somebody was reached."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from blueprints.letters import send_letters
from domain.access import Role
from domain.letters import Channel, LetterState
from models import Account, AuditEntry, Candidate, Letter, Task, db
from services.carriers import Refused
from services.dispatch import claim_next_letter, note_failure
from tests.factories import Office, sign_in_as
from tests.factories.letters import written_letter
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements


def dead_letter(reader: Account | Candidate) -> int:
    """Return the task of a letter that its server refused."""
    written_letter(reader)
    now = datetime.now(UTC)
    letter = claim_next_letter(sender="a test", channels=set(Channel), now=now)
    assert letter is not None
    note_failure(letter=letter, failure=Refused("SMTPRecipientsRefused 550"), now=now)
    return db.session.scalars(select(Task.id).where(Task.letter_id == letter.id)).one()


def task(task_id: int) -> Task:
    db.session.rollback()
    return db.session.get_one(Task, task_id, populate_existing=True)


def test_officers_see_whom_to_call(client: InspectingClient, office: Office) -> None:
    firm = office.employer(name="Küchen Nord", contact_phone="+495221000000")
    dead_letter(office.candidate(given_name="Aziza"))
    dead_letter(office.candidate(given_name="Verborgen", agreed=False))
    dead_letter(office.account(Role.EMPLOYER, employer=firm, name="Karl Küche"))
    sign_in_as(client, office.officer())
    page = client.page("/tasks/")
    assert "Aziza" in page
    assert "Verborgen" not in page, "she did not agree to placement"
    assert "zuständig: " in page
    assert "Karl Küche, Küchen Nord" in page
    assert "05221 000000" in page
    assert "Die Adresse gibt es nicht." in page
    assert "@example.org" not in page


def test_caseworkers_see_the_letters_of_their_own_people(
    client: InspectingClient, office: Office
) -> None:
    own = office.caseworker()
    dead_letter(office.candidate(given_name="Eigene", caseworker=own))
    foreign = dead_letter(office.candidate(given_name="Fremde", caseworker=office.caseworker()))
    sign_in_as(client, own)
    page = client.page("/tasks/")
    assert "Eigene" in page
    assert "Fremde" not in page
    assert client.post(f"/tasks/{foreign}/done").status_code == 404
    assert client.post(f"/tasks/{foreign}/letter").status_code == 404
    assert task(foreign).done_at is None


def test_a_letter_is_sent_again_to_the_corrected_address(
    app: Flask, client: InspectingClient, office: Office
) -> None:
    person = office.candidate(email="falsch@example.org")
    number = dead_letter(person)
    person = db.session.get_one(Candidate, person.id)
    person.email = "richtig@example.org"
    db.session.commit()
    sign_in_as(client, office.officer())
    assert client.post(f"/tasks/{number}/letter").status_code == 303
    assert task(number).done_at is not None
    assert send_letters(app) == 1
    (file,) = Path(app.config["OUTBOX"]).glob("*.eml")
    assert "To: richtig@example.org" in file.read_text("utf-8")
    again = client.post(f"/tasks/{number}/letter", follow_redirects=True)
    assert "inzwischen" in again.get_data(as_text=True)
    assert send_letters(app) == 0


def test_a_task_that_is_done_leaves_the_list_and_its_letter_is_forgotten(
    client: InspectingClient, office: Office
) -> None:
    officer = office.officer()
    number = dead_letter(office.candidate())
    sign_in_as(client, officer)
    assert client.post(f"/tasks/{number}/done").status_code == 303
    assert (task(number).done_at is not None, task(number).done_by_id) == (True, officer.id)
    letter = db.session.scalars(select(Letter)).one()
    assert (letter.state, letter.facts) == (LetterState.DEAD, {})
    assert "Nichts zu tun" in client.page("/tasks/")
    deeds = db.session.scalars(select(AuditEntry.action)).all()
    assert "task.done" in deeds


def test_a_letter_that_dies_again_opens_its_task_again(app: Flask, office: Office) -> None:
    reader = office.officer()
    number = dead_letter(reader)
    app.config["SMTP_URL"] = ""
    from services.tasks import send_again

    send_again(actor=reader.actor, task=task(number), now=datetime.now(UTC))
    letter = claim_next_letter(sender="again", channels=set(Channel), now=datetime.now(UTC))
    assert letter is not None
    note_failure(letter=letter, failure=Refused("SMTPDataError 554"), now=datetime.now(UTC))
    assert task(number).done_at is None
    assert db.session.scalar(select(func.count()).select_from(Task)) == 1


@pytest.mark.sqlite_only
def test_the_page_asks_the_same_number_of_questions_for_many(
    client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.officer())
    dead_letter(office.candidate())
    dead_letter(office.account(Role.EMPLOYER))
    client.page("/tasks/")  # the first page of a process also asks whether this is a demo
    with counted_statements() as few:
        client.page("/tasks/")
    for _number in range(8):
        dead_letter(office.candidate())
    with counted_statements() as many:
        client.page("/tasks/")
    assert len(few) == len(many) <= BUDGET
