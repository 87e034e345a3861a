"""When a letter that failed is tried again, and when it is given up."""

from datetime import timedelta
from itertools import count

from domain.letters import GIVE_UP_AFTER, is_given_up, wait_before_try


def test_each_wait_is_longer_until_an_hour() -> None:
    waits = [wait_before_try(number) for number in range(1, 12)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=30)
    assert waits[-1] == timedelta(hours=1)


def test_a_letter_is_given_up_after_a_day_of_waiting() -> None:
    last = next(number for number in count(1) if is_given_up(number))
    waited = sum((wait_before_try(number) for number in range(1, last + 1)), timedelta())
    assert GIVE_UP_AFTER <= waited < GIVE_UP_AFTER + timedelta(hours=1)
