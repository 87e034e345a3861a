"""How it was: three faces for people, five questions for firms."""

from __future__ import annotations

from enum import Enum

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from blueprints.fields import Needed, TextBlock, WholeNumber
from blueprints.labels import label
from domain.opinions import MOST_STEPS, ComesAgain, Mood, Suited
from models import FirmOpinion
from services.opinions import FirmAnswers

CHOOSE = _l("Bitte wählen Sie eine Antwort.")
LONGEST = 400


class WordsForm(FlaskForm):
    """What somebody wants to add to the face."""

    words = TextBlock(_l("Möchten Sie noch etwas sagen?"), longest=LONGEST)


class FirmForm(FlaskForm):
    """The five questions for a firm."""

    mood = RadioField(_l("1. Wie war die Kontaktbörse für Sie?"), [InputRequired(CHOOSE)])
    suited = RadioField(
        _l("2. Passten die Menschen, mit denen Sie gesprochen haben, zu Ihren Stellen?"),
        [InputRequired(CHOOSE)],
    )
    steps = WholeNumber(
        _l("3. Mit wie vielen haben Sie einen nächsten Schritt vereinbart?"),
        [Needed(_l("Geben Sie eine Zahl ein. Wenn es niemand ist: 0."))],
        least=0,
        most=MOST_STEPS,
        description=_l("Zum Beispiel Probearbeit, Praktikum oder ein zweites Gespräch."),
    )
    again = RadioField(_l("4. Kommen Sie wieder?"), [InputRequired(CHOOSE)])
    words = TextBlock(_l("5. Was sollen wir besser machen?"), longest=LONGEST)

    def __init__(self, given: FirmOpinion | None) -> None:
        super().__init__(obj=given)
        self.mood.choices = _choices(Mood)
        self.suited.choices = _choices(Suited)
        self.again.choices = _choices(ComesAgain)

    def answers(self) -> FirmAnswers:
        """Return what was answered; call it when the form is valid."""
        return FirmAnswers(
            mood=Mood(self.mood.data),
            suited=Suited(self.suited.data),
            steps=self.steps.data or 0,
            again=ComesAgain(self.again.data),
            words=self.words.data or "",
        )


def _choices(kind: type[Enum]) -> list[SelectChoice]:
    return [SelectChoice(one.value, label(one)) for one in kind]
