"""Letters, drafts, files, and what happens in the same moment as a deletion."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm.exc import ObjectDeletedError

from domain.access import PUBLIC
from domain.errors import MeetingPointError, NotFound
from domain.fairs import RegistrationState
from domain.letters import Channel, LetterState
from models import (
    Candidate,
    Fair,
    Letter,
    PersonDeletion,
    Registration,
    RegistrationDraft,
    db,
)
from services.deletions import LetterOnItsWay
from services.leftovers import search_files, search_tables
from services.registrations import Wishes, register
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race
from tests.services.deletion.deleting import gone, stored


def test_letters_drafts_and_files_that_name_the_person_go_too(
    app: Flask, office: Office, folder: Path
) -> None:
    leaves = office.candidate(family_name="Verschwindt", phone="+4915112345678")
    officer, fair = office.officer(), office.fair()
    stored(
        Letter(
            kind="handover-offered",
            channel=Channel.EMAIL,
            address=officer.email,
            language="de",
            facts={"case": leaves.id},
            account_id=officer.id,
            state=LetterState.DEAD,
            due_at=NOW,
            written_at=NOW,
        ),
        RegistrationDraft(
            token_hash="x" * 64, fair_id=fair.id, answers={"phone": leaves.phone}, changed_at=NOW
        ),
        RegistrationDraft(
            token_hash="y" * 64, fair_id=fair.id, answers={"phone": "+49000"}, changed_at=NOW
        ),
    )
    (folder / "letter-9-aa.sms.txt").write_text("+49 151 123 456 78\n\nIhr Code", "utf-8")
    (folder / "letter-8-bb.sms.txt").write_text("+49 170 999\n\nIhr Code", "utf-8")
    done = gone(leaves.id, folder)
    assert done.deleted["files"] == 1
    assert [path.name for path in folder.iterdir()] == ["letter-8-bb.sms.txt"]
    assert db.session.query(RegistrationDraft).count() == 1
    assert not db.session.query(Letter).count()
    assert not search_tables(["Verschwindt"])
    assert done.leftovers == {}


def test_a_letter_on_its_way_is_waited_for(app: Flask, office: Office, folder: Path) -> None:
    person = office.candidate()
    stored(
        Letter(
            kind="sign-in-code",
            channel=Channel.EMAIL,
            address=person.email,
            language="de",
            facts={"code": "123456", "initial": "", "minutes": 10, "token": "x"},
            candidate_id=person.id,
            state=LetterState.SENDING,
            due_at=NOW,
            written_at=NOW,
        )
    )
    with pytest.raises(LetterOnItsWay):
        gone(person.id, folder)
    assert db.session.query(Candidate).count() == 1


def test_a_registration_at_the_same_moment_leaves_nothing_half(
    app: Flask, office: Office, folder: Path
) -> None:
    fair, person = office.fair(), office.candidate()
    number, fair_id = person.id, fair.id

    def deed(run: int) -> int:
        if run % 2:
            return gone(number, folder).id
        found = db.session.get(Candidate, number)
        if found is None:
            raise NotFound(candidate=number)
        try:
            return register(
                fair=db.session.get_one(Fair, fair_id),
                person=found,
                wishes=Wishes(),
                key=f"key{run}",
                now=NOW,
                actor=PUBLIC,
            ).id
        except ObjectDeletedError as error:  # the page says that there is nobody
            raise NotFound(candidate=number) from error

    outcomes = race(app, deed, runners=4)
    db.session.rollback()
    assert all(isinstance(one, int | MeetingPointError) for one in outcomes)
    assert db.session.query(Candidate).count() == 0
    taken = db.session.get_one(Fair, fair_id, populate_existing=True).taken
    places = select(func.count()).where(Registration.state == RegistrationState.REGISTERED)
    assert taken == db.session.scalar(places) == 0
    assert db.session.query(PersonDeletion).count() == 1


def test_a_letter_is_searched_as_its_reader_sees_it(folder: Path) -> None:
    (folder / "letter-1-x.eml").write_bytes(
        b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"2LPZhdmK2LHYqQ==\r\n"
    )
    assert [one.row for one in search_files(["سميرة"], [folder])] == ["letter-1-x.eml"]
    assert [one.row for one in search_files(["Grüße"], [folder])] == ["letter-1-x.eml"]
    assert not search_files(["Grausam"], [folder])
