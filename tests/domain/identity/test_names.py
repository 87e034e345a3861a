"""One person is found behind every spelling, and two people stay two."""

from __future__ import annotations

import pytest

from domain.identity import Birth, Identity, blocking_keys, compare, name_likeness
from domain.identity.pairs import ALIKE
from services.demo.names import STOCKS, UKRAINIAN
from tests.domain.identity.variants import look_alikes, spelling_pairs, strangers

RECALL = 0.985
PRECISION = 0.995
"""Reached on the list when it was written: 0.989 and 0.998."""


def _born(name: str) -> Identity:
    return Identity(given_name=name, birth=Birth(1990, 5, 17))


def test_spellings_of_one_name_are_found_and_others_are_not() -> None:
    pairs, others = spelling_pairs(), strangers()
    assert len(pairs) >= 200
    assert len(others) >= 500
    found = sum(name_likeness(*pair) >= ALIKE for pair in pairs)
    wrong = sum(name_likeness(*pair) >= ALIKE for pair in others)
    assert found / len(pairs) >= RECALL
    assert found / (found + wrong) >= PRECISION


def test_the_index_holds_spellings_of_one_name_together() -> None:
    pairs = spelling_pairs()
    together = sum(bool(blocking_keys(_born(a)) & blocking_keys(_born(b))) for a, b in pairs)
    assert together / len(pairs) >= RECALL


def test_names_nobody_tuned_for_are_found_over_scripts() -> None:
    """The names of the demo people: Latin letters as on a German document, and own script."""
    pairs = [
        pair
        for one in (*STOCKS, UKRAINIAN)
        for pair in {*one.male, *one.female, *one.family}
        if pair[0] != pair[1]
    ]
    assert len(pairs) > 100
    missed = [pair for pair in pairs if name_likeness(*pair) < ALIKE]
    assert len(missed) / len(pairs) <= 0.05, missed


@pytest.mark.parametrize(("one", "other"), look_alikes())
def test_a_name_that_looks_alike_is_another_person(one: str, other: str) -> None:
    """Brothers and sisters: same family name, same telephone, even the same birthday."""
    shared = {"family_name": "Haddad", "phone": "+4917604069001", "birth": Birth(1990, 5, 17)}
    found = compare(Identity(given_name=one, **shared), Identity(given_name=other, **shared))
    assert not found.is_suspected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gebre Mariam Tesfay", "Gebremariam Tesfay"),
        ("Abd al-Rahman Haddad", "Abdurrahman Haddad"),
        ("Abdul Rahman Haddad", "عبد الرحمن حداد"),
        ("Abdullah Haddad", "عبد الله حداد"),
        ("Abu Hassan Ali", "Hassan Ali"),
        ("Muhammad bin Salman", "Mohammed Salman"),
        ("Haddad Al Masri", "المصري حداد"),
        ("Mohammed Khatib", "KHATIB, Mohamad"),
        ("Samira", "سميرة"),
    ],
)
def test_particles_compounds_and_order_do_not_hide_a_name(one: str, other: str) -> None:
    assert name_likeness(one, other) >= ALIKE


def test_dots_left_out_are_seen() -> None:
    assert name_likeness("خالد حداد", "حالد حداد") >= ALIKE
    assert name_likeness("خالد حداد", "وليد حداد") < ALIKE


@pytest.mark.parametrize("name", ["", " ", "-", "123", "王小明", "'", "al", "أ" * 500, "w" * 120])
def test_what_is_no_name_we_can_read_breaks_nothing(name: str) -> None:
    assert 0.0 <= name_likeness(name, "Mohammed Haddad") < ALIKE
    assert compare(_born(name), _born("Mohammed")).score < 0.6
    assert len(blocking_keys(_born(name))) < 20
