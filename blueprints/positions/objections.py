"""The sentences that answer what the law objects to in a position."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from blueprints.amounts import with_decimal_sign
from domain.position_rules import Breach, Objection

_SENTENCES: dict[Breach, Any] = {
    Breach.LENGTH_MISSING: _l("Nennen Sie die Dauer: erlaubt sind höchstens %(limit)s (%(cite)s)."),
    Breach.TOO_SHORT: _l("Bei Beginn am %(day)s sind mindestens %(limit)s nötig (%(cite)s)."),
    Breach.TOO_LONG: _l("Bei Beginn am %(day)s sind höchstens %(limit)s erlaubt (%(cite)s)."),
    Breach.TOO_FEW_HOURS: _l(
        "Bei Beginn am %(day)s sind mindestens %(limit)s je Woche nötig (%(cite)s)."
    ),
    Breach.HOURS_MISSING: _l(
        "Nennen Sie die Wochenstunden: Nur so lässt sich der Monatslohn mit dem Mindestlohn "
        "von %(limit)s je Stunde vergleichen (%(cite)s)."
    ),
    Breach.UNIT_MISSING: _l("Wählen Sie, ob der Lohn je Stunde oder je Monat gilt."),
    Breach.PAY_TOO_LOW: _l(
        "Das liegt unter dem Mindestlohn: Am %(day)s gelten mindestens %(limit)s je Stunde "
        "(%(cite)s)."
    ),
}


def objection_text(objection: Objection) -> str:
    """Return what is wrong, with the number, the day and the paragraph."""
    return str(_SENTENCES[objection.breach]) % {
        "limit": _limit(objection),
        "day": f"{objection.day:%d.%m.%Y}",
        "cite": objection.cite,
    }


def _limit(objection: Objection) -> str:
    number = with_decimal_sign(objection.limit)
    if objection.breach in {Breach.PAY_TOO_LOW, Breach.HOURS_MISSING}:
        return _("%(number)s Euro", number=number)
    if objection.breach is Breach.TOO_FEW_HOURS:
        return _("%(number)s Stunden", number=number)
    if objection.field == "duration_weeks":
        return _("%(number)s Wochen", number=number)
    return _("%(number)s Monate", number=number)
