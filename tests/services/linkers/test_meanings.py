"""What people type on any page: known words at once, others to pick from, noise to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from matching.title_reading import shipped_reader
from services.catalogue import (
    likely_occupation,
    only_meaning,
    search_skills,
    suggest_occupations,
)
from services.linkers import take_linkers
from services.meanings import SURE_ENOUGH, Meaning, named_first
from services.remembered_titles import remember_title
from tests.factories import Office
from tests.factories.linkers import use_few_linkers
from tests.factories.office import NOW


@pytest.fixture
def linked(app: Flask) -> None:
    use_few_linkers(Path(app.config["LINKERS"]))


HOSTILE = ["", " ", "b", "ب", "ä" * 10_000, "Bäcker خباز пекарь 面包师", "\x00", "😀", "99999",
           "٢٩٢٢٢", "۲۹۲۲۲", "(((", "' OR 1=1 --", "\u202eрекаб", "%", "\ud800"]  # fmt: skip


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize("typed", HOSTILE)
def test_any_text_is_answered_each_occupation_once(typed: str) -> None:
    codes = [one.code for one in suggest_occupations(typed, limit=5)]
    assert len(codes) == len(set(codes)) <= 5
    assert likely_occupation(typed) in {None, "29222"}
    assert len(search_skills(typed)) <= 12


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize("noise", ["asdfgh", "lorem ipsum", "شكرا جزيلا", "12345", "!!!"])
def test_noise_finds_nothing(noise: str) -> None:
    assert suggest_occupations(noise) == []
    assert search_skills(noise) == []


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize(
    "typed", ["nichts", "Keine Ahnung!", "weiß nicht", "Studentin", "nothing", "لا شيء", "не знаю"]
)
def test_who_names_no_work_is_offered_none(typed: str) -> None:
    assert suggest_occupations(typed) == []


@pytest.mark.usefixtures("app")
def test_who_names_no_work_is_linked_to_none_without_asking() -> None:
    assert shipped_reader().suggest("Schüler", 1)[0].confidence >= SURE_ENOUGH  # by its letters
    assert likely_occupation("Schüler") is None
    assert likely_occupation("Bäcker") == "29222"


@pytest.mark.usefixtures("linked")
def test_what_staff_took_such_words_for_is_offered_all_the_same(office: Office) -> None:
    who = office.caseworker()
    remember_title(actor=who.actor, title="nichts", code="29222", names=(), now=NOW)
    assert [one.code for one in suggest_occupations("nichts")] == ["29222"]


@pytest.mark.usefixtures("linked")
def test_what_the_linker_learned_is_offered_beside_what_is_written_so() -> None:
    found = suggest_occupations("Backstubenleitungskraft", limit=5)
    assert "29222" in [one.code for one in found]
    guessed = next(one for one in found if one.code == "29222")
    assert guessed.label == "Bäcker/in"
    assert only_meaning(found) is None


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize("typed", ["Bäckerin (m/w/d)", "BAECKER", "baker", "الخبّازة", "خباز"])
def test_a_known_title_is_its_occupation_at_once(typed: str) -> None:
    found = suggest_occupations(typed, limit=5)
    assert only_meaning(found) == likely_occupation(typed) == "29222"
    assert found[0].tenths == 10
    assert not found[0].is_guess


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Maurermeister", "Maurermeisetr"),
        ("Dachdecker", "Dachdekcer"),
        ("Teigmaurer", "Teigmaurre"),
    ],
)
def test_a_title_with_a_typing_error_is_answered_like_the_title(right: str, wrong: str) -> None:
    found, meant = suggest_occupations(wrong, limit=5), suggest_occupations(right, limit=5)
    assert found[0].code == meant[0].code
    assert only_meaning(found) is None, "nothing mistyped is known by heart"


@pytest.mark.usefixtures("linked")
def test_a_title_made_of_known_words_gets_five_to_pick_from_though_none_is_likely() -> None:
    found = suggest_occupations("Holzdachbackmaschinist", limit=5)
    assert len({one.code for one in found}) == 5
    assert all((one.tenths or 0) < 10 for one in found)
    assert likely_occupation("Holzdachbackmaschinist") is None


@pytest.mark.usefixtures("linked")
def test_a_word_only_an_imported_list_knows_is_no_typing_error() -> None:
    assert shipped_reader().mended("Backstubenleiter", ("backstubenleiter",)) == "Backstubenleiter"
    assert shipped_reader().mended("Maurrer", ("maurrer",)) == "Maurrer"
    assert shipped_reader().mended("Maurrer") == "maurer"


def test_what_was_learned_well_is_named_first() -> None:
    guess, written = Meaning("29222", "", 6), Meaning("32122", "Maurer/in")
    assert named_first([written, guess], "Maurrer") == "29222"
    assert named_first([written, guess._replace(tenths=3)], "Maurrer") == "32122"
    assert named_first([guess._replace(tenths=10), written], "Maurrer") == "29222"
    assert named_first([], "Maurrer") == ""


@pytest.mark.usefixtures("linked")
def test_what_staff_picked_comes_first_and_is_sure_from_then_on(office: Office) -> None:
    assert likely_occupation("Teigschubser") is None
    who = office.caseworker()
    remember_title(actor=who.actor, title="Teigschubser", code="29222", names=(), now=NOW)
    found = suggest_occupations("teigschubserin", limit=5)
    assert only_meaning(found) == likely_occupation("Teigschubser") == "29222"


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize(
    ("typed", "skill"),
    [
        ("Brot backen", "baking-bread"), ("Broot bakcen", "baking-bread"),
        ("gebackenes Brot", "baking-bread"), ("خَبْز الخبز", "baking-bread"),
    ],
)  # fmt: skip
def test_skills_are_found_in_other_forms_and_with_typing_errors(typed: str, skill: str) -> None:
    assert search_skills(typed)[0] == skill


def test_without_linkers_the_search_by_letters_answers(app: Flask, tmp_path: Path) -> None:
    assert take_linkers() is None
    assert likely_occupation("Maurerin") == "32122"
    assert suggest_occupations("Maurrer")[0].code == "32122"
    assert "baking-bread" in search_skills("Brot")


@pytest.mark.parametrize("typed", ["29222", " 29222 ", "٢٩٢٢٢", "۲۹۲۲۲", "२९२२२", "２９２２２"])
def test_a_number_of_the_classification_is_found_in_the_digits_of_any_script(
    app: Flask, typed: str
) -> None:
    assert [one.code for one in suggest_occupations(typed)][:1] == ["29222"]
    assert likely_occupation(typed) == "29222"
    assert likely_occupation(typed.strip()[:4] + "9") is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("najjar", "22342"), ("al-khabbaz", "29222"), ("slesar", "24412"), ("слесарь", "24412"),
        ("کهربایی", "26212"), ("كهربائيّة", "26212"), ("المُمَرِّضة", "81302"), ("Schweisser", "24422"),
        ("Backer", "29222"), ("Baecker", "29222"), ("Krankenpfleegr", "81302"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("linked")
def test_whatever_keyboard_somebody_has_the_page_finds_the_occupation(
    typed: str, code: str
) -> None:
    assert suggest_occupations(typed, limit=5)[0].code == code
