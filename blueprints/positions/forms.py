"""What is offered, and which occupation is meant: the first two steps of a position."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice

from blueprints.fields import Needed, TextLine
from blueprints.fields import needed as need
from blueprints.labels import choices
from blueprints.unfair_wording import refuse_unfair_demands
from domain.positions import PositionKind

NONE_OF_THESE = "none"
_CHOOSE = Needed(_l("Wählen Sie eine Antwort."))


class TitleForm(FlaskForm):
    """Step 1: what is offered, in the firm's own words."""

    class Meta:
        """Sent in the address: nothing changes, so it needs no token."""

        csrf = False

    kind = RadioField(_l("Was bieten Sie an?"), [_CHOOSE], choices=choices(PositionKind))
    title = TextLine(
        _l("Wie heißt die Stelle?"),
        [need],
        longest=160,
        description=_l("In Ihren Worten, zum Beispiel: Tischler/in für Küchen"),
    )

    validate_title = refuse_unfair_demands


class OccupationForm(FlaskForm):
    """Step 2: which occupation is meant; none is an answer too."""

    class Meta:
        """Sent in the address: nothing changes, so it needs no token."""

        csrf = False

    occupation = RadioField(_l("Welcher Beruf ist es?"), [_CHOOSE], choices=[])

    def offer(self, options: Iterable[tuple[str, str]]) -> None:
        """Set the occupations to choose from, ending with none of these."""
        offered = [SelectChoice(code, label) for code, label in options]
        none = SelectChoice(NONE_OF_THESE, _("Keiner davon"))
        self.occupation.choices = [*offered, none]
