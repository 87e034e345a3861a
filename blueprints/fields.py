"""Form fields that WTForms does not have: they take what people type, in any script."""

import unicodedata
from datetime import date
from typing import Any, ClassVar

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    Field,
    IntegerField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput

from domain.codes import western_digits

EMAIL_LONGEST = 254


class Needed:
    """The validator of a field that must be filled in; spaces alone do not fill it."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, message: Any = None) -> None:
        self.message = message or _l("Dieses Feld wird gebraucht.")

    def __call__(self, _form: object, field: Field) -> None:
        """Stop where nothing was given; a wrong entry keeps its own sentence."""
        typed = any(str(value).strip() for value in field.raw_data or ())
        is_given = field.data is not False and field.data not in (None, "", [])  # 0 is given
        if typed and (field.errors or is_given):
            return
        field.errors = []
        raise StopValidation(str(self.message))


needed = Needed()


def printable(text: str) -> str:
    """Return typed text without control signs, direction overrides and outer space.

    Line breaks stay; so does the zero-width non-joiner, which Persian is written with.

    >>> printable(" Bäcker\\x00\\u202e ")
    'Bäcker'
    """
    if text.isprintable():  # nearly always, and a hundred thousand signs are looked at at once
        return text.strip()
    return "".join(sign for sign in text if sign.isprintable() or _is_printed(sign)).strip()


def _is_printed(sign: str) -> bool:
    if sign in "\n\u200c\u200d":
        return True
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn", "Co"}


def at_most(signs: int) -> Length:
    """Return the validator of the longest text a field takes."""
    return Length(max=signs, message=_l("Bitte höchstens %(max)d Zeichen."))


class TextLine(StringField):
    """One line of text: no control signs, at most ``longest`` signs."""

    data: str | None

    def __init__(
        self, label: Any = None, validators: Any = (), *, longest: int = 160, **kwargs: Any
    ) -> None:
        super().__init__(label, [*validators, at_most(longest)], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed, on one line."""
        if valuelist:
            self.data = " ".join(printable(valuelist[0]).split())


class TextBlock(TextAreaField):
    """Several lines of text: no control signs, at most ``longest`` signs."""

    def __init__(
        self, label: Any = None, validators: Any = (), *, longest: int = 2000, **kwargs: Any
    ) -> None:
        super().__init__(label, [*validators, at_most(longest)], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed, with its line breaks."""
        if valuelist:
            self.data = printable(valuelist[0].replace("\r\n", "\n"))


class EmailLine(TextLine):
    """An e-mail address, folded to the form the database compares; empty is ``None``."""

    typed = ""

    def __init__(self, label: Any = None, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, validators, longest=EMAIL_LONGEST, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed; it stays as it was typed."""
        super().process_formdata(valuelist)
        self.typed = self.data or ""

    def pre_validate(self, form: object) -> None:
        """Stop at an address that cannot be one."""
        if not self.data:
            self.data = None
            return
        try:
            if len(self.data) > EMAIL_LONGEST:
                raise EmailNotValidError
            found = validate_email(self.data, check_deliverability=False, test_environment=True)
        except EmailNotValidError:
            raise StopValidation(
                _("Diese E-Mail-Adresse ist unvollständig. Beispiel: name@firma.de")
            ) from None
        self.data = found.normalized.lower()

    def _value(self) -> str:
        return self.typed or self.data or ""


class PhoneLine(TextLine):
    """A telephone number as people write it, kept as +49…; empty is ``None``."""

    typed = ""

    def __init__(self, label: Any = None, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, validators, longest=60, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the digits of every script."""
        super().process_formdata(valuelist)
        self.typed = self.data or ""

    def pre_validate(self, form: object) -> None:
        """Stop at a number that cannot be dialled."""
        self.data = dialled(western_digits(self.typed)) if self.typed else None
        if self.typed and self.data is None:
            raise StopValidation(_("Diese Telefonnummer ist unvollständig. Beispiel: 05221 123456"))

    def _value(self) -> str:
        return self.typed or (dialling(self.data) if self.data else "")


def dialled(typed: str) -> str | None:
    """Return the number in its international form, or ``None`` where it is none.

    >>> dialled("0170 1234567")
    '+491701234567'
    """
    try:
        number = phonenumbers.parse(typed[:60], "DE")
    except phonenumbers.NumberParseException:
        return None
    verdict = phonenumbers.is_possible_number_with_reason(number)
    if verdict != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def dialling(number: str) -> str:
    """Return a stored number as somebody in Germany dials it; foreign ones stay international.

    >>> dialling("+495221985100")
    '05221 985100'
    """
    try:
        parsed = phonenumbers.parse(number, "DE")
    except phonenumbers.NumberParseException:
        return number
    at_home = parsed.country_code == phonenumbers.country_code_for_region("DE")
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, form.NATIONAL if at_home else form.INTERNATIONAL)


class PostcodeLine(TextLine):
    """A German postcode in the digits of any script; empty is an empty text."""

    def __init__(self, label: Any = None, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, validators, longest=20, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the digits of every script, without spaces."""
        super().process_formdata(valuelist)
        self.data = western_digits(self.data or "").replace(" ", "").removeprefix("D-")

    def pre_validate(self, form: object) -> None:
        """Stop at anything but five digits."""
        typed = self.data or ""
        if typed and not (len(typed) == 5 and typed.isascii() and typed.isdigit()):
            raise StopValidation(_("Eine Postleitzahl hat fünf Ziffern. Beispiel: 32049"))


class WholeNumber(IntegerField):
    """A number in the digits of any script, between ``least`` and ``most``."""

    LONGEST: ClassVar[int] = 9

    def __init__(
        self, label: Any = None, validators: Any = (), *, least: int, most: int, **kwargs: Any
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.least = least
        self.most = most

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the digits of every script; nothing typed is ``None``."""
        self.data = None
        typed = western_digits(printable(valuelist[0]))[:80] if valuelist else ""
        if not typed:
            return
        plain = len(typed) <= self.LONGEST and typed.isascii() and typed.isdigit()
        if not plain or not self.least <= int(typed) <= self.most:
            raise ValueError(
                _l("Geben Sie eine Zahl von %(a)s bis %(b)s ein.", a=self.least, b=self.most)
            )
        self.data = int(typed)

    def _value(self) -> str:
        return printable(self.raw_data[0]) if self.raw_data else str(self.data or "")


class SeveralOf(SelectMultipleField):
    """Any number of choices, each with its box to tick."""

    def __init__(self, label: Any = None, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, validators, option_widget=CheckboxInput(), **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was ticked."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_l("Bitte wählen Sie neu: Das gibt es hier nicht mehr.")) from None

    def pre_validate(self, form: Any) -> None:
        """Stop at what is not (or no longer) among the choices."""
        known = {choice.value for choice in self.choices or ()}
        if any(value not in known for value in self.data or ()):
            raise ValidationError(_("Bitte wählen Sie neu: Das gibt es hier nicht mehr."))


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
        day, month, year = map(printable, [*valuelist, "", "", ""][:3])
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
        numbers = int(year.strip()), int(month.strip()), int(day.strip())
    except ValueError:
        raise ValueError(
            _l("Geben Sie Tag, Monat und Jahr in Zahlen ein, zum Beispiel 27 3 1990.")
        ) from None
    try:
        return date(*numbers)
    except (ValueError, OverflowError):
        raise ValueError(_l("Diesen Tag gibt es nicht. Prüfen Sie Tag, Monat und Jahr.")) from None
