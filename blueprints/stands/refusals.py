"""Why a stand cannot be booked, changed or given back, in a sentence."""

from __future__ import annotations

from flask_babel import gettext as _

from domain.errors import FairFull, RuleBroken


def sentence(error: RuleBroken) -> str:
    """Return what to tell the firm."""
    if isinstance(error, FairFull):
        return _(
            "Alle Stände sind vergeben. Auf der Warteliste erfahren Sie, wenn einer frei wird."
        )
    if "employer" in error.facts:
        return _("Ihre Firma ist nicht freigeschaltet. Rufen Sie uns bitte an.")
    if "deadline" in error.facts:
        return _("Die Frist für Änderungen ist vorbei. Rufen Sie uns bitte an.")
    if "desk" in error.facts:
        return _(
            "An Tisch %(desk)s sind schon Gespräche vereinbart. Rufen Sie uns bitte an.",
            desk=error.facts["desk"],
        )
    if "talks" in error.facts:
        return _("An Ihrem Stand sind schon Gespräche vereinbart. Rufen Sie uns bitte an.")
    return _("Für diese Kontaktbörse kann man keinen Stand mehr buchen oder abmelden.")
