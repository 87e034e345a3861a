"""What a firm that is new here types: about itself, and how its person signs in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import ValidationError
from wtforms.widgets import PasswordInput

from blueprints.fields import EmailLine, Needed
from blueprints.fields import needed as need
from blueprints.firm_forms import FirmForm
from blueprints.refusals import sentence
from domain.passwords import PasswordRefused, check_password_rules


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
