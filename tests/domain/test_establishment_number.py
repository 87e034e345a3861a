"""The number of an establishment: eight digits, the last of which fits the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.establishment_number import check_digits, is_establishment_number, plain_number

DISTRICTS = st.integers(10, 999).filter(lambda number: number < 100 or number >= 110)


@pytest.mark.parametrize("number", ["09912342", "09912347"])
def test_the_published_example_is_right_with_its_digit_and_with_five_more(number: str) -> None:
    assert is_establishment_number(number)


@pytest.mark.parametrize(
    "number",
    ["", "0991234", "099123422", "09912343", "00912342", "10012342", "0991234x", "٠٩٩١٢٣٤٢"],
)
def test_what_cannot_be_one_is_refused(number: str) -> None:
    assert not is_establishment_number(number)


@given(DISTRICTS, st.integers(0, 9999))
def test_two_of_ten_last_digits_fit(district: int, serial: int) -> None:
    first = f"{district:03d}{serial:04d}"
    fitting = {digit for digit in "0123456789" if is_establishment_number(first + digit)}
    assert fitting == set(check_digits(first))
    assert len(fitting) == 2


@given(DISTRICTS, st.integers(0, 9999), st.integers(3, 6), st.integers(1, 9))
def test_one_wrong_digit_is_mostly_found(district: int, serial: int, place: int, more: int) -> None:
    first = f"{district:03d}{serial:04d}"
    wrong = first[:place] + str((int(first[place]) + more) % 10) + first[place + 1 :]
    number = wrong + check_digits(first)[0]
    # The second digit that is allowed lets exactly those through whose sums differ by five.
    assert is_establishment_number(number) == (set(check_digits(first)) == set(check_digits(wrong)))


def test_what_people_type_is_read_in_any_script_and_grouping() -> None:
    assert plain_number("099-123 42") == plain_number("٠٩٩١٢٣٤٢") == "09912342"
