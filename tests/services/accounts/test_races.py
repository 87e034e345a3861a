"""What works once works once, also when many try at the same moment; on both databases."""

from datetime import UTC, datetime
from threading import Barrier
from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import Role
from domain.codes import new_personal_code
from domain.errors import CodeRefused, MeetingPointError
from domain.keys import MOST_CODE_TRIES
from models import Account, Candidate, OneTimeKey, RecoveryCode, db, transactional
from services import keys, record_keys, second_factor, sign_in
from services.sessions import hashed
from tests.factories import Office
from tests.factories.keys import code_of, letters, with_app, with_password
from tests.factories.office import NOW
from tests.racing import race

RUNNERS = 8


def passed(results: list[object]) -> int:
    return sum(not isinstance(result, MeetingPointError) for result in results)


def ask_for_code(person: Candidate) -> dict[str, object]:
    record_keys.send_sign_in_code(contact=person.email or "", address="x", now=NOW)
    return letters("sign-in-code")[-1].facts


def test_of_many_browsers_with_one_link_one_gets_in(app: Flask, office: Office) -> None:
    for _ in range(4):
        token = str(ask_for_code(office.candidate())["token"])
        opened = race(app, lambda _n, t=token: record_keys.open_with_link(token=t, now=NOW))
        assert passed(opened) == 1


def test_of_many_browsers_with_one_code_one_gets_in(app: Flask, office: Office) -> None:
    for _ in range(4):
        person = office.candidate()
        email, code = person.email or "", str(ask_for_code(person)["code"])

        def give(_number: int, email: str = email, code: str = code) -> Candidate:
            return record_keys.open_with_code(contact=email, typed=code, now=NOW)

        assert passed(race(app, give)) == 1


def test_code_and_link_of_one_letter_together_let_one_in(app: Flask, office: Office) -> None:
    for _ in range(4):
        person = office.candidate()
        email, facts = person.email or "", ask_for_code(person)

        def give(number: int, email: str = email, facts: dict[str, object] = facts) -> Candidate:
            if number % 2:
                return record_keys.open_with_link(token=str(facts["token"]), now=NOW)
            return record_keys.open_with_code(contact=email, typed=str(facts["code"]), now=NOW)

        assert passed(race(app, give)) == 1


def test_looking_before_using_would_let_more_than_one_in(app: Flask, office: Office) -> None:
    """The negative control: without the conditional UPDATE the same race breaks."""
    looked = Barrier(RUNNERS)

    def look_then_use(*, key_id: int, now: object) -> bool:
        used = db.session.scalar(select(OneTimeKey.used_at).where(OneTimeKey.id == key_id))
        return used is None

    def use(_number: int) -> Candidate:
        key = record_keys.find_sign_in_link(token, now=NOW)
        db.session.rollback()
        looked.wait(timeout=30)
        assert key is not None
        return record_keys._open(key_id=key.id, candidate_id=key.candidate_id or 0, now=NOW)

    token = str(ask_for_code(office.candidate())["token"])
    with patch.object(record_keys, "consume_key", look_then_use):
        assert passed(race(app, use, runners=RUNNERS)) > 1
    token = str(ask_for_code(office.candidate())["token"])
    looked.reset()
    assert record_keys.consume_key is keys.consume_key
    assert passed(race(app, use, runners=RUNNERS)) == 1


def test_many_guesses_at_one_moment_count_as_many_tries(app: Flask, office: Office) -> None:
    person = office.candidate()
    email, code = person.email or "", str(ask_for_code(person)["code"])
    guesses = [f"{(int(code) + 1 + n) % 1_000_000:06d}" for n in range(RUNNERS)]

    def guess(number: int) -> Candidate:
        return record_keys.open_with_code(contact=email, typed=guesses[number], now=NOW)

    assert passed(race(app, guess, runners=RUNNERS)) == 0
    db.session.rollback()
    assert db.session.scalars(select(OneTimeKey.tries)).one() == MOST_CODE_TRIES
    with pytest.raises(CodeRefused):
        record_keys.open_with_code(contact=email, typed=code, now=NOW)


def test_one_code_of_the_app_lets_one_browser_in(app: Flask, office: Office) -> None:
    officer = with_app(office.officer())
    number = officer.id
    code, moment = code_of(officer), datetime.now(UTC)

    def give(_number: int) -> None:
        account = db.session.get_one(Account, number)
        second_factor.use_code(account=account, typed=code, now=moment)

    assert passed(race(app, give)) == 1


def test_one_recovery_code_lets_one_browser_in(app: Flask, office: Office) -> None:
    officer = with_app(office.officer())
    number, code = officer.id, new_personal_code()
    add(RecoveryCode(account_id=number, code_hash=hashed(code)))

    def give(_number: int) -> None:
        account = db.session.get_one(Account, number)
        second_factor.use_code(account=account, typed=code, now=NOW)

    assert passed(race(app, give)) == 1
    assert len(letters("recovery-code-used")) == 1


def test_one_link_sets_one_password(app: Flask, office: Office) -> None:
    account = with_password(office.account(Role.EMPLOYER))
    sign_in.ask_for_password(email=account.email, address="x", now=NOW)
    token = str(letters("password-reset")[-1].facts["token"])

    def set_one(number: int) -> Account:
        password = f"vier grüne Türen {number}"
        return sign_in.set_password(token=token, password=password, now=NOW)

    assert passed(race(app, set_one, runners=4)) == 1


@transactional
def add(row: RecoveryCode) -> None:
    db.session.add(row)
