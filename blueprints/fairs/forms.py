"""What an officer states about a fair, and about a talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice, SelectField
from wtforms.validators import InputRequired, StopValidation

from blueprints.fields import (
    Needed,
    PostcodeLine,
    TextBlock,
    TextLine,
    ThreePartDateField,
    WholeNumber,
    needed,
)
from domain.clock import office_moment
from domain.codes import western_digits
from domain.errors import RuleBroken
from services.fairs import FairFacts

CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?(?:uhr)?")


class TimeLine(TextLine):
    """A time of day as people write it: ``10``, ``10:30``, ``10.30 Uhr``."""

    time: time | None = None

    def pre_validate(self, form: object) -> None:
        """Stop at a time that no clock shows."""
        typed = western_digits(self.data or "").replace(" ", "").lower()
        found = CLOCK.fullmatch(typed)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 99)
        if typed and (hour > 23 or minute > 59):
            raise StopValidation("Geben Sie eine Uhrzeit ein, zum Beispiel 10:00.")
        self.time = time(hour, minute) if typed else None


class FairForm(FlaskForm):
    """Everything about a fair; times are those on the clock in Herford."""

    title = TextLine("Titel", [needed], longest=120)
    day = ThreePartDateField("Tag", [Needed("Geben Sie den Tag ein.")])
    starts = TimeLine("Beginn", [needed], longest=20)
    ends = TimeLine("Ende", [needed], longest=20)
    venue = TextLine("Ort der Veranstaltung", [needed], longest=160)
    street = TextLine("Straße und Hausnummer", [needed], longest=160)
    postcode = PostcodeLine("Postleitzahl", [needed])
    place = TextLine("Stadt", [needed], longest=80)
    directions = TextBlock("Weg und Haltestelle", longest=1000)
    capacity = WholeNumber("Plätze für Besucher", [needed], least=1, most=100_000)
    stand_capacity = WholeNumber("Plätze für Stände", [needed], least=1, most=500)
    facts: FairFacts | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that the times exist and are in order, and make the facts of them."""
        if not super().validate(extra_validators):
            return False
        moments = [self._moment(field) for field in (self.starts, self.ends)]
        if any(moment is None for moment in moments):
            return False
        if moments[0] >= moments[1]:
            self.ends.errors = ["Das Ende muss nach dem Beginn liegen."]
            return False
        typed = {name: getattr(self, name).data for name in FairFacts.__slots__ if name in self}
        typed["directions"] = typed["directions"] or ""
        self.facts = FairFacts(**typed, starts_at=moments[0], ends_at=moments[1])
        return True

    def _moment(self, field: TimeLine) -> Any:
        assert self.day.data is not None
        assert field.time is not None
        try:
            return office_moment(self.day.data, field.time)
        except RuleBroken:
            field.errors = ["Diese Uhrzeit gibt es an dem Tag nicht: Die Uhr wird vorgestellt."]
            return None


class TalkForm(FlaskForm):
    """Who talks when, and about which position."""

    slot = SelectField(
        "Uhrzeit", [InputRequired("Wählen Sie eine Uhrzeit.")], validate_choice=False
    )
    position = RadioField("Stelle", coerce=int, default=0)

    def __init__(
        self,
        slots: Sequence[tuple[str, str]],
        positions: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.slot.choices = [SelectChoice(*one) for one in slots]
        self.position.choices = [
            SelectChoice(0, "keine bestimmte Stelle"),
            *(SelectChoice(*one) for one in positions),
        ]
