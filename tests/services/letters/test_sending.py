"""Letters reach their readers once, whatever the servers and processes do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from blueprints.letters import carriers, compose, send_letters
from domain.letters import Channel, LetterState, wait_before_try
from models import Letter, Task, db
from services.dispatch import claim_next_letter, free_stuck_letters, send_due_letters
from tests.factories import Office
from tests.factories.letters import many_letters, written_letter
from tests.mail_server import MailServer, free_port

EVERY_CHANNEL = set(Channel)


@pytest.fixture
def mail(app: Flask) -> Iterator[MailServer]:
    with MailServer() as server:
        app.config["SMTP_URL"] = server.url
        yield server


def outbox(app: Flask) -> list[Path]:
    return sorted(Path(app.config["OUTBOX"]).glob("[!.]*"))


def stored(letter: Letter) -> Letter:
    db.session.rollback()
    return db.session.get_one(Letter, letter.id, populate_existing=True)


def states() -> dict[LetterState, int]:
    db.session.rollback()
    rows = db.session.execute(select(Letter.state, func.count()).group_by(Letter.state))
    return dict(rows.all())


def send_all(app: Flask, now: datetime) -> int:
    """Send what is due at that moment, as one process would."""
    ways = carriers(app)
    try:
        return send_due_letters(compose=compose, carriers=ways, clock=lambda: now)
    finally:
        ways[Channel.EMAIL].close()


def test_without_a_mail_server_an_e_mail_becomes_a_file(app: Flask, office: Office) -> None:
    reader = office.officer()
    letter = written_letter(reader)
    written_letter(office.officer(), due_at=datetime.now(UTC) + timedelta(hours=1))

    assert send_letters(app) == 1

    (file,) = outbox(app)
    email = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert email["To"] == reader.email
    assert file.stat().st_mode & 0o077 == 0
    assert stored(letter).state is LetterState.SENT
    assert stored(letter).facts == {}


def test_who_has_no_mail_address_gets_an_sms_and_who_has_no_telephone_post(
    app: Flask, office: Office
) -> None:
    written_letter(office.candidate(email=None, phone="+4915112345678"))
    written_letter(office.candidate(email=None, phone=None, given_name="Ümit"))
    assert send_letters(app) == 2
    (sms,) = Path(app.config["OUTBOX"]).glob("*.sms.txt")
    (post,) = Path(app.config["OUTBOX"]).glob("*.post.txt")
    assert sms.read_text("utf-8").startswith("+4915112345678\n")
    assert post.read_text("utf-8").startswith("Ümit")


def test_letters_go_to_the_mail_server_over_one_connection(app: Flask, mail: MailServer) -> None:
    many_letters(5)
    assert send_letters(app) == 5
    assert len(mail.received) == 5
    assert mail.connections == 1


def test_a_refused_reader_becomes_a_task_and_the_others_get_their_letters(
    app: Flask, office: Office, mail: MailServer
) -> None:
    person = office.candidate(email="gone@example.org")
    refused, other = written_letter(person), written_letter(office.officer())
    mail.refuses["gone@example.org"] = "550 no such user"

    assert send_letters(app) == 1

    assert stored(other).state is LetterState.SENT
    dead = stored(refused)
    assert (dead.state, dead.last_error) == (LetterState.DEAD, "SMTPRecipientsRefused 550")
    assert dead.facts, "a dead letter can be sent again"
    task = db.session.scalars(select(Task)).one()
    assert (task.letter_id, task.candidate_id) == (refused.id, person.id)


def test_a_reader_who_is_refused_for_now_is_tried_again_later(
    app: Flask, office: Office, mail: MailServer
) -> None:
    letter = written_letter(office.officer(email="full@example.org"))
    mail.refuses["full@example.org"] = "451 try later"
    before = datetime.now(UTC)
    assert send_letters(app) == 0
    waiting = stored(letter)
    assert (waiting.state, waiting.tries) == (LetterState.QUEUED, 1)
    assert waiting.due_at >= before + wait_before_try(1)
    assert send_letters(app) == 0
    assert stored(letter).tries == 1, "not tried before it is due"


def test_letters_wait_while_the_mail_server_is_down_and_leave_when_it_is_up(app: Flask) -> None:
    many_letters(3)
    server = MailServer()
    app.config["SMTP_URL"] = server.url
    assert send_letters(app) == 0
    assert states() == {LetterState.QUEUED: 3}
    assert db.session.scalar(select(func.sum(Letter.tries))) == 1, "one tried for all"
    later = datetime.now(UTC) + timedelta(hours=1)
    with server:
        assert send_all(app, later) == 3
    assert states() == {LetterState.SENT: 3}


def test_sms_goes_out_while_the_mail_server_is_down(app: Flask, office: Office) -> None:
    app.config["SMTP_URL"] = f"smtp://127.0.0.1:{free_port()}"
    written_letter(office.officer())
    written_letter(office.candidate(email=None, phone="+4915112345678"))
    assert send_letters(app) == 1


def test_a_letter_is_dead_after_a_day_of_tries(app: Flask, office: Office) -> None:
    app.config["SMTP_URL"] = f"smtp://127.0.0.1:{free_port()}"
    letter = written_letter(office.officer())
    begins = datetime.now(UTC)
    for hours in range(60):
        send_all(app, begins + timedelta(hours=hours))
    assert stored(letter).state is LetterState.DEAD
    assert 24 <= stored(letter).tries <= 40
    assert db.session.scalar(select(func.count()).select_from(Task)) == 1


def test_a_letter_that_cannot_be_rendered_is_dead_at_once(app: Flask, office: Office) -> None:
    unknown = written_letter(office.officer(), kind="no-such-kind")
    incomplete = written_letter(office.officer(), facts={"incomplete": True})
    assert send_letters(app) == 0
    assert {stored(unknown).state, stored(incomplete).state} == {LetterState.DEAD}


def test_a_server_that_hangs_up_now_and_then_gets_every_letter_once(
    app: Flask, mail: MailServer
) -> None:
    many_letters(300)
    mail.hangs_up_after = 250
    later = datetime.now(UTC) + timedelta(minutes=5)
    send_letters(app)
    send_all(app, later)
    readers = [email["To"] for email in mail.received]
    assert set(readers) == {f"reader{number}@example.org" for number in range(300)}
    again = [email["Message-ID"] for email in mail.received if readers.count(email["To"]) > 1]
    assert len(set(again)) <= 1
    assert states() == {LetterState.SENT: 300}


def test_a_process_that_dies_after_sending_repeats_one_letter_under_the_same_id(
    app: Flask, office: Office, mail: MailServer
) -> None:
    written_letter(office.officer())
    now = datetime.now(UTC)
    letter = claim_next_letter(sender="dies", channels=EVERY_CHANNEL, now=now)
    assert letter is not None
    dying = carriers(app)[Channel.EMAIL]
    dying.carry(compose(letter))
    dying.close()

    assert send_letters(app) == 0, "it is still claimed"
    assert free_stuck_letters(now=now + timedelta(minutes=9)) == 0
    later = now + timedelta(minutes=11)
    assert free_stuck_letters(now=later) == 1
    assert send_all(app, later + timedelta(minutes=1)) == 1

    first, second = mail.received
    assert first["Message-ID"] == second["Message-ID"]


def test_a_sender_that_lost_its_claim_cannot_mark_the_letter_of_another(
    app: Flask, office: Office
) -> None:
    from services.dispatch import mark_sent

    written_letter(office.officer())
    now = datetime.now(UTC)
    slow = claim_next_letter(sender="slow", channels=EVERY_CHANNEL, now=now)
    assert slow is not None
    later = now + timedelta(minutes=30)
    free_stuck_letters(now=later)
    quick = claim_next_letter(
        sender="quick", channels=EVERY_CHANNEL, now=later + timedelta(minutes=1)
    )
    assert quick is not None
    assert not mark_sent(letter=slow, now=later)
    assert mark_sent(letter=quick, now=later)
