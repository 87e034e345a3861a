"""Passwords are long, and not those everybody tries first."""

import pytest

from domain.passwords import LONGEST, PasswordRefused, check_password_rules


@pytest.mark.parametrize("good", ["drei Äpfel am Tag", "kX8 vier-zwei Türen", "سبعة أبواب خضراء"])
def test_a_long_password_of_ones_own_is_taken(good: str) -> None:
    check_password_rules(good)


@pytest.mark.parametrize("bad", ["elf zeichen", "x" * (LONGEST + 1)])
def test_a_short_or_endless_password_is_refused_with_the_lengths(bad: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        check_password_rules(bad)
    assert refused.value.facts == {"shortest": 12, "longest": LONGEST}


@pytest.mark.parametrize(
    "bad",
    [
        "aaaaaaaaaaaaaaa",
        "123456123456",
        "Passwort2026!",
        "herfordherford",
        "Pass-wort 1234567",
        "12345678901234",
    ],
)
def test_a_well_known_password_is_refused_however_it_is_decorated(bad: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        check_password_rules(bad)
    assert refused.value.facts == {"easy_to_guess": True}
