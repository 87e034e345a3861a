"""Forms of a person who opens and changes the own record."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField

from blueprints.fields import EmailLine, PhoneLine, PostcodeLine, TextLine, dialled, needed
from domain.codes import western_digits


class ContactForm(FlaskForm):
    """Where the code goes: an e-mail address or a telephone number, in any notation."""

    contact = TextLine(_l("E-Mail-Adresse oder Telefonnummer"), [needed], longest=254)

    reached: str | None = None
    """The contact in its stored form, once the form is valid."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Read the contact as an e-mail address or as a number."""
        if not super().validate(extra_validators):
            return False
        typed = self.contact.data or ""
        self.reached = typed.lower() if "@" in typed else dialled(western_digits(typed))
        if self.reached is None or (" " in self.reached):
            self.contact.errors = [
                _("Das ist keine E-Mail-Adresse und keine Telefonnummer. Beispiel: 0151 23456789")
            ]
            return False
        return True


class CodeForm(FlaskForm):
    """The six digits of the letter."""

    code = TextLine(_l("Code"), [needed], longest=60)


class LinkForm(FlaskForm):
    """One button."""


class OwnContactForm(FlaskForm):
    """How the office reaches the person."""

    phone = PhoneLine(_l("Telefonnummer"))
    email = EmailLine(_l("E-Mail-Adresse"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Keep one way at least: without it nobody gets a code any more."""
        if not super().validate(extra_validators):
            return False
        if self.phone.data or self.email.data:
            return True
        self.phone.errors = [_("Geben Sie eine Telefonnummer oder eine E-Mail-Adresse an.")]
        return False


class OwnPlaceForm(FlaskForm):
    """Where the person lives."""

    postcode = PostcodeLine(_l("Postleitzahl"))
    place = TextLine(_l("Ort"), longest=80)


class OwnLanguageForm(FlaskForm):
    """The language of letters and pages."""

    language = RadioField(_l("Sprache"))

    def __init__(self, *args: Any, languages: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = list(languages.items())
