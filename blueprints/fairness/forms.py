"""The form that turns a floor on: for whom, until when, why, and on what legal basis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from blueprints.fairness.words import price_text
from blueprints.fields import TextBlock, ThreePartDateField, needed
from blueprints.moments import day
from domain.fairness_groups import Trait
from domain.floors import latest_end, may_end
from services.fairness_report import FloorPrice
from services.floors import NewFloor


class FloorForm(FlaskForm):
    """Everything a floor needs; each choice names its price."""

    which = SelectField(
        "Mindestanteil und sein Preis",
        [needed],
        description="Gruppe und Teil ihres Anteils an allen; dahinter, auf wie vielen Listen dann "
        "andere unter den ersten zehn stehen, und wie viele Punkte das im Mittel kostet.",
    )
    last_day = ThreePartDateField(
        "Letzter Tag", [needed], description="Höchstens ein Jahr; danach gilt er nicht mehr."
    )
    reason = TextBlock(
        "Welcher bestehende Nachteil soll ausgeglichen werden? (keine Namen)", [needed], longest=400
    )
    basis = TextBlock(
        "Rechtsgrundlage (keine Namen von Bewerbern)",
        [needed],
        longest=400,
        description="Zum Beispiel: § 5 AGG; warum er geeignet und angemessen ist; Beteiligung der "
        "Gleichstellungsbeauftragten und des Personalrats vom …",
    )

    def __init__(
        self, prices: Sequence[tuple[Trait, FloorPrice]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self._today = today
        self._by_key = {key_of(trait, one): (trait, one) for trait, one in prices}
        self.which.choices = [
            SelectChoice("", "Bitte wählen"),
            *(SelectChoice(key, price_text(*one)) for key, one in self._by_key.items()),
        ]

    def validate_last_day(self, field: ThreePartDateField) -> None:
        """Stop at a day before today or more than a year on."""
        if field.data is not None and not may_end(field.data, self._today):
            latest = day(latest_end(self._today))
            raise ValidationError(f"Der letzte Tag liegt zwischen heute und dem {latest}.")

    @property
    def has_prices(self) -> bool:
        """Return whether there is a floor to choose."""
        return bool(self._by_key)

    @property
    def asked(self) -> NewFloor:
        """Return what was asked for, once it is valid."""
        trait, one = self._by_key[str(self.which.data)]
        assert self.last_day.data is not None
        return NewFloor(
            trait=trait,
            group=one.group,
            part=one.part,
            last_day=self.last_day.data,
            reason=self.reason.data or "",
            basis=self.basis.data or "",
        )


def key_of(trait: Trait, price: FloorPrice) -> str:
    """Return the word of a floor in an address.

    >>> key_of(Trait.SEX, FloorPrice("female", 0.8, None))
    'sex.female.80'
    """
    return f"{trait}.{price.group}.{price.part * 100:.0f}"
