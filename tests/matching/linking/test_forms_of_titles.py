"""A title is the same title in each of its forms: gender, slash, case, spelling."""

import pytest

from matching.no_work import names_no_work
from matching.official_titles import read_titles
from matching.plain_titles import forget_words, genderless, plain_key
from matching.title_reading import shipped_reader, shipped_titles
from matching.transliteration import latin, skeleton
from tests.selection import real_data


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Psychologe", "Psychologin"), ("Matrose", "Matrosin"),
        ("Frauenarzt/-ärztin", "Frauenarzt"),
        ("Geprüfter Techniker", "Geprüfte Technikerin"), ("TechnikerIn", "Techniker/in"),
        ("interkulturelleR TrainerIn", "interkultureller Trainer"), ("Beamt(er/in)", "Beamtin"),
        ("Fachkrankenschwester/-pfleger", "Fachkrankenpfleger"), ("Friseuse", "Friseur"),
        ("Fischzuchtgehilfe", "Fischzuchtgehilfin"), ("Aalräucherer/-räucherin", "Aalräucherer"),
        ("Hilfsarbeiterin (Landwirtschaft)", "Hilfsarbeiter (Landwirtschaft)"),
        ("Dolmetscher/Übersetzer", "Dolmetscherin/Übersetzerin"), ("BÄCKER", "bäcker"),
        ("Leiter/Leiterin des Einkaufs", "Leiterin des Einkaufs"), ("Stuntman", "Stuntwoman"),
    ],
)  # fmt: skip
def test_all_genders_are_one_title(one: str, other: str) -> None:
    assert plain_key(one) == plain_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bäcker", "Bäckerei"), ("Dolmetscher/Übersetzer", "Dolmetscher"), ("Fischer", "Fliesenleger"),
     ("Techniker - Maschinen", "Techniker - Anlagen")],
)  # fmt: skip
def test_different_titles_stay_different(one: str, other: str) -> None:
    assert plain_key(one) != plain_key(other)


@pytest.mark.parametrize("text", ["", " ", "/", "((()))", "a", "x" * 10_000, "Bäcker خباز пекарь"])
def test_any_text_has_a_key(text: str) -> None:
    assert plain_key(plain_key(text)) == plain_key(text)
    assert skeleton(text) is not None
    assert latin("пекарь") == "pekar"


@pytest.mark.real_data
def test_women_and_men_of_the_official_list_have_the_same_occupation() -> None:
    titles = read_titles(real_data() / "ba" / "occupation_titles_2019.xlsx")[::20]
    reader = shipped_reader()
    male = reader.predict([one.male for one in titles])
    female = reader.predict([one.female for one in titles])
    assert (male == female).mean() >= 0.985


@pytest.mark.parametrize("typed", ["Bäckerin", "BAECKER (m/w/d)", "Bäcker/-in", "خبّاز", "пекарь"])
def test_a_known_title_is_answered_at_once_with_its_code(typed: str) -> None:
    assert [one.code for one in shipped_reader().candidates(typed)] == ["29222"]


def test_an_unknown_title_is_answered_with_up_to_five_occupations_each_once() -> None:
    codes = [one.code for one in shipped_reader().candidates("Baumechaniker")]
    assert 1 < len(codes) <= 5
    assert len(set(codes)) == len(codes)


def test_words_that_were_forgotten_are_read_again_the_same() -> None:
    key = plain_key("Bäckerin")
    assert genderless.cache_info().currsize
    forget_words()
    assert not genderless.cache_info().currsize
    assert plain_key("Bäckerin") == key


def test_no_title_of_the_catalogue_counts_as_naming_no_work() -> None:
    assert not [one.title for one in shipped_titles() if names_no_work(one.title)]
