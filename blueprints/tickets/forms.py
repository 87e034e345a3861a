"""The code of a ticket, and what can be changed behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectChoice

from blueprints.fair_needs import NEEDS
from blueprints.fields import Needed, SeveralOf, TextLine
from blueprints.interpreter_field import InterpreterField
from blueprints.name_field import NameLine
from models import Registration
from services.registrations import Wishes


class CodeForm(FlaskForm):
    """The code somebody reads from paper."""

    code = TextLine(_l("Ihr Code"), [Needed(_l("Schreiben Sie Ihren Code."))], longest=40)


class WishesForm(FlaskForm):
    """Needs, and firms to meet."""

    needs = SeveralOf(_l("Brauchen Sie etwas?"), choices=NEEDS)
    interpreter_language = InterpreterField(
        _l("In welche Sprache übersetzen?"), lambda: _("in die Sprache meiner Briefe")
    )
    badge_name = NameLine(
        _l("Welcher Name soll auf Ihrem Namensschild stehen?"),
        longest=80,
        description=_l("Leer: Es bleibt, wie es ist."),
    )
    stands = SeveralOf(_l("Welche Firmen möchten Sie treffen?"), coerce=int)

    def __init__(self, stands: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stands.choices = [SelectChoice(*one) for one in stands]


def answers_of(place: Registration, stands: set[int]) -> dict[str, object]:
    """Return what is ticked at first; a name is not shown to whoever finds a ticket."""
    needs = {
        "interpreter": place.needs_interpreter,
        "child_care": place.needs_child_care,
        "ramp": place.needs_ramp,
    }
    return {
        "needs": [need for need, wanted in needs.items() if wanted],
        "interpreter_language": place.interpreter_language or "",
        "stands": list(stands),
    }


def wishes_of(form: WishesForm, place: Registration) -> Wishes:
    """Return what somebody changed; what is not asked here stays."""
    needs = set(form.needs.data or ())
    return Wishes(
        interpreter="interpreter" in needs,
        interpreter_language=form.interpreter_language.data or "",
        child_care="child_care" in needs,
        ramp="ramp" in needs,
        children=place.children if "child_care" in needs else 0,
        stands=tuple(form.stands.data or ()),
        badge_name=form.badge_name.data or None,
    )
