"""Whose ticket it is: the code is the permission, and guessing is slowed down."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, request

from blueprints.sessions import now
from domain.errors import CodeRefused, TooManyTries
from domain.fairs import FairState, RegistrationState
from models import Candidate, Registration
from services.limits import check_limit, note_try
from services.newcomers import owner_of_code
from services.tickets import next_place

WRONG_CODES = 30
"""Many people behind one address stand at the door; only wrong codes count."""
WINDOW = timedelta(minutes=15)


def holder_or_404(code: str) -> Candidate:
    """Return whose code this is; unknown and revoked ones answer the same."""
    address = request.remote_addr or ""
    try:
        check_limit("ticket", address, now=now(), most=WRONG_CODES, window=WINDOW)
        return owner_of_code(code)
    except TooManyTries:
        abort(429)
    except CodeRefused:
        note_try("ticket", address, now=now())
        abort(404)


def place_or_404(code: str, *, holding: bool = False) -> Registration:
    """Return the place behind a code; with ``holding``, one that can still be changed."""
    place = next_place(holder_or_404(code), now=now())
    if place is None or (holding and not _can_change(place)):
        abort(404)
    return place


def _can_change(place: Registration) -> bool:
    running = place.fair.ends_at > now() and place.fair.state is not FairState.CANCELLED
    return place.state is RegistrationState.REGISTERED and running
