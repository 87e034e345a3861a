"""Form fields that WTForms does not have."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.validators import StopValidation


class ThreePartDateField(Field):
    """A date typed as day, month and year; digits of every script; what was typed stays.

    The three inputs carry the same name, so ``parts`` is what they held, in that order.
    """

    parts: tuple[str, str, str] = ("", "", "")
    data: date | None

    def process_data(self, value: date | None) -> None:
        """Take the date of the record."""
        self.data = value
        self.parts = ("", "", "")
        if value is not None:
            self.parts = (str(value.day), str(value.month), str(value.year))

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed; nothing in all three is no date."""
        if not valuelist:
            return
        day, month, year = [*valuelist, "", "", ""][:3]
        self.parts = (day, month, year)
        self.data = None
        if any(part.strip() for part in self.parts):
            self.data = date_of(*self.parts)

    def pre_validate(self, form: object) -> None:
        """Stop at a date that does not exist, so that no other rule is asked."""
        if self.process_errors:
            raise StopValidation

    def _value(self) -> str:
        return " ".join(self.parts).strip()


def date_of(day: str, month: str, year: str) -> date:
    """Return the date, or raise ``ValueError`` with a sentence for the reader."""
    try:
        return date(int(year.strip()), int(month.strip()), int(day.strip()))
    except (ValueError, OverflowError):
        raise ValueError(
            _l("Geben Sie Tag, Monat und Jahr in Zahlen ein, zum Beispiel 27 3 1990.")
        ) from None
