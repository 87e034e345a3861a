"""The forms about a case: scheme, handover, stand-in."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField

from blueprints.fields import TextBlock, TextLine, ThreePartDateField, needed
from blueprints.labels import choices
from domain.support_scheme import Scheme

NOTHING_ELSE = "Nur was für die Arbeit nötig ist – nichts über Religion, Gesundheit oder Flucht."

People = list[tuple[int, str]]


class SchemeForm(FlaskForm):
    """A support scheme from a day on."""

    scheme = SelectField("Rechtskreis", [needed], choices=choices(Scheme))
    starts_on = ThreePartDateField("Ab", [needed], description="Auch ein künftiger Tag.")
    reason = TextLine(
        "Anlass", longest=200, description=f"Zum Beispiel: Bescheid vom 3. März. {NOTHING_ELSE}"
    )


class _ColleagueForm(FlaskForm):
    """Names a colleague."""

    colleague = SelectField("Kollegin oder Kollege", [needed], coerce=str)

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleague.choices = [
            SelectChoice("", "Bitte wählen"),
            *(SelectChoice(str(key), name) for key, name in people),
        ]


class OfferForm(_ColleagueForm):
    """A case offered to a colleague."""

    note = TextBlock("Notiz für die Übergabe", longest=2000, description=NOTHING_ELSE)


class RefusalForm(FlaskForm):
    """Why a case is not taken."""

    reason = TextLine("Grund der Ablehnung", [needed], longest=400, description=NOTHING_ELSE)


class StandInForm(_ColleagueForm):
    """Who looks after the cases, and when."""

    starts_on = ThreePartDateField("Vom", [needed])
    ends_on = ThreePartDateField("Bis einschließlich", [needed])
