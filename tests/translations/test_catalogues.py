"""Every language the pages are offered in says everything, with the facts in the same places."""

from __future__ import annotations

import pytest
from babel.messages import Catalog

from domain.page_languages import OFFERED, SOURCE
from tests.translations.catalogues import (
    Text,
    catalogue,
    faults,
    plural_forms,
    texts_of_the_program,
)

TRANSLATED = [language for language in OFFERED if language != SOURCE]
TEXTS: set[Text] = {"Guten Tag", "Stand %(number)s", ("%(num)d Platz", "%(num)d Plätze")}


@pytest.fixture(scope="module")
def texts() -> set[Text]:
    return texts_of_the_program()


@pytest.fixture
def arabic() -> Catalog:
    """Return a small catalogue without a fault, for tests to spoil."""
    small = Catalog(locale="ar", fuzzy=False)
    small.add("Guten Tag", "مرحبا")
    small.add("Stand %(number)s", "الجناح %(number)s")
    small.add(("%(num)d Platz", "%(num)d Plätze"), ("%(num)d مكان",) * 6)
    return small


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_says_everything(language: str, texts: set[Text]) -> None:
    assert faults(catalogue(language), texts) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_counts_as_it_does(language: str) -> None:
    assert catalogue(language).num_plurals == plural_forms(language)


def test_texts_of_code_templates_and_letters_are_found(texts: set[Text]) -> None:
    found = {
        "code": "Diese Telefonnummer ist unvollständig. Beispiel: 05221 123456",
        "template": "Stimmt alles?",
        "letter": "Mit freundlichen Grüßen",
    }
    assert set(found.values()) <= texts
    assert any(isinstance(text, tuple) for text in texts)


def test_a_whole_catalogue_has_no_fault(arabic: Catalog) -> None:
    assert faults(arabic, TEXTS) == []


def test_a_missing_text_is_found(arabic: Catalog) -> None:
    assert faults(arabic, {*TEXTS, "Ein neuer Satz."}) == ["missing: Ein neuer Satz."]


def test_a_text_nobody_shows_any_more_is_found(arabic: Catalog) -> None:
    assert faults(arabic, TEXTS - {"Guten Tag"}) == ["no longer used: Guten Tag"]


@pytest.mark.parametrize(
    ("text", "said", "fault"),
    [
        ("Guten Tag", "", "empty"),
        ("Stand %(number)s", "الجناح %(nummer)s", "other placeholders"),
        ("Stand %(number)s", "الجناح %(number)d", "other placeholders"),
        ("Stand %(number)s", "الجناح %(number)s 5%", "loose percent sign"),
    ],
)
def test_a_wrong_text_is_found(arabic: Catalog, text: str, said: str, fault: str) -> None:
    arabic[text].string = said
    assert faults(arabic, TEXTS) == [f"{fault}: {text}"]


def test_a_missing_plural_form_is_found(arabic: Catalog) -> None:
    seats = ("%(num)d Platz", "%(num)d Plätze")
    arabic[seats[0]].string = ("%(num)d مكان",) * 5
    assert faults(arabic, TEXTS) == [f"wrong number of plural forms: {seats}"]


def test_one_plural_form_without_its_number_is_found(arabic: Catalog) -> None:
    seats = ("%(num)d Platz", "%(num)d Plätze")
    arabic[seats[0]].string = ("%(num)d مكان",) * 5 + ("مكان",)
    assert faults(arabic, TEXTS) == [f"other placeholders: {seats}"]


def test_a_guessed_text_is_found(arabic: Catalog) -> None:
    arabic["Guten Tag"].flags.add("fuzzy")
    assert faults(arabic, TEXTS) == ["fuzzy: Guten Tag"]
