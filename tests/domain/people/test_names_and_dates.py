"""Names in Latin letters for the office, dates of birth with unknown parts, one level of German."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from domain.access import Role
from domain.birth_dates import BirthDate, BirthDateFault, ImpossibleBirthDate
from domain.evidence import Check, Source, source_of
from domain.languages import LanguageLevel, LanguageSkill, overall_level
from domain.transliteration import suggested_latin

TODAY = date(2026, 11, 22)
L, K = LanguageLevel, LanguageSkill


@pytest.mark.parametrize(
    ("own", "latin"),
    [
        ("محمد حداد", "Mohammad Haddad"),
        ("عبد الرحمن المصري", "Abdulrahman Al-Masri"),
        ("گلناز", "Galnaz"),
        ("رضا رحیمی", "Reza Rahimi"),
        ("عبد الكريم", "Abdulkarim"),
        ("محمد عبد", "Mohammad Abd"),
        ("Олена Шевченко", "Olena Shevchenko"),
        ("Юрій Їжак", "Yurii Yizhak"),
        ("Александр Щукин", "Aleksandr Shchukin"),
        ("ተስፋይ", "Tesfay"),
        ("ኣማኑኤል", "Amanuel"),
        ("ብርሃን", "Birhan"),
        ("Amal Müller", "Amal Müller"),
        ("", ""),
        ("ال", "Al"),
    ],
)
def test_a_name_is_suggested_in_latin_letters(own: str, latin: str) -> None:
    assert suggested_latin(own) == latin


def test_no_text_breaks_the_suggestion() -> None:
    draw = Random(7)
    ranges = ((0x20, 0x7F), (0x400, 0x4FF), (0x600, 0x6FF), (0x1200, 0x137F), (0x1F300, 0x1F400))
    for _ in range(2_000):
        low, high = draw.choice(ranges)
        suggested_latin("".join(chr(draw.randint(low, high)) for _ in range(draw.randint(0, 12))))


@pytest.mark.parametrize(
    "born",
    [
        BirthDate(),
        BirthDate(1990),
        BirthDate(1990, 2),
        BirthDate(2024, 2, 29),
        BirthDate(2026, 11, 22),
        BirthDate(1990, 1, 1),
    ],
)
def test_a_part_of_a_birth_may_be_unknown(born: BirthDate) -> None:
    assert born.checked(TODAY) is born


@pytest.mark.parametrize(
    ("born", "fault"),
    [
        (BirthDate(1990, 2, 30), BirthDateFault.NO_SUCH_DAY),
        (BirthDate(2023, 2, 29), BirthDateFault.NO_SUCH_DAY),
        (BirthDate(1990, 13), BirthDateFault.NO_SUCH_DAY),
        (BirthDate(1990, 0), BirthDateFault.NO_SUCH_DAY),
        (BirthDate(0), BirthDateFault.NO_SUCH_DAY),
        (BirthDate(2026, 11, 23), BirthDateFault.IN_THE_FUTURE),
        (BirthDate(2027), BirthDateFault.IN_THE_FUTURE),
        (BirthDate(1899, 12, 31), BirthDateFault.TOO_LONG_AGO),
        (BirthDate(None, 2, 3), BirthDateFault.YEAR_NEEDED),
        (BirthDate(1990, None, 3), BirthDateFault.MONTH_NEEDED),
    ],
)
def test_a_birth_that_cannot_be_says_why(born: BirthDate, fault: BirthDateFault) -> None:
    with pytest.raises(ImpossibleBirthDate) as refused:
        born.checked(TODAY)
    assert refused.value.fault is fault


def test_a_birth_is_written_with_the_parts_that_are_known() -> None:
    written = [str(one) for one in (BirthDate(1990, 4, 3), BirthDate(1990, 4), BirthDate(1990))]
    assert written == ["03.04.1990", "04.1990", "1990"]


@pytest.mark.parametrize(
    ("levels", "overall"),
    [
        ({K.SPEAKING: L.B1, K.UNDERSTANDING: L.B2}, L.B1),
        ({K.SPEAKING: L.B2, K.UNDERSTANDING: L.A2, K.WRITING: L.A1}, L.A2),
        ({K.SPEAKING: L.NONE}, L.NONE),
        ({K.READING: L.C1, K.WRITING: L.C1}, None),
        ({}, None),
    ],
)
def test_a_talk_needs_understanding_and_speaking(
    levels: dict[LanguageSkill, LanguageLevel], overall: LanguageLevel | None
) -> None:
    assert overall_level(levels) is overall


def test_a_fact_comes_from_who_said_or_showed_it() -> None:
    assert source_of(Check.SELF_STATED, Role.CASEWORKER) is Source.PERSON
    assert source_of(Check.SEEN, Role.CASEWORKER) is Source.CASEWORKER
    assert source_of(Check.TESTED, Role.OFFICER) is Source.OFFICER
    assert source_of(Check.CERTIFICATE, Role.OFFICER) is Source.DOCUMENT
    assert source_of(Check.SEEN, Role.CANDIDATE) is Source.PERSON
