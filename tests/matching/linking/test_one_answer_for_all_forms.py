"""A title gets one answer however it is written: gender, slash, short form, one typing error."""

import pytest

from matching.levels import level_probabilities
from matching.plain_titles import plain_key
from matching.spelling import Spelling
from matching.title_reading import shipped_reader

KNOWN = ["backer", "maurer", "teigkneter", "betonkneter", "teigwaren"]


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(KNOWN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("teigketer", "teigkneter"), ("teigknneter", "teigkneter"), ("teigkenter", "teigkneter"),
        ("teigknetxr", "teigkneter"), ("betonknetr", "betonkneter"), ("bcker", "backer"),
    ],
)  # fmt: skip
def test_a_letter_left_out_doubled_swapped_or_replaced_is_mended(
    spelling: Spelling, typed: str, meant: str
) -> None:
    assert spelling.word(typed) == meant


def test_a_compound_nobody_has_taught_is_mended_part_by_part(spelling: Spelling) -> None:
    assert spelling.word("maurerbakcer") == "maurerbacker"
    assert spelling.word("zementbakcer") == "zementbacker"


@pytest.mark.parametrize("word", ["backer", "maurerbacker", "koch", "qqqqqqq", "خباز", "3d", ""])
def test_what_is_known_or_strange_stays_as_it_is(spelling: Spelling, word: str) -> None:
    assert spelling.word(word) == word


def test_only_the_words_of_a_key_are_mended(spelling: Spelling) -> None:
    assert spelling.key("bakcer an der see") == "backer an der see"
    assert spelling.key("") == ""


@pytest.mark.parametrize(
    "typed",
    ["Brezelbäcker", "Brezelbäckerin", "Brezelbäcker/in", "BREZELBÄCKER", "brezelbaecker",
     "Brezelbäkcer", "Brezelbäckr", "Brezelbäcker (m/w/d)"],
)  # fmt: skip
def test_every_form_of_a_title_never_taught_gets_the_same_answer(typed: str) -> None:
    linker = shipped_reader()
    assert linker.predict([typed])[0] == linker.predict(["Brezelbäcker"])[0] == "29222"


def test_a_facharbeiter_is_no_helper_and_a_woman_no_other_level() -> None:
    assert level_probabilities(plain_key("Gleisarbeiterin"), None).argmax() == 0
    skilled = ("Gleisfacharbeiter", "Gleisfacharbeiterin", "Sachbearbeiterin")
    assert {int(level_probabilities(plain_key(one), None).argmax()) for one in skilled} == {1}


def test_a_title_in_short_form_is_the_title() -> None:
    short = "Dipl.-Ing. (FH) - Techn. Gebäudeausrüstung"
    assert plain_key(short) == plain_key("Diplom-Ingenieurin (FH) Technische Gebäudeausrüstung")


def test_titles_of_a_table_of_any_length_are_answered_in_their_order() -> None:
    linker = shipped_reader()
    typed = ["Bäcker", "Maurerin", ""] * 100
    assert list(linker.predict(typed)) == list(linker.predict(typed[:3])) * 100
    assert linker.predict([]).shape == (0,)
