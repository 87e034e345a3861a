"""Typing a title finds the occupation, however it is written."""

import pickle
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import SkipTestWarning
from sklearn.utils.estimator_checks import parametrize_with_checks

from matching.catalogue import load_catalogue
from matching.official_titles import read_titles
from matching.title_reading import TitleReader, shipped_reader
from tests.selection import drawn_part, real_data

HOSTILE = [
    "",
    " ",
    "\0",
    "😀🧑‍🍳",
    "\u202eрекаб",
    "a" * 1_000_000,
    "((((/in/in",
    "٣٢١",
    "%_'\"<script>",
    "و",
]


@pytest.mark.parametrize(
    "typed",
    [
        "Bäcker", "Bäckerin", "Bäcker/in", "Bäcker:in", "Bäcker*in", "Bäcker_in", "BäckerIn",
        "bäcker/-in", "Bäcker(in)", "BAECKER", "Backer", "Bäcker (m/w/d)", "Bäcker/in (w/m/x)",
        "  Bäcker  ", "baker", "خباز", "خبّاز",
    ],
)  # fmt: skip
def test_a_baker_is_found_in_every_form(typed: str) -> None:
    best = shipped_reader().suggest(typed, 1)[0]
    assert (best.code, best.title, best.confidence) == ("29222", "Bäcker/in", 1.0)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Schweiser", "24422"), ("Elektirker", "26212"), ("Krankenschwestr", "81302"),
        ("Maurrer", "32122"), ("Tischlr", "22342"), ("Altenpfleghelferin", "82101"),
        ("Aushilfskraft Lager", "51311"), ("Lager Helfer", "51311"), ("LKW Fahrer", "52122"),
        ("Kauffrau im Einzelhandel", "62102"), ("Hilfskraft Küche", "29301"),
        ("Restaurantfachfrau", "63302"), ("Krankenschwester", "81302"), ("Ärztin", "81404"),
        ("welder", "24422"), ("lorry driver", "52122"), ("لحام", "24422"), ("ممرّض", "81302"),
    ],
)  # fmt: skip
def test_typing_errors_compounds_and_other_languages_find_it(typed: str, code: str) -> None:
    assert shipped_reader().suggest(typed, 3)[0].code == code
    assert shipped_reader().predict([typed])[0] == code


def test_the_beginning_of_a_word_is_enough() -> None:
    assert "81302" in [one.code for one in shipped_reader().suggest("kranken", 8)]
    assert "26212" in [one.code for one in shipped_reader().suggest("elektr", 8)]


def test_another_trade_is_not_suggested_with_confidence() -> None:
    confident = [one for one in shipped_reader().suggest("Bäcker", 20) if one.confidence > 0.9]
    assert {one.code[:3] for one in confident} == {"292"}


@pytest.mark.parametrize("typed", HOSTILE)
def test_any_text_gets_an_answer(typed: str) -> None:
    reader = shipped_reader()
    for one in reader.suggest(typed, 5):
        assert 0.0 <= one.confidence <= 1.0
    assert reader.predict([typed])[0] in load_catalogue().by_code
    assert reader.predict_groups([typed]).sum() == pytest.approx(1.0)


@given(st.text(max_size=60))
def test_no_text_raises(typed: str) -> None:
    reader = shipped_reader()
    assert all(0.0 <= one.confidence <= 1.0 for one in reader.suggest(typed, 5))
    assert reader.link([typed]).tree.shape[0] == 1


def test_every_everyday_title_means_its_own_code() -> None:
    meant = [
        (title, one.code)
        for one in load_catalogue().everyday
        for title in (one.male, one.female, one.neutral)
    ]
    titles, codes = zip(*meant, strict=True)
    assert shipped_reader().link(titles).codes == list(codes)


def test_no_more_than_asked_and_the_best_first() -> None:
    found = shipped_reader().suggest("Helfer", 5)
    assert len(found) == 5
    assert [one.confidence for one in found] == sorted(
        (one.confidence for one in found), reverse=True
    )


def test_more_titles_than_are_remembered_are_still_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matching.title_reading.REMEMBERED", 2)
    reader = TitleReader().fit(["Bäcker/in", "Maurer/in"], ["29222", "32122"])
    typed = ["Bäcker", "Maurer", "Dachdecker", "Bäcker", "Fliesenleger"]
    assert reader.link(typed).codes == ["29222", "32122", None, "29222", None]
    assert reader.link(typed[:1]).codes == ["29222"]


def test_a_linker_can_be_cloned_and_stored() -> None:
    reader = TitleReader(sharpness=4.0).fit(["Bäcker/in", "Maurer/in"], ["29222", "32122"])
    assert clone(reader).get_params() == {"sharpness": 4.0, "thorough": False}
    assert pickle.loads(pickle.dumps(reader)).predict(["Maurerin"])[0] == "32122"  # noqa: S301


def test_titles_and_codes_must_pair_up() -> None:
    with pytest.raises(ValueError, match="2 titles but 1 codes"):
        TitleReader().fit(["a", "b"], ["29222"])


with warnings.catch_warnings():  # says that checks on tables of numbers do not apply to texts
    warnings.simplefilter("ignore", SkipTestWarning)
    contract_of_scikit_learn = parametrize_with_checks([TitleReader()])


@contract_of_scikit_learn
def test_it_keeps_the_contract_of_scikit_learn(estimator, check) -> None:  # type: ignore[no-untyped-def]
    check(estimator)


@pytest.mark.real_data
def test_all_official_titles_go_through_the_search() -> None:
    titles = read_titles(real_data() / "ba" / "occupation_titles_2019.xlsx")
    assert len(titles) == 27_854
    reader = shipped_reader()
    for title in titles[::40]:
        for form in title.forms:
            assert all(0.0 <= one.confidence <= 1.0 for one in reader.suggest(form, 5))


@pytest.mark.heavy
@pytest.mark.real_data
def test_all_official_titles_in_all_their_forms_go_through_the_search() -> None:
    reader = shipped_reader()
    titles = read_titles(real_data() / "ba" / "occupation_titles_2019.xlsx")
    for title in drawn_part(titles, 1 / 10):
        for form in set(title.forms):
            reader.suggest(form, 5)
