"""The code of a ticket, and what can be changed behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectChoice

from blueprints.fair_needs import NEEDS
from blueprints.fields import Needed, SeveralOf, TextLine
from models import Registration


class CodeForm(FlaskForm):
    """The code somebody reads from paper."""

    code = TextLine(_l("Ihr Code"), [Needed(_l("Schreiben Sie Ihren Code."))], longest=40)


class WishesForm(FlaskForm):
    """Needs, and firms to meet."""

    needs = SeveralOf(_l("Brauchen Sie etwas?"), choices=NEEDS)
    stands = SeveralOf(_l("Welche Firmen möchten Sie treffen?"), coerce=int)

    def __init__(self, stands: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stands.choices = [SelectChoice(*one) for one in stands]


def answers_of(place: Registration, stands: set[int]) -> dict[str, object]:
    """Return what is ticked at first."""
    needs = {
        "interpreter": place.needs_interpreter,
        "child_care": place.needs_child_care,
        "ramp": place.needs_ramp,
    }
    return {"needs": [need for need, wanted in needs.items() if wanted], "stands": list(stands)}
