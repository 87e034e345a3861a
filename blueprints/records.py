"""Opening the record of a person: in the scope of the colleague, and never unnoticed."""

from __future__ import annotations

from datetime import date

from flask import request
from sqlalchemy.sql.base import ExecutableOption

from blueprints.guard import visible_or_404
from blueprints.sessions import current_actor, now
from domain.clock import office_day
from models import Candidate
from services.audit import record_view


def open_record(candidate_id: int, *along: ExecutableOption) -> Candidate:
    """Return a person in the scope of the colleague; looking leaves an audit entry."""
    candidate = visible_or_404(Candidate, candidate_id, *along)
    if request.method == "GET":
        record_view(actor=current_actor(), subject=candidate, now=now())
    return candidate


def today() -> date:
    """Return the day of this request in Herford."""
    return office_day(now())
