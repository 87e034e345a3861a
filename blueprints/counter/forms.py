"""The questions of the sign-up on one page, in German, with the person beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectChoice, SelectField
from wtforms.validators import InputRequired

from blueprints.companion_fields import CompanionFields
from blueprints.fair_needs import NEEDS
from blueprints.fields import EmailLine, Needed, PhoneLine, SeveralOf, TextLine, WholeNumber
from blueprints.interpreter_field import InterpreterField
from blueprints.name_field import NameLine
from blueprints.submit_key import KeyedForm
from domain.languages import LanguageLevel
from domain.page_languages import OFFERED

NOT_ASKED = ""
GERMAN = (
    SelectChoice(LanguageLevel.A1.value, "kennt einzelne Wörter"),
    SelectChoice(LanguageLevel.A2.value, "kann einkaufen, einfache Fragen beantworten"),
    SelectChoice(LanguageLevel.B1.value, "kann einer Ärztin sagen, was wehtut"),
    SelectChoice(LanguageLevel.B2.value, "kann verhandeln und Gründe nennen"),
)
YEARS = (
    SelectChoice("0", "noch nie, möchte es lernen"),
    SelectChoice("1", "etwa 1 Jahr"),
    SelectChoice("3", "etwa 3 Jahre"),
    SelectChoice("5", "etwa 5 Jahre"),
    SelectChoice("10", "10 Jahre oder mehr"),
)


class CounterForm(CompanionFields, KeyedForm):
    """Everything about the person, the family and what they agree to."""

    is_full = False
    """Whether the places were missing: then the waiting list is offered."""
    given_name = NameLine("Vorname (oder einziger Name)", [Needed("Vorname fehlt.")], longest=120)
    family_name = NameLine("Familienname", longest=120)
    birth_year = WholeNumber("Geburtsjahr", least=1900, most=2100)
    language = SelectField("Sprache für Briefe und Übersetzung")
    phone = PhoneLine("Telefon")
    email = EmailLine("E-Mail")
    words = TextLine("Beruf oder Arbeit", [Needed("Schreiben Sie, welche Arbeit.")], longest=160)
    years = RadioField("Wie lange?", [InputRequired("Bitte wählen.")], choices=YEARS)
    german = RadioField("Deutsch", [InputRequired("Bitte wählen.")], choices=GERMAN)
    needs = SeveralOf("Bedarf", choices=NEEDS)
    interpreter_language = InterpreterField(
        "Übersetzung in welche Sprache?", lambda: "in die Sprache der Briefe"
    )
    children = WholeNumber("Kinder, auf die jemand aufpassen soll", least=0, most=12)
    stands = SeveralOf("Möchte treffen", coerce=int)
    card = TextLine(
        "Code der Karte: eine, die Sie ausgeben, oder eine, die die Person schon hat", longest=40
    )
    agree = BooleanField(
        "Die Person ist einverstanden: Ihre Angaben dürfen für diese Kontaktbörse benutzt werden.",
        [InputRequired("Ohne Einverständnis ist keine Anmeldung möglich.")],
    )
    together = BooleanField("Die mitkommenden Erwachsenen wissen davon und sind einverstanden.")
    placement = BooleanField("Auch nach der Kontaktbörse darf Arbeit gesucht werden (freiwillig).")

    def __init__(self, stands: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.language.choices = [SelectChoice(code, name) for code, name in OFFERED.items()]
        self.stands.choices = [SelectChoice(*one) for one in stands]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the word of those who come along."""
        valid = bool(super().validate(extra_validators))
        if self.companions and not self.together.data:
            self.together.errors = ["Fragen Sie bitte die Personen, die mitkommen."]
            return False
        return valid
