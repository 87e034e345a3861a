"""A name is found in any script, order and spelling."""

from __future__ import annotations

import pytest

from domain.name_search import BY_LETTERS, BY_SOUND, NOT_AT_ALL, likeness


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("sahin jose", ["José Şahin"]),
        ("MUELLER", ["Jana Müller"]),
        ("had sam", ["Samira Haddad"]),
        ("احمد", ["Ahmad Haddad", "أحمد حداد"]),
        ("", ["Samira Haddad"]),
    ],
)
def test_letters_are_found_without_accents_in_any_order(typed: str, names: list[str]) -> None:
    assert likeness(typed, names) == BY_LETTERS


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("سميرة", ["Samira Haddad"]),
        ("Samira", ["سميرة حداد"]),
        ("Mohamed", ["محمد حداد", None]),
        ("Muhammad Hadad", ["Haddad Mohammed"]),
        ("Schewtsch Olena", ["Олена Шевченко"]),
        ("Tesf", ["ተስፋይ"]),
        ("Шевченко", ["Olena Shevchenko"]),
        ("Youssef", ["Yusuf Demir"]),
    ],
)
def test_the_sound_finds_over_scripts_and_spellings(typed: str, names: list[str | None]) -> None:
    assert likeness(typed, names) == BY_SOUND


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Sahin", ["Samira Haddad"]),
        ("Samira Haddad", ["Samira Nazari"]),
        ("Ali", ["Bea Meyer"]),
        ("💥", ["Samira Haddad"]),
    ],
)
def test_other_names_are_not_found(typed: str, names: list[str]) -> None:
    assert likeness(typed, names) == NOT_AT_ALL
