"""What a visitor of the fair may need, as choices of a form."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice

NEEDS = (
    SelectChoice("interpreter", _l("Jemand soll für mich übersetzen")),
    SelectChoice("child_care", _l("Ich bringe Kinder mit – jemand soll auf sie aufpassen")),
    SelectChoice("ramp", _l("Ich brauche einen Weg ohne Stufen")),
)
"""The values are the names of the fields of ``services.registrations.Wishes``."""
