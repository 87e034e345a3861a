"""Two colleagues decide on one person at once: the second sees what the first one did."""

from __future__ import annotations

from collections.abc import Iterable

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from blueprints.guard import visible_or_404
from blueprints.labels import label
from blueprints.moments import clock, day
from blueprints.sessions import current_actor
from models import Candidate, Exclusion, Position, Proposal, db
from services.exclusions import exclusions_of
from services.visibility import visible


def cannot_pick(position_id: int, candidate_id: int) -> ResponseReturnValue:
    """Answer 409: somebody was left out, or the position is over, while this was on the screen."""
    return not_done(position_id, candidate_id, "Vormerken")


def not_done(
    position_id: int,
    candidate_id: int,
    wanted: str,
    typed: Iterable[tuple[str, str]] = (),
) -> ResponseReturnValue:
    """Answer 409 with what was wanted, what was typed, and who decided what meanwhile."""
    db.session.rollback()
    position = visible_or_404(Position, position_id)
    candidate = visible_or_404(Candidate, candidate_id)
    page = render_template(
        "matches/quicker.html",
        position=position,
        candidate=candidate,
        wanted=wanted,
        typed=list(typed),
        held=_held(position_id, candidate_id),
        proposal=_proposal(position_id, candidate_id),
    )
    return page, 409


def exclusion_sentence(one: Exclusion) -> str:
    """Return who left somebody out, when and why."""
    note = f" ({one.note})" if one.note else ""
    when = f"{day(one.set_at)}, {clock(one.set_at)}"
    return f"{label(one.reason)}{note} – {one.set_by.name}, {when}"


def _held(position_id: int, candidate_id: int) -> Exclusion | None:
    every = exclusions_of(position_id=position_id, actor=current_actor())
    return next((one for one in every if one.candidate_id == candidate_id), None)


def _proposal(position_id: int, candidate_id: int) -> Proposal | None:
    found: Proposal | None = db.session.scalar(
        visible(Proposal, current_actor())
        .where(Proposal.position_id == position_id, Proposal.candidate_id == candidate_id)
        .options(joinedload(Proposal.proposed_by))
        .execution_options(populate_existing=True)
    )
    return found
