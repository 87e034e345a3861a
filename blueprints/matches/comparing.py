"""Two people for one position side by side: the same lines, the same conditions."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from blueprints.guard import requires, visible_or_404
from blueprints.matches import conditions, lists
from blueprints.matches.blueprint import matches
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import office_day
from models import Position
from services.hard_conditions import conditions_of_people
from services.ranked_lists import list_people
from services.ranking import Match
from services.shown_lists import note_people_shown

SIDES = 2


@matches.get("/positions/<int:position_id>/compare")
@requires(Permission.MATCH_PEOPLE)
def compare(position_id: int) -> ResponseReturnValue:
    """Show two people of the list side by side; both count as shown."""
    parts = joinedload(Position.employer), joinedload(Position.skills)
    position = visible_or_404(Position, position_id, *parts)
    ranked = list_people(position=position, actor=current_actor(), now=now())
    chosen = _chosen(ranked.rows, request.args.getlist("who"))
    if len(chosen) != SIDES:
        return render_template("matches/compare_nobody.html", position=position)
    known = conditions_of_people(matches=chosen, position=position, today=office_day(now()))
    note_people_shown(
        actor=current_actor(), position_id=position.id, rows=chosen, ranked=ranked, now=now()
    )
    return render_template(
        "matches/compare.html",
        position=position,
        chosen=chosen,
        people=lists.people_of([one.id for one in chosen]),
        lines=list(zip(*(lists.lines(one) for one in chosen), strict=True)),
        conditions=list(
            zip(*(conditions.condition_lines(known[one.id]) for one in chosen), strict=True)
        ),
        lists=lists,
    )


def _chosen(rows: list[Match], typed: list[str]) -> list[Match]:
    """Return the people who were ticked, in the order of the list."""
    ids = {int(one) for one in typed if one.isascii() and one.isdecimal() and len(one) < 11}
    return [one for one in rows if one.id in ids] if len(ids) == SIDES else []
