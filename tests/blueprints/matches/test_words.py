"""Two things that are spelt alike in the code keep their own names on every page."""

from __future__ import annotations

from flask import Flask

from blueprints.labels import LABELS, label
from blueprints.matches.words import in_words
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
