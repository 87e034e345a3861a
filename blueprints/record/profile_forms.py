"""What a person says about themselves, one question a page; staff look at it afterwards."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectChoice

from blueprints.fields import SeveralOf, TextBlock, TextLine, ThreePartDateField, needed
from blueprints.labels import choices
from blueprints.profile_labels import LANGUAGES, language_name
from domain.experience import Beginning
from domain.languages import GERMAN, LanguageLevel
from domain.working_time import Hours, Shift

_NOTHING_ELSE = _l(
    "Bitte nur, was für die Arbeit wichtig ist – nichts über Religion, Gesundheit oder Flucht."
)
_DONE, _WISHED = "done", "wish"

_GERMAN = (
    SelectChoice(LanguageLevel.NONE.value, _l("Ich kann noch kein Deutsch.")),
    SelectChoice(LanguageLevel.A1.value, _l("Ich kenne einzelne Wörter.")),
    SelectChoice(LanguageLevel.A2.value, _l("Ich kann einkaufen und einfache Fragen beantworten.")),
    SelectChoice(LanguageLevel.B1.value, _l("Ich kann einer Ärztin sagen, was mir wehtut.")),
    SelectChoice(
        LanguageLevel.B2.value, _l("Ich kann über einen Preis verhandeln und Gründe nennen.")
    ),
    SelectChoice(LanguageLevel.C1.value, _l("Ich kann fast alles sagen und verstehen.")),
)

_YEARS = (
    SelectChoice("0", _l("Noch nie – ich möchte es lernen")),
    SelectChoice("1", _l("Etwa 1 Jahr")),
    SelectChoice("3", _l("Etwa 3 Jahre")),
    SelectChoice("5", _l("Etwa 5 Jahre")),
    SelectChoice("10", _l("10 Jahre oder mehr")),
)


class OwnStepForm(FlaskForm):
    """A form that knows which version of the facts it was filled from."""

    seen = HiddenField()


class OwnGermanForm(OwnStepForm):
    """German by what one can do; the level stays behind it."""

    german = RadioField(_l("Wie gut sprechen Sie Deutsch?"), [needed], choices=_GERMAN)


class OwnLanguagesForm(OwnStepForm):
    """Other languages somebody speaks well."""

    languages = SeveralOf(_l("Welche Sprachen sprechen Sie gut?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one, language_name(one)) for one in LANGUAGES if one != GERMAN]
        self.languages.choices = [SelectChoice(code, name) for code, name in named]


class OwnWorkForm(FlaskForm):
    """One piece of work, done or wished for."""

    own_words = TextLine(_l("Arbeit"), [needed], longest=160, description=_NOTHING_ELSE)
    years = RadioField(_l("Wie lange haben Sie das gemacht?"), [needed], choices=_YEARS)
    meant = RadioField(
        _l("Was möchten Sie uns sagen?"),
        [needed],
        choices=[
            SelectChoice(_DONE, _l("Das habe ich gemacht.")),
            SelectChoice(_WISHED, _l("Das möchte ich machen.")),
        ],
        default=_DONE,
    )

    @property
    def is_wish(self) -> bool:
        """Return whether the work is wished for."""
        return bool(self.meant.data == _WISHED)


class OwnHoursForm(OwnStepForm):
    """How much, when in the day, and from when."""

    hours = SeveralOf(_l("Wie viel möchten Sie arbeiten?"), choices=choices(Hours))
    shifts = SeveralOf(_l("Wann können Sie arbeiten?"), choices=choices(Shift))
    starts_on = ThreePartDateField(
        _l("Ab wann?"), description=_l("Leer lassen, wenn Sie es nicht wissen.")
    )


class OwnWishesForm(OwnStepForm):
    """What somebody wants to begin with."""

    kinds = SeveralOf(_l("Womit möchten Sie anfangen?"), choices=choices(Beginning))
    own_words = TextBlock(
        _l("Was ist Ihnen sonst wichtig?"), longest=400, description=_NOTHING_ELSE
    )
