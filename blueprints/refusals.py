"""Sentences for keys, codes and passwords that were refused; the same wherever they are typed."""

from __future__ import annotations

from flask_babel import gettext as _

from domain.errors import MeetingPointError, TooManyTries
from domain.passwords import SHORTEST, PasswordRefused


def sentence(error: MeetingPointError, otherwise: str) -> str:
    """Return what went wrong and what to do; ``otherwise`` for what was simply wrong."""
    if isinstance(error, TooManyTries):
        return _(
            "Das waren zu viele Versuche. Bitte warten Sie %(minutes)s Minuten und versuchen Sie "
            "es dann noch einmal.",
            minutes=error.facts["minutes"],
        )
    if isinstance(error, PasswordRefused):
        return _password_refused(error)
    return otherwise


def _password_refused(error: PasswordRefused) -> str:
    if "shortest" in error.facts:
        return _("Das Passwort braucht mindestens %(shortest)s Zeichen.", shortest=SHORTEST)
    return _(
        "Dieses Passwort ist leicht zu erraten. Nehmen Sie zum Beispiel vier Wörter, die nichts "
        "miteinander zu tun haben."
    )
