"""The forms of the interview; each is one step."""

from __future__ import annotations

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

from blueprints.candidates.step_forms import EvidenceForm
from blueprints.fields import (
    EmailLine,
    PhoneLine,
    PostcodeLine,
    TextLine,
    needed,
)
from blueprints.labels import choices
from blueprints.name_field import NameLine
from blueprints.profile_fields import NOT_STATED, BirthDateField, OneOf
from domain.page_languages import OFFERED
from domain.people import Sex
from services.catalogue import OccupationChoice

NONE_OF_THESE = "none"


class ContactForm(EvidenceForm):
    """Who the person is and how to reach them."""

    given_name = NameLine("Vorname (oder einziger Name)", [needed], longest=120)
    family_name = NameLine("Familienname", longest=120)
    own_script_name = NameLine("Name in eigener Schrift", longest=240)
    birth = BirthDateField(
        "Geburtsdatum",
        description="Tag oder Tag und Monat dürfen leer bleiben, wenn sie unbekannt sind.",
    )
    sex = OneOf(
        "Geschlecht, wie die Person es angibt",
        choices=[SelectChoice(NOT_STATED, "keine Angabe"), *choices(Sex)],
        description="Nur für die Statistik; Arbeitgeber sehen es nie.",
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


class OccupationForm(FlaskForm):
    """Which occupation the words mean."""

    code = RadioField("Welcher Beruf ist gemeint?", [needed], validate_choice=True)

    def __init__(self, *args: Any, found: list[OccupationChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [SelectChoice(one.code, _with_share(one)) for one in found]
        self.code.choices = [*listed, SelectChoice(NONE_OF_THESE, "keiner davon")]
        self.says_shares = any(one.is_guess for one in found)


def _with_share(one: OccupationChoice) -> str:
    """Return what an occupation is called, and how often such a guess was right."""
    return f"{one.label} (etwa {one.tenths} von 10)" if one.is_guess else one.label


class SkillsForm(EvidenceForm):
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
