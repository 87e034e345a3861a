"""Form fields of a profile: one of a list, and a date of birth with unknown parts."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField
from wtforms.validators import StopValidation, ValidationError

from blueprints.fields import printable
from domain.birth_dates import BirthDate, BirthDateFault, ImpossibleBirthDate
from domain.codes import western_digits

NOT_STATED = ""


class OneOf(SelectField):
    """One choice of a list, or none; what is missing in the form is none."""

    data: str | None

    def pre_validate(self, form: Any) -> None:
        """Stop at what is not among the choices; nothing chosen is nothing said."""
        if self.data in (None, NOT_STATED):
            self.data = NOT_STATED
            return
        if self.data not in {choice.value for choice in self.choices or ()}:
            raise ValidationError(_("Bitte wählen Sie neu: Das gibt es hier nicht mehr."))

    @property
    def known(self) -> str | None:
        """Return what was chosen, or None."""
        return self.data or None


_FAULTS = {
    BirthDateFault.YEAR_NEEDED: _l("Es fehlt das Jahr. Tag und Monat dürfen unbekannt bleiben."),
    BirthDateFault.MONTH_NEEDED: _l("Zu einem Tag gehört ein Monat. Sonst lassen Sie beide leer."),
    BirthDateFault.NO_SUCH_DAY: _l("Diesen Tag gibt es nicht. Beispiel: 27 3 1990"),
    BirthDateFault.IN_THE_FUTURE: _l("Dieser Tag liegt in der Zukunft."),
    BirthDateFault.TOO_LONG_AGO: _l("Bitte ein Jahr ab 1900."),
}


class BirthDateField(Field):
    """Day, month and year of a birth, each may be unknown but the year; what was typed stays."""

    parts: tuple[str, str, str] = ("", "", "")
    data: BirthDate

    def process_data(self, value: BirthDate | None) -> None:
        """Take the date of the record."""
        self.data = value or BirthDate()
        told = (self.data.day, self.data.month, self.data.year)
        self.parts = tuple(str(part) if part else "" for part in told)  # type: ignore[assignment]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed, in the digits of any script."""
        if not valuelist:
            return
        typed = [printable(part)[:20] for part in [*valuelist, "", "", ""][:3]]
        self.parts = (typed[0], typed[1], typed[2])
        day, month, year = map(_number, typed)
        self.data = BirthDate(year=year, month=month, day=day)

    def pre_validate(self, form: Any) -> None:
        """Stop at a day nobody can be born on."""
        if self.process_errors:
            raise StopValidation
        try:
            self.data.checked(form.today)
        except ImpossibleBirthDate as error:
            raise StopValidation(str(_FAULTS[error.fault])) from None

    def _value(self) -> str:
        return " ".join(self.parts).strip()


def _number(typed: str) -> int | None:
    plain = western_digits(typed).strip()
    if not plain:
        return None
    if len(plain) > 4 or not (plain.isascii() and plain.isdigit()):
        raise ValueError(_l("Geben Sie Tag, Monat und Jahr in Zahlen ein, zum Beispiel 27 3 1990."))
    return int(plain)
