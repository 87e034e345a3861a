import pytest

from domain.passwords import PasswordRefused
from services.passwords import check_password_rules, hash_password, is_password


def test_the_right_password_is_known_by_its_hash() -> None:
    kept = hash_password("drei kleine Brote")
    assert "Brote" not in kept
    assert is_password(kept, "drei kleine Brote")
    assert not is_password(kept, "drei kleine Brötchen")


def test_an_account_without_a_password_lets_nobody_in() -> None:
    assert not is_password(None, "")
    assert not is_password(None, "nobody's password; only there to be compared")


def test_two_hashes_of_one_password_differ() -> None:
    assert hash_password("drei kleine Brote") != hash_password("drei kleine Brote")


@pytest.mark.parametrize("password", ["elf Zeichen", "a" * 12, "x" * 257, "Chef@example.org"])
def test_a_short_endless_or_guessable_password_is_refused(password: str) -> None:
    with pytest.raises(PasswordRefused):
        check_password_rules(password, email="chef@example.org")
