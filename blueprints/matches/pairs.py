"""One pair with everything that explains it, and one person with what would open positions."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from blueprints.guard import requires, visible_or_404
from blueprints.lever_words import STEP_OF_FACT, change_text, fact_name
from blueprints.matches import conditions, lists
from blueprints.matches.blueprint import matches
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import office_day
from domain.employers import SHUT
from domain.positions import PositionState
from models import Candidate, Position
from services.audit import record_view
from services.hard_conditions import conditions_of_people
from services.levers import chances_of, lever_of_pair, titles_of
from services.stored_lists import KEPT_PEOPLE

LINES = 8
"""Changes and questions a page names; the others bring less."""
_NAMED = 4
"""Positions a line names of those that would open."""


@matches.get("/positions/<int:position_id>/candidates/<int:candidate_id>")
@requires(Permission.MATCH_POSITIONS)
def pair(position_id: int, candidate_id: int) -> ResponseReturnValue:
    """Explain one pair: every line, every condition, and what would lift it."""
    parts = joinedload(Position.employer), joinedload(Position.skills)
    position = visible_or_404(Position, position_id, *parts)
    candidate = visible_or_404(Candidate, candidate_id)
    if position.state is not PositionState.RELEASED or position.employer.state in SHUT:
        return render_template("matches/not_released.html", position=position)
    actor = current_actor()
    record_view(actor=actor, subject=candidate, now=now())
    lever = lever_of_pair(candidate=candidate, position=position, actor=actor, now=now())
    known = conditions_of_people(matches=[lever.match], position=position, today=office_day(now()))
    return render_template(
        "matches/pair.html",
        position=position,
        candidate=candidate,
        lever=lever,
        lifts=lever.lifts[:LINES],
        lines=lists.lines(lever.match),
        told=lists.people_of([candidate.id])[candidate.id].told,
        conditions=conditions.condition_lines(known[candidate.id]),
        kept=KEPT_PEOPLE,
        change_text=change_text,
    )


@matches.get("/candidates/<int:candidate_id>/chances")
@requires(Permission.MATCH_POSITIONS)
def chances(candidate_id: int) -> ResponseReturnValue:
    """Show which change opens most positions to a person, and what to ask next."""
    candidate = visible_or_404(Candidate, candidate_id)
    record_view(actor=current_actor(), subject=candidate, now=now())
    found = chances_of(candidate=candidate, now=now())
    openings = found.openings[:LINES]
    return render_template(
        "matches/chances.html",
        candidate=candidate,
        found=found,
        openings=openings,
        questions=found.questions[:LINES],
        titles=titles_of([one for opening in openings for one in opening.opens[:_NAMED]]),
        named=_NAMED,
        change_text=change_text,
        fact_name=fact_name,
        step_of=STEP_OF_FACT,
    )
