"""Rows of names carry the comma of the page's language."""

from flask import Flask
from flask_babel import force_locale

from blueprints.layout import listed


def test_names_in_a_row_carry_the_comma_of_the_language(app: Flask) -> None:
    with app.test_request_context(), force_locale("ar"):
        assert listed(["نجار", "خياط"]) == "نجار، خياط"
    with app.test_request_context(), force_locale("en"):
        assert listed(["joiner", 2]) == "joiner, 2"
