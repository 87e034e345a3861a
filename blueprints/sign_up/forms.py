"""One form for each question on the way to a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired

from blueprints.companion_fields import CompanionFields
from blueprints.fair_needs import NEEDS
from blueprints.fields import (
    EmailLine,
    Needed,
    PhoneLine,
    SeveralOf,
    TextLine,
    WholeNumber,
)
from blueprints.interpreter_field import InterpreterField
from blueprints.name_field import NameLine
from domain.languages import LanguageLevel
from domain.page_languages import OFFERED, SOURCE

OTHER = "other"
CHOOSE = _l("Bitte wählen Sie eine Antwort.")

YEARS = (
    SelectChoice("0", _l("Noch nie – ich möchte es lernen")),
    SelectChoice("1", _l("Etwa 1 Jahr")),
    SelectChoice("3", _l("Etwa 3 Jahre")),
    SelectChoice("5", _l("Etwa 5 Jahre")),
    SelectChoice("10", _l("10 Jahre oder mehr")),
)

GERMAN = (
    SelectChoice(LanguageLevel.A1.value, _l("Ich kenne einzelne Wörter.")),
    SelectChoice(LanguageLevel.A2.value, _l("Ich kann einkaufen und einfache Fragen beantworten.")),
    SelectChoice(LanguageLevel.B1.value, _l("Ich kann einer Ärztin sagen, was mir wehtut.")),
    SelectChoice(
        LanguageLevel.B2.value, _l("Ich kann über einen Preis verhandeln und Gründe nennen.")
    ),
)


class ChooseForm(FlaskForm):
    """A single press, without anything to fill in."""


class WorkForm(FlaskForm):
    """A picture, or own words."""

    area = StringField()
    words = TextLine(_l("Beruf oder Arbeit"), longest=160)

    def __init__(self, areas: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = areas

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for one of the two."""
        valid = bool(super().validate(extra_validators))
        if valid and self.area.data not in self.known and not self.words.data:
            self.words.errors = [_("Tippen Sie auf ein Bild oder schreiben Sie Ihre Arbeit.")]
            return False
        return valid


class OccupationForm(FlaskForm):
    """Which occupation, and for how long."""

    occupation = RadioField(_l("Welche Arbeit?"), [InputRequired(CHOOSE)])
    words = TextLine(_l("Ihre Arbeit in eigenen Worten"), longest=160)
    years = RadioField(
        _l("Wie lange haben Sie das gemacht?"), [InputRequired(CHOOSE)], choices=YEARS
    )

    def __init__(self, occupations: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        other = SelectChoice(OTHER, _("Etwas anderes"))
        self.occupation.choices = [SelectChoice(*one) for one in occupations] + [other]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for own words where none of the occupations is right."""
        valid = bool(super().validate(extra_validators))
        if self.occupation.data == OTHER and not self.words.data:
            self.words.errors = [
                _("Schreiben Sie, was Sie gearbeitet haben oder arbeiten möchten.")
            ]
            return False
        return valid


class GermanForm(FlaskForm):
    """German by what one can do; the level stays behind it."""

    german = RadioField(
        _l("Wie gut sprechen Sie Deutsch?"), [InputRequired(CHOOSE)], choices=GERMAN
    )


class FirmsForm(FlaskForm):
    """Firms to meet; none leaves the choice to the office."""

    stands = SeveralOf(_l("Welche Firmen möchten Sie treffen?"), coerce=int)

    def __init__(self, stands: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stands.choices = [SelectChoice(*one) for one in stands]


class NeedsForm(CompanionFields):
    """What makes the visit possible: help, and a place for those who come along."""

    needs = SeveralOf(_l("Brauchen Sie etwas?"), choices=NEEDS)
    interpreter_language = InterpreterField(
        _l("In welche Sprache übersetzen?"), lambda: _("in die Sprache dieser Seite")
    )
    children = WholeNumber(_l("Wie viele Kinder bringen Sie mit?"), least=0, most=12)

    def __init__(self, language: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if language != SOURCE:
            word = _("Jemand soll für mich übersetzen: %(language)s", language=OFFERED[language])
            self.needs.choices = [SelectChoice(NEEDS[0].value, word), *NEEDS[1:]]


class ContactForm(FlaskForm):
    """Telephone, e-mail or neither."""

    phone = PhoneLine(_l("Telefonnummer"))
    email = EmailLine(_l("E-Mail-Adresse"))
    neither = StringField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for one of the three."""
        if self.neither.data:
            return True
        valid = bool(super().validate(extra_validators))
        if valid and not self.phone.data and not self.email.data:
            self.phone.errors = [
                _(
                    "Schreiben Sie eine Telefonnummer oder E-Mail-Adresse, oder tippen Sie unten "
                    "auf „Ich habe beides nicht“."
                )
            ]
            return False
        return valid


class NameForm(FlaskForm):
    """The name of somebody new."""

    given_name = NameLine(_l("Vorname"), [Needed(_l("Schreiben Sie Ihren Vornamen."))], longest=120)
    family_name = NameLine(_l("Nachname"), longest=120)


class AgreeForm(FlaskForm):
    """Consent: to the fair, and on its own to placement."""

    agree = BooleanField(
        _l("Ich bin einverstanden: Sie dürfen meine Angaben für diese Kontaktbörse benutzen."),
        [InputRequired(_l("Ohne Ihr Einverständnis können wir Sie nicht anmelden."))],
    )
    placement = BooleanField(
        _l("Sie dürfen auch nach der Kontaktbörse eine Arbeit für mich suchen.")
    )


class FamilyAgreeForm(AgreeForm):
    """Consent of somebody who comes with others."""

    together = BooleanField(
        _l("Die Erwachsenen, die mit mir kommen, wissen davon und sind einverstanden."),
        [InputRequired(_l("Fragen Sie bitte zuerst die Personen, die mit Ihnen kommen."))],
    )


class CheckForm(NameForm, AgreeForm):
    """The name of somebody new, then consent: errors are told in the order of the page."""


class FamilyCheckForm(NameForm, FamilyAgreeForm):
    """The same for somebody new who comes with others."""


class CardForm(FlaskForm):
    """The code of a card, and the year of birth that belongs to it."""

    code = TextLine(_l("Code auf der Karte"), [Needed(_l("Schreiben Sie den Code."))], longest=40)
    birth_year = WholeNumber(
        _l("In welchem Jahr sind Sie geboren?"),
        [Needed(_l("Schreiben Sie das Jahr, in dem Sie geboren sind."))],
        least=1900,
        most=2100,
    )
