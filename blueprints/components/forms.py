"""A form with every kind of field, to look at."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Email, InputRequired
from wtforms.widgets import CheckboxInput

from blueprints.fields import ThreePartDateField

MISSING = InputRequired(_l("Dieses Feld wird gebraucht."))


def offer(**choices: object) -> list[SelectChoice]:
    """Return the choices, value and label."""
    return [SelectChoice(value, label) for value, label in choices.items()]


class ExampleForm(FlaskForm):
    """Every kind of field once."""

    full_name = StringField(_l("Name"), [MISSING], description=_l("Wie in Ihrem Ausweis."))
    phone = StringField(_l("Telefonnummer"))
    email = StringField(_l("E-Mail"), [MISSING, Email(_l("Diese Adresse ist unvollständig."))])
    occupation = StringField(_l("Beruf"))
    born = ThreePartDateField(_l("Geburtsdatum"), [MISSING])
    german = RadioField(
        _l("Wie gut sprechen Sie Deutsch?"),
        [InputRequired(_l("Wählen Sie eine Antwort."))],
        choices=offer(none=_l("Noch nicht"), A1="A1", B1="B1"),
    )
    days = SelectMultipleField(
        _l("Wann können Sie arbeiten?"),
        choices=offer(week=_l("Montag bis Freitag"), sat=_l("Samstag")),
        option_widget=CheckboxInput(),
    )
    place = SelectField(_l("Ort"), choices=offer(HF="Herford", BUE="Bünde"))
    note = TextAreaField(_l("Bemerkung"))
    consent = BooleanField(_l("Ich bin einverstanden."), [MISSING])
