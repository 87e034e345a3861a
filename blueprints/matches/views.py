"""Ranked people for a position and positions for a person; shortlist and proposal."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from blueprints.acceptance_words import accepted_text
from blueprints.guard import requires, visible_or_404
from blueprints.matches import (
    absentees,
    comparing,
    conditions,
    curating,
    filters,
    floors,
    lists,
    ordering,
    pairs,
)
from blueprints.matches.bench import (
    asks_for_nothing,
    bench_of_person,
    bench_of_position,
    has_lost_its_code,
)
from blueprints.matches.blueprint import matches
from blueprints.matches.quicker import cannot_pick
from blueprints.matches.undoing import last_step
from blueprints.matches.way_back import this_list, to_list
from blueprints.overtaken import overtaken
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.employers import SHUT
from domain.errors import AlreadyThere, NotFound, WrongState
from domain.positions import PositionState
from domain.proposals import ProposalAction
from domain.shortlists import moved
from models import Candidate, Position, Proposal
from services.audit import record_view
from services.shortlist_orders import shortlist_of
from services.shortlists import propose, shortlist, withdraw

__all__ = ["absentees", "comparing", "curating", "floors", "matches", "pairs"]


@matches.get("/positions/<int:position_id>")
@requires(Permission.MATCH_PEOPLE)
def people(position_id: int) -> ResponseReturnValue:
    """Show everybody who may be placed, the best first, and the shortlist above."""
    parts = joinedload(Position.employer), joinedload(Position.skills)
    position = visible_or_404(Position, position_id, *parts)
    if position.state is not PositionState.RELEASED or position.employer.state in SHUT:
        return render_template("matches/not_released.html", position=position)
    shortlist = shortlist_of(position_id=position_id, actor=current_actor())
    chosen = ordering.standing(shortlist)
    bench = bench_of_position(position, request.args, {one.candidate_id for one in chosen})
    return render_template(
        "matches/people.html",
        position=position,
        bench=bench,
        chosen=chosen,
        order=shortlist.order,
        moved=moved([one.candidate_id for one in chosen], bench.ranks),
        states={one.candidate_id: one for one in shortlist.proposals},
        undoable=last_step(shortlist.proposals, bench.left_out),
        here=this_list(),
        asks_for_nothing=asks_for_nothing(position),
        lost_code=has_lost_its_code(position),
        filters=filters.choices_of(for_people=True),
        is_filtered=filters.is_filtered(request.args),
        words=conditions,
        lists=lists,
        accepted_text=accepted_text,
    )


@matches.get("/candidates/<int:candidate_id>")
@requires(Permission.MATCH_POSITIONS)
def positions(candidate_id: int) -> ResponseReturnValue:
    """Show the released positions for one person, the best first."""
    listed = lists.listed_or_404(candidate_id)
    candidate = listed.person
    record_view(actor=current_actor(), subject=candidate, now=now())
    bench = bench_of_person(listed, request.args)
    decided = [one.proposal for one in bench.standings.values() if one.proposal]
    return render_template(
        "matches/positions.html",
        candidate=candidate,
        bench=bench,
        undoable=last_step(decided, bench.left_out, by_person=False),
        here=this_list(),
        filters=filters.choices_of(for_people=False),
        words=conditions,
        lists=lists,
    )


@matches.post("/positions/<int:position_id>/shortlist/<int:candidate_id>")
@requires(Permission.PROPOSAL_MAKE)
def pick(position_id: int, candidate_id: int) -> ResponseReturnValue:
    """Put one person on the shortlist of a position."""
    position = visible_or_404(Position, position_id)
    candidate = visible_or_404(Candidate, candidate_id)
    try:
        shortlist(actor=current_actor(), candidate_id=candidate.id, position=position, now=now())
    except AlreadyThere:
        flash("Diese Person steht schon auf der Liste.", "info")
    except WrongState:
        return cannot_pick(position_id, candidate_id)
    else:
        flash("Vorgemerkt.", "success")
    return to_list(position_id)


@matches.post("/proposals/<int:proposal_id>/propose")
@requires(Permission.PROPOSAL_MAKE)
def send(proposal_id: int) -> ResponseReturnValue:
    """Propose a person on the shortlist to the employer."""
    done = "Vorgeschlagen. Die Firma bekommt jetzt einen Brief."
    return _decide(proposal_id, propose, ProposalAction.PROPOSE, done)


@matches.post("/proposals/<int:proposal_id>/withdraw")
@requires(Permission.PROPOSAL_MAKE)
def take_back(proposal_id: int) -> ResponseReturnValue:
    """Take a person off the shortlist or a proposal back."""
    done = "Zurückgenommen. Die Firma sieht die Person nicht mehr."
    return _decide(proposal_id, withdraw, ProposalAction.WITHDRAW, done)


def _decide(
    proposal_id: int, verb: Callable[..., None], action: ProposalAction, done: str
) -> ResponseReturnValue:
    proposal = visible_or_404(Proposal, proposal_id)
    position_id = proposal.position_id
    try:
        verb(actor=current_actor(), proposal=proposal, now=now())
    except (WrongState, NotFound):
        return overtaken(proposal_id, action)
    flash(done, "success")
    return to_list(position_id)
