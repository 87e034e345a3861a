"""Levels of German compare by what a person can do."""

import pytest

from domain.languages import LanguageLevel


def test_the_levels_rise_from_none_to_c2() -> None:
    assert sorted(LanguageLevel, reverse=True)[0] is LanguageLevel.C2
    assert [level.rank for level in LanguageLevel] == list(range(7))
    assert LanguageLevel.NONE < LanguageLevel.A1 < LanguageLevel.A2 < LanguageLevel.B1


def test_a_level_does_not_compare_with_a_text() -> None:
    with pytest.raises(TypeError):
        _ = LanguageLevel.A1 < "B1"
