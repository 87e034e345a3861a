"""Numbers with a decimal part as people type them: 38,5 hours, 14.60 euros, in any script."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from babel.numbers import get_decimal_symbol
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from blueprints.fields import printable
from domain.codes import western_digits

_NUMBER = re.compile(r"\d{1,7}(?:[.,]\d{1,2})?")
_THOUSANDS = re.compile(r"(\d{1,3})[.](\d{3}),")
_EXTRAS = str.maketrans({"٫": ",", "٬": None, "€": None, " ": None, "\u00a0": None})


class Amount(StringField):
    """A number between ``least`` and ``most`` with at most two decimals; empty is ``None``."""

    data: Decimal | None

    def __init__(
        self, label: Any = None, validators: Any = (), *, least: int, most: int, **kwargs: Any
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.least = least
        self.most = most

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the digits of every script, with a comma or a point."""
        self.data = None
        typed = western_digits(printable(valuelist[0]))[:80] if valuelist else ""
        if not typed:
            return
        number = self._read(_THOUSANDS.sub(r"\1\2,", typed.translate(_EXTRAS)))
        if number is None or not self.least <= number <= self.most:
            raise ValueError(
                _l("Geben Sie eine Zahl von %(a)s bis %(b)s ein.", a=self.least, b=self.most)
            )
        self.data = number

    def _read(self, typed: str) -> Decimal | None:
        plain = _NUMBER.fullmatch(typed)
        return Decimal(typed.replace(",", ".")) if plain else None

    def _value(self) -> str:
        if self.raw_data:
            return printable(self.raw_data[0])
        return "" if self.data is None else with_decimal_sign(self.data)


def shown(number: Decimal | float) -> str:
    """Return a number as it is read in German: two decimals or none.

    >>> shown(38.5), shown(40), shown(Decimal("14.60"))
    ('38,50', '40', '14,60')
    """
    whole = f"{number:.2f}"
    return whole.removesuffix(".00").replace(".", ",")


def with_decimal_sign(number: Decimal | float) -> str:
    """Return a number with the decimal sign of the page's language, in western digits."""
    sign = get_decimal_symbol(get_locale() or "de", numbering_system="latn")
    return shown(number).replace(",", sign)
