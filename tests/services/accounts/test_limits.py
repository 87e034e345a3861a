"""Tries are counted in the database, so limits hold over all workers."""

from datetime import timedelta

import pytest
from flask import Flask

from domain.errors import TooManyTries
from models import Attempt, db
from services import limits
from services.limits import check_limit, claim_try, forget_tries, forget_try, note_try, sweep_tries
from tests.factories.office import NOW
from tests.racing import race

WINDOW = timedelta(minutes=15)


def claim(key: str, *, at=NOW, kind: str = "door") -> int:
    return claim_try(kind, key, now=at, most=3, window=WINDOW)


def test_the_fourth_of_three_tries_is_refused_and_says_how_long_to_wait(app: Flask) -> None:
    for _ in range(3):
        claim("a")
    with pytest.raises(TooManyTries) as refused:
        claim("a")
    assert refused.value.facts["minutes"] == 15
    with pytest.raises(TooManyTries):
        check_limit("door", "a", now=NOW, most=3, window=WINDOW)


def test_tries_of_another_key_or_kind_or_of_an_earlier_window_do_not_count(app: Flask) -> None:
    for _ in range(3):
        claim("a", at=NOW - WINDOW)
        claim("b")
        claim("a", kind="gate")
    claim("a")
    check_limit("door", "a", now=NOW, most=3, window=WINDOW)


def test_what_was_refused_does_not_prolong_the_wait(app: Flask) -> None:
    for _ in range(3):
        claim("a")
    with pytest.raises(TooManyTries):
        claim("a", at=NOW + timedelta(minutes=14))
    claim("a", at=NOW + timedelta(minutes=15))


def test_a_right_try_gives_back_what_was_counted(app: Flask) -> None:
    first, _second, _third = claim("a"), claim("a"), claim("a")
    forget_try(first)
    claim("a")
    forget_tries("door", "a")
    for _ in range(3):
        claim("a")


def test_the_database_keeps_no_address_and_no_old_tries(app: Flask) -> None:
    note_try("door", "192.0.2.7", now=NOW - limits.KEPT_FOR - WINDOW)
    note_try("door", "192.0.2.7", now=NOW)
    assert sweep_tries(now=NOW) == 1
    kept = db.session.query(Attempt).one()
    assert "192.0.2.7" not in kept.key_hash


def refused_of(results: list[object]) -> int:
    return sum(isinstance(result, TooManyTries) for result in results)


def test_of_many_tries_at_one_moment_no_more_than_three_pass(app: Flask) -> None:
    for turn in range(3):
        results = race(app, lambda _number, turn=turn: claim(f"key {turn}"))
        assert refused_of(results) >= len(results) - 3


def test_looking_before_noting_would_let_more_pass(app: Flask) -> None:
    """The negative control of the race above: it does break what is wrong."""

    def look_then_leap(_number: int) -> int:
        check_limit("door", "a", now=NOW, most=3, window=WINDOW)
        db.session.rollback()
        looked.wait(timeout=30)
        return note_try("door", "a", now=NOW)

    import threading

    looked = threading.Barrier(8)
    assert refused_of(race(app, look_then_leap)) == 0
