"""The form of new weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField

from blueprints.fields import TextBlock, WholeNumber, needed
from blueprints.matches.words import PART_LABELS
from services.ranking_weights import TOGETHER, brought_together


class Points(WholeNumber):
    """Points of one part; none at all is a number too."""

    def _value(self) -> str:
        return "0" if not self.raw_data and self.data == 0 else super()._value()


class TryForm(FlaskForm):
    """One field of points for each part; together they are a hundred.

    Where ``counting`` is set (the weights that count), parts that were not moved give way.
    """

    counting: Mapping[str, float] | None = None

    @property
    def points(self) -> dict[str, float]:
        """Return the points by part; what was not a number is left out."""
        typed = {name: self[name].data for name in PART_LABELS}
        points = {name: float(value) for name, value in typed.items() if value is not None}
        if self.counting is None or len(points) < len(PART_LABELS):
            return points
        return brought_together(points, self.counting)

    @property
    def gives_way(self) -> bool:
        """Return whether parts that were not moved have other points than before."""
        return any(self[name].data != value for name, value in self.points.items())

    @property
    def points_typed(self) -> dict[str, str]:
        """Return the points as an address carries them."""
        return {name: f"{value:g}" for name, value in self.points.items()}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that all together are a hundred."""
        if not super().validate(extra_validators):
            return False
        together = sum(self.points.values())
        if together == TOGETHER:
            return True
        first = self[next(iter(PART_LABELS))]
        first.errors = [f"Zusammen sind es {together:g} Punkte; es müssen {TOGETHER:g} sein."]
        return False


for _name, _label in PART_LABELS.items():
    setattr(TryForm, _name, Points(_label, [needed], least=0, most=int(TOGETHER)))


class WeightsForm(TryForm):
    """The same with the reason, to publish them."""

    reason = TextBlock("Grund der Änderung (keine Namen)", [needed], longest=400)
    seen = HiddenField()

    @property
    def number_seen(self) -> int:
        """Return the number of the weights the page showed."""
        told = str(self.seen.data or "")
        return int(told) if told.isdecimal() and len(told) < 9 else -1
