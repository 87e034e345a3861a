"""What a firm wants at its stand and who will be there; the office fills in the same form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, SelectChoice, SelectField

from blueprints.fields import SeveralOf, TextBlock, TextLine, WholeNumber
from blueprints.fields import needed as need
from blueprints.profile_labels import language_name
from domain.page_languages import SOURCE
from domain.spoken_languages import SPOKEN
from models import Stand
from services.stands import StaffFacts, StandFacts

MOST_STAFF = 8
LANGUAGES_EACH = 2
FIRST_ROWS = 3


class StandForm(FlaskForm):
    """Desks, staff and needs; ``stand_form`` adds the rows of the staff."""

    desks = WholeNumber(
        _l("Wie viele Tische für Gespräche?"),
        [need],
        least=1,
        most=10,
        description=_l("So viele Gespräche können gleichzeitig stattfinden."),
    )
    power = BooleanField(_l("Wir brauchen Strom"))
    tables = WholeNumber(
        _l("Weitere Tische zum Zeigen"),
        least=0,
        most=20,
        description=_l("Zum Beispiel für Muster, Werkzeug oder Prospekte."),
    )
    screens = WholeNumber(_l("Stellwände"), least=0, most=5)
    interpreters = SeveralOf(
        _l("Für welche Sprachen brauchen Sie Hilfe beim Übersetzen?"),
        description=_l("Wir bestellen die Dolmetschenden. Es kostet Sie nichts."),
    )
    needs = TextBlock(
        _l("Was brauchen Sie noch?"),
        longest=400,
        description=_l("Zum Beispiel einen Platz nahe am Eingang oder viel Raum für ein Gerät."),
    )
    rows = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interpreters.choices = _languages()
        for field in self:
            if field.name.startswith("speaks_"):
                field.choices = [SelectChoice("", _("keine weitere")), *_languages()]

    @property
    def staff_rows(self) -> list[tuple[Field, list[Field]]]:
        """Return the fields of each row: the name and the languages."""
        return [
            (self[f"name_{row}"], [self[name] for name in _speaks(row)])
            for row in range(1, self.rows + 1)
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that whoever speaks a language has a name."""
        valid = super().validate(extra_validators)
        for name, speaks in self.staff_rows:
            if not name.data and any(one.data for one in speaks):
                name.errors = [_("Wie heißt die Person, die diese Sprachen spricht?")]
                valid = False
        return valid

    def facts(self) -> StandFacts:
        """Return what was typed, as the use case takes it."""
        return StandFacts(
            desks=self.desks.data or 1,
            needs=self.needs.data or "",
            power=bool(self.power.data),
            tables=self.tables.data or 0,
            screens=self.screens.data or 0,
            interpreters=tuple(self.interpreters.data or ()),
            staff=tuple(self._staff()),
        )

    def _staff(self) -> Iterator[StaffFacts]:
        for name, speaks in self.staff_rows:
            if name.data:
                languages = dict.fromkeys(one.data for one in speaks if one.data)
                yield StaffFacts(name.data, tuple(languages))


def stand_form(known: Stand | None = None) -> StandForm:
    """Return the form with a row for each of the staff, filled in from ``known``, and a free one.

    How many rows a sent page had follows from what it sent.
    """
    staff = known.staff if known else []
    asked = sum(f"name_{row}" in request.form for row in range(1, MOST_STAFF + 1))
    rows = min(asked or max(FIRST_ROWS, len(staff) + 1), MOST_STAFF)
    fields: dict[str, Any] = {"rows": rows}
    for row in range(1, rows + 1):
        fields[f"name_{row}"] = TextLine(_l("Name"), longest=120)
        for number, name in enumerate(_speaks(row)):
            words = _l("spricht außer Deutsch") if not number else _l("und")
            fields[name] = SelectField(words, default="")
    kind: type[StandForm] = type("StandForm", (StandForm,), fields)
    return kind(data=_stated(known) if known else {"desks": 1})


def _stated(stand: Stand) -> dict[str, object]:
    names = ("desks", "power", "tables", "screens", "interpreters", "needs")
    said = {name: getattr(stand, name) for name in names}
    for row, one in enumerate(stand.staff, start=1):
        said[f"name_{row}"] = one.name
        said |= dict(zip(_speaks(row), one.languages, strict=False))
    return said


def _speaks(row: int) -> list[str]:
    return [f"speaks_{row}_{number}" for number in range(1, LANGUAGES_EACH + 1)]


def _languages() -> list[SelectChoice]:
    named = [SelectChoice(code, language_name(code)) for code in SPOKEN if code != SOURCE]
    return sorted(named, key=lambda choice: str(choice.label))
