"""Names stay apart where the code spells them alike; a row says of German what is short."""

from __future__ import annotations

import pytest
from flask import Flask

from blueprints.labels import LABELS, label
from blueprints.matches.words import german_in_short, in_words
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import LicenceState
from domain.match_conditions import ConditionKind


def test_a_german_licence_and_the_german_language_keep_their_names(app: Flask) -> None:
    with app.test_request_context():
        in_words.cache_clear()
        assert in_words(LicenceState.GERMAN) == "deutscher Führerschein"
        assert in_words(ConditionKind.GERMAN) == "Deutsch"


def test_every_name_is_remembered_as_it_is_looked_up(app: Flask) -> None:
    with app.test_request_context():
        for names in LABELS.values():
            for member in names:
                assert in_words(member) == str(label(member))


SKILLS = tuple(LanguageSkill)
Levels = tuple[str | None, str | None, str | None, str | None]
"""Understanding, speaking, reading, writing."""


@pytest.mark.parametrize(
    ("known", "asked", "said"),
    [
        (("B1", "B1", "B1", "B1"), (None, None, None, None), "Deutsch B1"),
        (("B2", "B1", "A2", "A2"), (None, None, None, None), "Deutsch A2 bis B2"),
        (("B2", "B1", "A2", "A2"), ("B1", "B1", "A2", "A2"), "Deutsch A2 bis B2, reicht aus"),
        (("B2", "A2", "A2", "A1"), ("B1", "B1", "A2", None), "Deutsch: Sprechen A2 statt B1"),
        (
            ("B1", "none", None, "A2"),
            ("B1", "A1", "A2", "A2"),
            "Deutsch: Sprechen kein Deutsch statt A1, Lesen unbekannt",
        ),
        ((None, None, None, None), ("B1", None, None, None), "Deutsch unbekannt"),
    ],
)
def test_a_row_names_the_german_that_is_short_and_nothing_else(
    app: Flask, known: Levels, asked: Levels, said: str
) -> None:
    facts, demands = (
        {skill: LanguageLevel(one) for skill, one in zip(SKILLS, levels, strict=True) if one}
        for levels in (known, asked)
    )
    with app.test_request_context():
        assert german_in_short(facts, demands) == said
