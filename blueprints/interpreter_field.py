"""The form field for the language to interpret into, where it is not the one of the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from wtforms import SelectChoice, SelectField

from blueprints.profile_labels import language_name
from domain.page_languages import SOURCE
from domain.spoken_languages import SPOKEN


class InterpreterField(SelectField):
    """A language other than German; the first choice, empty, is the one ``usual`` says.

    Each language stands in its own words before those of the page: whoever needs it may not know
    what others call it.
    """

    def __init__(self, label: Any, usual: Callable[[], str], **kwargs: Any) -> None:
        super().__init__(label, default="", **kwargs)
        spoken = [(_own_name(code), language_name(code), code) for code in SPOKEN if code != SOURCE]
        self.choices = [
            SelectChoice("", usual()),
            *(
                SelectChoice(code, own if own == here else f"{own} – {here}")
                for own, here, code in spoken
            ),
        ]


@cache
def _own_name(code: str) -> str:
    """Return what a language calls itself, or its German name where nobody wrote it down."""
    try:
        return str(Locale.parse(code).get_language_name(code) or language_name(code))
    except UnknownLocaleError:
        return str(Locale.parse(SOURCE).languages.get(code, code))
