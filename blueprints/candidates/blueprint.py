"""The blueprint of the staff's pages of a person, and how each opens a record."""

from __future__ import annotations

from datetime import date, datetime

from flask import Blueprint, request

from blueprints.guard import visible_or_404
from blueprints.sessions import current_actor, now
from domain.clock import office_day
from models import Candidate
from services.audit import record_view

candidates = Blueprint("candidates", __name__, url_prefix="/desk/candidates")


@candidates.app_template_filter("short_day")
def short_day(moment: datetime | date | None) -> str:
    """Return a day as staff read it in dense tables: ``22.11.2026``."""
    if moment is None:
        return ""
    day = office_day(moment) if isinstance(moment, datetime) else moment
    return f"{day:%d.%m.%Y}"


def open_record(candidate_id: int) -> Candidate:
    """Return a person in the scope of the colleague; looking leaves an audit entry."""
    candidate = visible_or_404(Candidate, candidate_id)
    if request.method == "GET":
        record_view(actor=current_actor(), subject=candidate, now=now())
    return candidate


def today() -> date:
    """Return the day of this request in Herford."""
    return office_day(now())
