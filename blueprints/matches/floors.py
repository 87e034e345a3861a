"""The second order beside a ranked list, while a floor is on; looked at, written down, no more."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from blueprints.acceptance_words import accepted_text
from blueprints.fairness.words import decimal, floor_name
from blueprints.guard import requires
from blueprints.matches import conditions, lists
from blueprints.matches.blueprint import matches
from blueprints.matches.way_back import this_list
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import office_day
from services.floor_orders import decided_for, order_with_floor, position_with_floor
from services.hard_conditions import conditions_of_people
from services.ranked_lists import list_people
from services.shown_lists import note_floor_shown


@matches.get("/positions/<int:position_id>/floor")
@requires(Permission.MATCH_PEOPLE)
def floor(position_id: int) -> ResponseReturnValue:
    """Show the first ten places with the floor that is on; all who are named count as shown."""
    actor, today = current_actor(), office_day(now())
    looked = position_with_floor(position_id=position_id, actor=actor, today=today)
    if looked is None:
        abort(404)
    position, one = looked
    decided = decided_for(position_id=position_id, actor=actor)
    ranked = list_people(position=position, actor=actor, now=now())
    rows = [row for row in ranked.rows if row.id not in decided.left_out]
    order = order_with_floor(rows=rows, floor=one, today=today)
    if order is None:
        abort(404)
    shown = [row.match for row in order.rows]
    known = conditions_of_people(matches=shown, position=position, today=today)
    note_floor_shown(actor=actor, position_id=position_id, order=order, ranked=ranked, now=now())
    return render_template(
        "matches/floor.html",
        position=position,
        order=order,
        ranked=ranked,
        people=lists.people_of([row.id for row in (*shown, *order.left)]),
        conditions=known,
        states=decided.states,
        here=this_list(),
        words=conditions,
        lists=lists,
        accepted_text=accepted_text,
        floor_name=floor_name,
        decimal=decimal,
    )
