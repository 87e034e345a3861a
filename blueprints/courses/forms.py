"""The forms about a course and about somebody's part in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectChoice, SelectField
from wtforms.validators import ValidationError

from blueprints.fields import TextLine, ThreePartDateField, WholeNumber, needed
from blueprints.labels import choices
from domain.courses import CourseKind, PartState
from services.courses import CourseFacts

NOT_PRIVATE = "Nichts über Gesundheit, Religion oder Flucht."


class CourseForm(FlaskForm):
    """What is known of a course, and which version of it the page showed."""

    seen = HiddenField()
    name = TextLine("Name des Kurses", [needed], longest=160)
    provider = TextLine("Träger oder Betrieb", [needed], longest=160)
    kind = SelectField("Art", [needed], choices=choices(CourseKind))
    starts_on = ThreePartDateField("Erster Tag", [needed])
    ends_on = ThreePartDateField("Letzter Tag", description="Leer, wenn er noch nicht feststeht.")
    seats = WholeNumber(
        "Plätze", least=1, most=9999, description="Leer, wenn der Träger keine Zahl nennt."
    )

    def facts(self) -> CourseFacts:
        """Return what was typed; the form has been checked before."""
        starts_on = self.starts_on.data
        if starts_on is None:
            raise ValueError("the form was not checked")
        return CourseFacts(
            name=self.name.data or "",
            provider=self.provider.data or "",
            kind=CourseKind(self.kind.data),
            starts_on=starts_on,
            ends_on=self.ends_on.data,
            seats=self.seats.data,
        )


class JoinForm(FlaskForm):
    """A person takes part in a course."""

    course = SelectField("Kurs oder Maßnahme", [needed], coerce=str, default="")
    starts_on = ThreePartDateField("Ab", description="Leer: ab dem ersten Tag des Kurses.")

    def __init__(self, *args: Any, courses: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course.choices = [
            SelectChoice("", "Bitte wählen"),
            *(SelectChoice(str(key), name) for key, name in courses),
        ]


class PartForm(FlaskForm):
    """How somebody's part goes on."""

    state = SelectField("Stand", [needed])
    ends_on = ThreePartDateField("Letzter Tag der Teilnahme", description="Wenn sie zu Ende ist.")
    reason = TextLine("Grund des Abbruchs", longest=200, description=NOT_PRIVATE)

    def __init__(self, *args: Any, states: Iterable[PartState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state.choices = choices(states)

    def validate_reason(self, field: TextLine) -> None:
        """Ask for a reason where a course is broken off."""
        if self.state.data == PartState.BROKEN_OFF and not field.data:
            raise ValidationError("Nennen Sie den Grund des Abbruchs.")
