"""What a firm wants at its stand."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from blueprints.fields import TextBlock, WholeNumber
from blueprints.fields import needed as need
from services.stands import StandFacts


class StandForm(FlaskForm):
    """Desks and needs."""

    desks = WholeNumber(
        _l("Wie viele Tische für Gespräche?"),
        [need],
        least=1,
        most=10,
        description=_l("So viele Gespräche können gleichzeitig stattfinden."),
    )
    needs = TextBlock(
        _l("Was brauchen Sie?"),
        longest=400,
        description=_l("Zum Beispiel Strom, eine Stellwand, Hilfe beim Dolmetschen."),
    )

    def facts(self) -> StandFacts:
        """Return what was typed, as the use case takes it."""
        return StandFacts(desks=self.desks.data or 1, needs=self.needs.data or "")
