"""What an officer states about a fair, and about a talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, RadioField, SelectChoice, SelectField
from wtforms.validators import InputRequired, StopValidation

from blueprints.fields import (
    Needed,
    PostcodeLine,
    SeveralOf,
    TextBlock,
    TextLine,
    ThreePartDateField,
    WholeNumber,
    needed,
)
from blueprints.labels import choices
from domain.clock import office_moment
from domain.codes import western_digits
from domain.errors import RuleBroken
from domain.fairs import Bring
from domain.page_languages import OFFERED, SOURCE
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
    """Everything about a fair; times are those on the clock in Herford.

    Words for visitors have a field in each offered language, ``directions_ar``: German is the
    one that stands where another is missing. ``today`` refuses a day that is over, unless it is
    the day the fair has already.
    """

    seen = HiddenField()
    title = TextLine("Titel", [needed], longest=120)
    day = ThreePartDateField("Tag", [Needed("Geben Sie den Tag ein.")])
    starts = TimeLine("Beginn", [needed], longest=20)
    ends = TimeLine("Ende", [needed], longest=20)
    venue = TextLine("Ort der Veranstaltung", [needed], longest=160)
    street = TextLine("Straße und Hausnummer", [needed], longest=160)
    postcode = PostcodeLine("Postleitzahl", [needed])
    place = TextLine("Stadt", [needed], longest=80)
    bus_stop = TextLine("Haltestelle", longest=120)
    directions = TextBlock("Weg in Worten, Deutsch", longest=1000)
    capacity = WholeNumber("Plätze für Besucher", [needed], least=1, most=100_000)
    stand_capacity = WholeNumber("Plätze für Stände", [needed], least=1, most=500)
    stand_deadline = ThreePartDateField("Letzter Tag für Änderungen der Firmen")
    bring = SeveralOf("Was Besucher mitbringen")
    bring_de = TextBlock("Außerdem mitbringen, Deutsch", longest=400)
    facts: FairFacts | None = None

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bring.choices = choices(Bring)
        self.today = today
        self.was_on = self.day.object_data

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that the times exist and are in order, and make the facts of them."""
        if not super().validate(extra_validators):
            return False
        moments = [self._moment(one) for one in (self.starts, self.ends)]
        if any(moment is None for moment in moments):
            return False
        if moments[0] >= moments[1]:
            self.ends.errors = ["Das Ende muss nach dem Beginn liegen."]
        self._check_days()
        for german, further in (("directions", "directions_"), ("bring_de", "bring_")):
            self._check_german(self[german], self._in_languages(further))
        if self.errors:
            return False
        self.facts = self._facts(*moments)
        return True

    @property
    def further(self) -> dict[str, list[Field]]:
        """Return the fields of the further languages, by what they are about."""
        return {
            about: [self[f"{about}_{code}"] for code in FURTHER]
            for about in ("directions", "bring")
        }

    def _facts(self, starts_at: datetime, ends_at: datetime) -> FairFacts:
        plain = ("title", "venue", "street", "postcode", "place", "capacity", "stand_capacity")
        return FairFacts(
            **{name: self[name].data for name in plain},
            starts_at=starts_at,
            ends_at=ends_at,
            directions=self.directions.data or "",
            directions_in=self._in_languages("directions_"),
            bus_stop=self.bus_stop.data or "",
            bring=list(self.bring.data or ()),
            bring_words=self._in_languages("bring_", SOURCE),
            stand_deadline=self._deadline(),
        )

    def _check_days(self) -> None:
        assert self.day.data is not None
        if self.day.data < self.today and self.day.data != self.was_on:
            self.day.errors = ["Dieser Tag ist schon vorbei. Prüfen Sie Tag, Monat und Jahr."]
        if self.stand_deadline.data and self.stand_deadline.data > self.day.data:
            self.stand_deadline.errors = ["Dieser Tag liegt nach der Kontaktbörse."]

    def _check_german(self, german: Field, further: dict[str, str]) -> None:
        if further.keys() - {SOURCE} and not german.data:
            german.errors = ["Schreiben Sie es auch auf Deutsch: Das steht, wo eine Sprache fehlt."]

    def _in_languages(self, start: str, *more: str) -> dict[str, str]:
        typed = {code: self[start + code].data for code in (*more, *FURTHER)}
        return {code: words for code, words in typed.items() if words}

    def _deadline(self) -> datetime | None:
        """Return the end of the last day: the moment the next one begins in Herford."""
        last = self.stand_deadline.data
        return office_moment(last + timedelta(days=1), time()) if last else None

    def _moment(self, field: TimeLine) -> Any:
        assert self.day.data is not None
        assert field.time is not None
        try:
            return office_moment(self.day.data, field.time)
        except RuleBroken:
            field.errors = ["Diese Uhrzeit gibt es an dem Tag nicht: Die Uhr wird vorgestellt."]
            return None


FURTHER = {code: name for code, name in OFFERED.items() if code != SOURCE}
for _code, _name in FURTHER.items():
    setattr(FairForm, f"directions_{_code}", TextBlock(f"Weg in Worten, {_name}", longest=1000))
    setattr(FairForm, f"bring_{_code}", TextBlock(f"Außerdem mitbringen, {_name}", longest=400))


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
