"""What a firm types about a position, in three steps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice, SelectMultipleField, StringField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput

from blueprints.fields import (
    Needed,
    PostcodeLine,
    TextBlock,
    TextLine,
    ThreePartDateField,
    WholeNumber,
)
from blueprints.fields import needed as need
from blueprints.labels import choices
from blueprints.positions.demands import refuse_unfair_demands
from domain.languages import LanguageLevel
from domain.places import place_name
from domain.positions import PositionKind, RequirementLevel
from services.catalogue import is_occupation, is_skill, skill_label
from services.positions import PositionFacts

NONE_OF_THESE = "none"
_CHOOSE = Needed(_l("Wählen Sie eine Antwort."))


class TitleForm(FlaskForm):
    """Step 1: what is offered, in the firm's own words."""

    class Meta:
        """Sent in the address: nothing changes, so it needs no token."""

        csrf = False

    kind = RadioField(_l("Was bieten Sie an?"), [_CHOOSE], choices=choices(PositionKind))
    title = TextLine(
        _l("Wie heißt die Stelle?"),
        [need],
        longest=160,
        description=_l("In Ihren Worten, zum Beispiel: Tischler/in für Küchen"),
    )

    validate_title = refuse_unfair_demands


class OccupationForm(FlaskForm):
    """Step 2: which occupation is meant; none is an answer too."""

    class Meta:
        """Sent in the address: nothing changes, so it needs no token."""

        csrf = False

    occupation = RadioField(_l("Welcher Beruf ist es?"), [_CHOOSE], choices=[])

    def offer(self, options: Iterable[tuple[str, str]]) -> None:
        """Set the occupations to choose from, ending with none of these."""
        offered = [SelectChoice(code, label) for code, label in options]
        none = SelectChoice(NONE_OF_THESE, _("Keiner davon"))
        self.occupation.choices = [*offered, none]


class PositionForm(FlaskForm):
    """Step 3: what the work needs, where and when."""

    kind = RadioField(_l("Was bieten Sie an?"), [_CHOOSE], choices=choices(PositionKind))
    title = TextLine(_l("Wie heißt die Stelle?"), [need], longest=160)
    tasks = TextBlock(
        _l("Was tut man dort?"),
        longest=4000,
        description=_l("Drei Sätze, wie Sie es am Telefon erzählen würden."),
    )
    requirement_level = RadioField(
        _l("Was muss man können, um anzufangen?"), [_CHOOSE], choices=choices(RequirementLevel)
    )
    german_level = RadioField(
        _l("Wie viel Deutsch braucht die Arbeit?"),
        [_CHOOSE],
        choices=choices(LanguageLevel),
        description=_l("So viel, wie die Arbeit wirklich braucht: Jede Stufe mehr schließt aus."),
    )
    must_skills = SelectMultipleField(
        _l("Ohne welche Kenntnisse geht es nicht?"),
        choices=[],
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    skill_search = TextLine(_l("Weitere Kenntnisse suchen"), longest=160)
    postcode = PostcodeLine(_l("Postleitzahl des Arbeitsorts"), [need])
    place = TextLine(
        _l("Arbeitsort"),
        longest=80,
        description=_l("Frei lassen: Wir nehmen den Ort zur Postleitzahl."),
    )
    starts_on = ThreePartDateField(
        _l("Wann beginnt die Arbeit?"), description=_l("Frei lassen heißt: ab sofort.")
    )
    places = WholeNumber(_l("Wie viele Menschen suchen Sie?"), [need], least=1, most=999)

    validate_title = refuse_unfair_demands
    validate_tasks = refuse_unfair_demands

    def offer_skills(self, keys: Iterable[str], language: str) -> None:
        """Set the skills to tick; what is ticked stays on offer."""
        ticked = [key for key in self.must_skills.data or [] if is_skill(key)]
        self.must_skills.data = ticked
        self.must_skills.choices = [
            SelectChoice(key, skill_label(key, language)) for key in dict.fromkeys([*keys, *ticked])
        ]

    def validate_place(self, field: StringField) -> None:
        """Ask for the place where the postcode does not tell it."""
        if not field.data and not place_name(self.postcode.data):
            raise ValidationError(_("Nennen Sie den Ort; wir kennen diese Postleitzahl nicht."))

    def is_over(self, today: date) -> bool:
        """Refuse a first day that lies in the past; return whether it does."""
        day = self.starts_on.data
        if day is None or day >= today:
            return False
        self.starts_on.errors = [
            *self.starts_on.errors,
            _("Dieser Tag ist vorbei. Lassen Sie das Feld frei für „ab sofort“."),
        ]
        return True

    def facts(self, occupation_code: str | None) -> PositionFacts:
        """Return what was typed, as the use case takes it."""
        return PositionFacts(
            kind=PositionKind(self.kind.data),
            title=self.title.data or "",
            occupation_code=occupation_code if is_occupation(occupation_code) else None,
            requirement_level=int(self.requirement_level.data),
            german_level=LanguageLevel(self.german_level.data),
            tasks=self.tasks.data or "",
            postcode=self.postcode.data or "",
            place=self.place.data or place_name(self.postcode.data) or "",
            starts_on=self.starts_on.data,
            places=self.places.data or 1,
            must_skills=frozenset(self.must_skills.data or []),
        )
