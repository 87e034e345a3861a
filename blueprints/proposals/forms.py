"""A firm's answer to a proposed person."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField

from blueprints.fields import Needed, TextBlock
from blueprints.labels import choices
from domain.proposals import DeclineReason


class InterestForm(FlaskForm):
    """Yes: what should happen next."""

    note = TextBlock(
        _l("Was schlagen Sie vor?"),
        longest=1000,
        description=_l("Zum Beispiel: Gespräch auf der Kontaktbörse, ein Tag Probearbeit."),
    )


class DeclineForm(FlaskForm):
    """No: what would have helped."""

    reason = RadioField(
        _l("Woran liegt es?"),
        [Needed(_l("Wählen Sie eine Antwort."))],
        choices=choices(DeclineReason),
    )
    note = TextBlock(
        _l("Was würde helfen?"),
        longest=1000,
        description=_l("Nur die Fachkraft liest das, nicht die vorgeschlagene Person."),
    )
