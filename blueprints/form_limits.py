"""Forms that everybody may send, but not by the hundred."""

from __future__ import annotations

from datetime import timedelta

from flask import request
from flask_wtf import FlaskForm

from blueprints.refusals import sentence
from blueprints.sessions import now
from domain.errors import TooManyTries
from services.limits import claim_try

MOST = 20
WINDOW = timedelta(hours=1)


def may_try(form: FlaskForm, kind: str) -> bool:
    """Return whether this address may send the form once more; if not, the form says so."""
    address = request.remote_addr or ""
    try:
        claim_try(kind, address, now=now(), most=MOST, window=WINDOW)
    except TooManyTries as error:
        form.form_errors = [*form.form_errors, sentence(error, "")]
        return False
    return True
