"""Two records side by side: what speaks for one person, and what does not."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.identity import Birth, Identity, blocking_keys, compare
from domain.identity.births import BirthFit, fit
from domain.identity.keys import KEY_LENGTH
from domain.identity.pairs import ReasonKind
from tests.domain.identity.variants import written_names

AMAL = Identity(given_name="Amal", family_name="Haddad", birth=Birth(1990, 4, 3))
names = st.sampled_from([one for name in written_names() for one in name.spellings])
births = st.builds(
    Birth,
    st.none() | st.integers(1950, 2008),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 28),
)
people = st.builds(
    Identity,
    given_name=names | st.text(min_size=1, max_size=20),
    family_name=names | st.just(""),
    own_script_name=st.none() | names,
    birth=births,
    phone=st.none() | st.just("+4917604069001"),
    email=st.none() | st.just("amal@example.org"),
    sex=st.none() | st.sampled_from(["female", "male"]),
)


def _like_amal(**values: object) -> Identity:
    return dataclasses.replace(AMAL, **values)


@given(people, people)
@example(  # a cross for the name, as somebody signs who does not write: no word to compare
    Identity(given_name="محمد", birth=Birth()),
    Identity(given_name="+", own_script_name="محمد", birth=Birth()),
)
def test_the_score_is_the_same_both_ways_round(one: Identity, other: Identity) -> None:
    assert compare(one, other).score == compare(other, one).score
    assert 0.0 <= compare(one, other).score <= 1.0


@given(people)
def test_two_records_that_say_the_same_score_one(one: Identity) -> None:
    assert compare(one, dataclasses.replace(one)).score == 1.0


@given(people)
def test_keys_fit_their_column(one: Identity) -> None:
    assert all(len(key) <= KEY_LENGTH for key in blocking_keys(one))


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (_like_amal(birth=Birth(1990, 3, 4)), BirthFit.SWAPPED),
        (_like_amal(birth=Birth(1990)), BirthFit.SAME_YEAR),
        (_like_amal(birth=Birth(1990, 1, 1)), BirthFit.SAME_YEAR),
        (_like_amal(birth=Birth(1990, 4, 13)), BirthFit.ONE_PART),
        (_like_amal(birth=Birth(1991, 4, 3)), BirthFit.YEAR_SLIP),
        (_like_amal(birth=Birth()), BirthFit.UNKNOWN),
        (_like_amal(given_name="Haddad", family_name="Amal"), ReasonKind.NAME_IN_OTHER_ORDER),
        (_like_amal(given_name="أمل", family_name="حداد"), ReasonKind.NAME_SPELLED_DIFFERENTLY),
    ],
)
def test_one_person_written_down_twice_is_suspected(other: Identity, reason: str) -> None:
    found = compare(AMAL, other)
    assert found.is_suspected
    assert reason in [one.kind for one in found.reasons]


@pytest.mark.parametrize(
    "stranger",
    [
        _like_amal(given_name="Rami", phone="+4917604069001", email="haddad@example.org"),
        _like_amal(birth=Birth(1961, 4, 3)),
        _like_amal(birth=Birth(1961)),
        _like_amal(given_name="Omar", birth=Birth(1961, 1, 1)),
        _like_amal(family_name="Najjar"),
        _like_amal(family_name="", birth=Birth(1990)),
    ],
)
def test_family_and_namesakes_are_not_suspected(stranger: Identity) -> None:
    amal = dataclasses.replace(AMAL, phone="+4917604069001", email="haddad@example.org")
    assert not compare(amal, stranger).is_suspected


def test_a_father_with_his_sons_names_the_other_way_round_is_somebody_else() -> None:
    son = Identity(given_name="Omar Ahmad", family_name="Haddad", birth=Birth(1994))
    father = Identity(given_name="Ahmad Omar", family_name="Haddad", birth=Birth(1961))
    assert not compare(son, father).is_suspected


def test_a_shared_telephone_moves_a_score_and_never_makes_one() -> None:
    phone = "+4917604069001"
    alone = compare(
        Identity(given_name="Omar", phone=phone), Identity(given_name="Rana", phone=phone)
    )
    assert alone.score == 0.0
    with_phone = dataclasses.replace(AMAL, birth=Birth(), phone=phone)
    assert (
        0
        < compare(with_phone, _like_amal(phone=phone)).score
        - compare(AMAL, _like_amal(birth=Birth())).score
        < 0.05
    )


def test_the_first_of_january_says_no_more_than_the_year() -> None:
    january = Birth(1990, 1, 1)
    assert fit(january, january) is BirthFit.FIRST_OF_JANUARY
    assert (
        compare(_like_amal(birth=january), _like_amal(birth=january, given_name="Amel")).score
        < compare(AMAL, _like_amal(given_name="Amel")).score
    )
    assert fit(january, Birth(1991, 1, 1)) is BirthFit.OTHER_YEAR
