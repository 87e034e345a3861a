"""The forms of the interview; each is one step."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput

from blueprints.fields import (
    EmailLine,
    PhoneLine,
    PostcodeLine,
    TextLine,
    WholeNumber,
    needed,
)
from blueprints.labels import choices
from domain.languages import LanguageLevel
from domain.page_languages import OFFERED

NONE_OF_THESE = "none"
NOTHING_ELSE = (
    "Bitte nur, was für die Arbeit nötig ist – nichts über Religion, Gesundheit oder Flucht."
)


class ContactForm(FlaskForm):
    """Who the person is and how to reach them."""

    given_name = TextLine("Vorname (oder einziger Name)", [needed], longest=120)
    family_name = TextLine("Familienname", longest=120)
    own_script_name = TextLine("Name in eigener Schrift", longest=240)
    birth_year = WholeNumber(
        "Geburtsjahr", least=1900, most=2100, description="Vier Ziffern, zum Beispiel 1990."
    )
    email = EmailLine("E-Mail")
    phone = PhoneLine("Telefon", description="Mit oder ohne Landesvorwahl, in jeder Schrift.")
    language = SelectField(
        "Sprache der Briefe", choices=[SelectChoice(*one) for one in OFFERED.items()]
    )
    postcode = PostcodeLine("Postleitzahl")
    place = TextLine(
        "Ort", longest=80, description="Leer lassen: Der Ort wird aus der Postleitzahl ergänzt."
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def validate_birth_year(self, field: WholeNumber) -> None:
        """Refuse a year that has not begun."""
        if field.data is not None and field.data > self.today.year:
            raise ValidationError("Dieses Jahr liegt in der Zukunft.")


class NewCandidateForm(ContactForm):
    """The first step: whoever is kept must have agreed, where an officer keeps them."""

    agreed = BooleanField(
        "Die Person hat den Einwilligungstext gelesen oder vorgelesen bekommen und ist damit "
        "einverstanden, dass der Arbeitgeberservice sie in Arbeit und Ausbildung vermittelt."
    )
    creation_key = HiddenField()

    def __init__(self, *args: Any, consent_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consent_needed = consent_needed

    def validate_agreed(self, field: BooleanField) -> None:
        """Ask an officer for the consent."""
        if self.consent_needed and not field.data:
            raise ValidationError(
                "Ohne Einwilligung in die Vermittlung darf der Arbeitgeberservice niemanden "
                "aufnehmen. Holen Sie sie ein oder verweisen Sie an den Integration Point."
            )


class GermanForm(FlaskForm):
    """How well the person speaks German."""

    level = RadioField(
        "Wie gut spricht die Person Deutsch?",
        [needed],
        choices=[*choices(LanguageLevel), SelectChoice("unknown", "noch nicht bekannt")],
    )


class WorkForm(FlaskForm):
    """One piece of work in the person's own words."""

    own_words = TextLine(
        "Arbeit in eigenen Worten", [needed], longest=160, description=NOTHING_ELSE
    )
    years = WholeNumber("Jahre", least=0, most=70)
    is_wish = BooleanField("Das möchte die Person künftig tun (Wunsch)")


class OccupationForm(FlaskForm):
    """Which occupation the words mean."""

    code = RadioField("Welcher Beruf ist gemeint?", [needed], validate_choice=True)

    def __init__(self, *args: Any, found: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [SelectChoice(code, title) for code, title in found]
        self.code.choices = [*listed, SelectChoice(NONE_OF_THESE, "keiner davon")]


class SkillsForm(FlaskForm):
    """What the person can do, from the catalogue."""

    skills = SelectMultipleField("Fertigkeiten", option_widget=CheckboxInput())

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.skills.choices = [SelectChoice(key, text) for key, text in offered]


class ConsentForm(FlaskForm):
    """The person agrees, now."""

    agreed = BooleanField(
        "Die Person hat den Text gelesen oder vorgelesen bekommen und stimmt zu.", [needed]
    )
