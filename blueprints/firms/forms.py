"""What a firm types about itself."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import ValidationError
from wtforms.widgets import PasswordInput

from blueprints.fields import EmailLine, Needed, PhoneLine, PostcodeLine, TextBlock, TextLine
from blueprints.fields import needed as need
from blueprints.refusals import sentence
from domain.passwords import PasswordRefused, check_password_rules
from services.employers import FirmFacts


class FirmForm(FlaskForm):
    """The firm and whom to ask for."""

    name = TextLine(_l("Name der Firma"), [need], longest=160)
    sector = TextLine(
        _l("Branche"), [need], longest=120, description=_l("Zum Beispiel: Möbel, Pflege, Logistik")
    )
    about = TextBlock(
        _l("Was macht Ihre Firma?"),
        longest=2000,
        description=_l("Zwei, drei Sätze. Bewerberinnen und Bewerber lesen sie."),
    )
    street = TextLine(_l("Straße und Hausnummer"), [need], longest=160)
    postcode = PostcodeLine(_l("Postleitzahl"), [need])
    place = TextLine(_l("Ort"), [need], longest=80)
    contact_name = TextLine(_l("Ansprechperson"), [need], longest=120)
    contact_phone = PhoneLine(_l("Telefonnummer"), [need])

    def facts(self) -> FirmFacts:
        """Return what was typed, as the use case takes it."""
        return FirmFacts(
            name=self.name.data or "",
            sector=self.sector.data or "",
            about=self.about.data or "",
            street=self.street.data or "",
            postcode=self.postcode.data or "",
            place=self.place.data or "",
            contact_name=self.contact_name.data or "",
            contact_phone=self.contact_phone.data,
        )


class RegistrationForm(FirmForm):
    """A firm that is new here, with the account of its contact person."""

    email = EmailLine(
        _l("E-Mail-Adresse"), [need], description=_l("Mit ihr melden Sie sich später an.")
    )
    # A form that comes back keeps what was typed; the page is never stored by the browser.
    password = PasswordField(
        _l("Passwort"),
        [Needed(_l("Wählen Sie ein Passwort."))],
        widget=PasswordInput(hide_value=False),
        description=_l("Mindestens zwölf Zeichen. Drei kurze Wörter merken sich leicht."),
    )

    def validate_password(self, field: PasswordField) -> None:
        """Refuse a password that is short or known to everybody."""
        try:
            check_password_rules(field.data or "", email=self.email.data or "")
        except PasswordRefused as error:
            raise ValidationError(sentence(error, "")) from None
