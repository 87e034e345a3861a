"""What a letter to a person is called, on the person's own page and on the page of the office."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

LETTER_NAMES: dict[str, Any] = {
    "case-handed-over": _l("Neue Ansprechperson"),
    "contact-told": _l("Angaben weitergegeben"),
    "fair-cancelled": _l("Kontaktbörse abgesagt"),
    "fair-changed": _l("Kontaktbörse geändert"),
    "fair-invited": _l("Einladung zur Kontaktbörse"),
    "fair-invited-formally": _l("Einladung zur Kontaktbörse"),
    "group-changed": _l("Neue Uhrzeit bei der Kontaktbörse"),
    "interview-booked": _l("Gespräch vereinbart"),
    "interview-cancelled": _l("Gespräch abgesagt"),
    "offer-expired": _l("Angebot eines Platzes abgelaufen"),
    "place-offered": _l("Platz angeboten"),
    "position-gone": _l("Stelle nicht mehr offen"),
    "proposal-asked": _l("Frage zu einer Stelle"),
    "proposal-asked-again": _l("Frage zu einer Stelle"),
    "registration-cancelled": _l("Abgemeldet von der Kontaktbörse"),
    "registration-confirmed": _l("Anmeldung zur Kontaktbörse"),
    "scheme-changed": _l("Zuständigkeit geändert"),
    "scheme-removed": _l("Änderung der Zuständigkeit zurückgenommen"),
    "sign-in-code": _l("Code für die Anmeldung"),
    "waiting-list-joined": _l("Warteliste der Kontaktbörse"),
}
"""Every kind of docs/letters.md whose reader is a candidate."""


def letter_name(kind: str) -> str:
    """Return what a letter is called; a kind that is no longer written is a letter."""
    return str(LETTER_NAMES.get(kind, _("Brief")))
