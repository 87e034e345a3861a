"""Positions of a firm: the list, one of them, its history, and the steps it takes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.guard import requires, visible_or_404
from blueprints.languages import chosen_language
from blueprints.position_changes import rows_of_changes
from blueprints.positions import editing, filters, reach
from blueprints.positions.blueprint import positions
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.positions import PositionState
from models import Position
from services.catalogue import occupation_label
from services.firm_overview import visible_proposals
from services.firm_positions import page_of_positions
from services.position_steps import close_position, pause_position, resume_position
from services.positions import page_of_changes

__all__ = ["editing", "filters", "positions", "reach"]


@positions.route("")
@requires(Permission.POSITION_OWN)
def index() -> ResponseReturnValue:
    """List all positions of the firm, the ones at work first."""
    page = page_of_positions(actor=current_actor(), page=request.args.get("page", 1, type=int))
    counts = visible_proposals(actor=current_actor())
    return render_template("positions/index.html", page=page, proposals_by_position=counts)


@positions.route("/<int:position_id>")
@requires(Permission.POSITION_OWN)
def show(position_id: int) -> ResponseReturnValue:
    """Show one position as the office sees it."""
    position = visible_or_404(Position, position_id)
    return render_template(
        "positions/show.html",
        position=position,
        occupation=occupation_label(position.occupation_code, chosen_language()),
        proposals=visible_proposals(actor=current_actor()).get(position.id, 0),
    )


@positions.route("/<int:position_id>/history")
@requires(Permission.POSITION_OWN)
def history(position_id: int) -> ResponseReturnValue:
    """Show who changed what when, before and after."""
    position = visible_or_404(Position, position_id)
    page = page_of_changes(position=position, page=request.args.get("page", 1, type=int))
    rows = [(change, rows_of_changes(change.changes)) for change in page.rows]
    return render_template("positions/history.html", position=position, page=page, rows=rows)


@positions.route("/<int:position_id>/pause", methods=["POST"])
@requires(Permission.POSITION_OWN)
def pause(position_id: int) -> ResponseReturnValue:
    """Stop showing a position for a while."""
    position = visible_or_404(Position, position_id)
    pause_position(actor=current_actor(), position=position, now=now())
    flash(_("Die Stelle ist pausiert. Gespräche und Vorschläge gehen weiter."), "success")
    return redirect(url_for(".show", position_id=position.id), code=303)


@positions.route("/<int:position_id>/resume", methods=["POST"])
@requires(Permission.POSITION_OWN)
def resume(position_id: int) -> ResponseReturnValue:
    """Show a position again."""
    position = visible_or_404(Position, position_id)
    after = resume_position(actor=current_actor(), position=position, now=now())
    if after is PositionState.SUBMITTED:
        flash(_("Eine Fachkraft sieht sich Ihre Änderungen an."), "success")
    else:
        flash(_("Die Stelle wird wieder gezeigt."), "success")
    return redirect(url_for(".show", position_id=position.id), code=303)


@positions.route("/<int:position_id>/close", methods=["GET", "POST"])
@requires(Permission.POSITION_OWN)
def close(position_id: int) -> ResponseReturnValue:
    """Ask before a position is closed, then close it."""
    position = visible_or_404(Position, position_id)
    if request.method == "POST":
        close_position(actor=current_actor(), position=position, now=now())
        flash(_("Die Stelle ist geschlossen. Danke, dass Sie Bescheid sagen."), "success")
        return redirect(url_for(".index"), code=303)
    return render_template("positions/close.html", position=position)
