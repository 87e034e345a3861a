"""A fair at a glance while it is prepared: it counts down, and every number leads to its list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from blueprints.fairs.views import fairs
from blueprints.guard import requires, visible_or_404
from blueprints.sessions import now
from domain.access import Permission
from domain.clock import office_day
from domain.fair_plan import LanguageGap, PlannedStep
from domain.fairs import TRANSITIONS, FairPhase, StandWaitingState, phase_of
from models import Fair
from services.fair_orders import (
    Order,
    PeopleNeeds,
    StandNeeds,
    gaps_of,
    interpreters_asked,
    not_needed,
    order_list,
    people_needs,
    stand_needs,
)
from services.fair_plan import due_this_week, interpreters_of, steps_of
from services.fair_stands import firms_in_line, stands_of
from services.stand_orders import stand_moves_of

ENDED = {FairPhase.OVER, FairPhase.CANCELLED}


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of the order list: the step with its day, and how much is needed."""

    step: PlannedStep
    number: int


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a fair needs, what is ordered of it, and the steps with their days."""

    people: PeopleNeeds
    stands: StandNeeds
    asked: dict[str, int]
    gaps: list[LanguageGap]
    orders: list[Order]
    steps: list[PlannedStep]
    today: date
    days_left: int

    @property
    def due(self) -> list[PlannedStep]:
        """Return what is due this week or late."""
        return due_this_week(self.steps, self.today)

    @property
    def order_lines(self) -> list[OrderLine]:
        """Return what is to be ordered, in the order of the days."""
        numbers = {order.step: order.number for order in self.orders}
        return [OrderLine(one, numbers[one.step]) for one in self.steps if one.step in numbers]


def preparation_of(fair: Fair) -> Preparation:
    """Return how far the preparation of a fair is; five statements."""
    people, stands, today = people_needs(fair), stand_needs(fair), office_day(now())
    asked = interpreters_asked(fair)
    gaps = gaps_of(asked, stands.languages, interpreters_of(fair.id))
    orders = order_list(people, stands, gaps)
    return Preparation(
        people=people,
        stands=stands,
        asked=asked,
        gaps=gaps,
        orders=orders,
        steps=steps_of(fair, not_needed=not_needed(orders)),
        today=today,
        days_left=(office_day(fair.starts_at) - today).days,
    )


@fairs.get("/<int:fair_id>")
@requires(Permission.FAIR_MANAGE)
def show(fair_id: int) -> ResponseReturnValue:
    """Show how a fair stands: places, languages, stands, and what is due this week."""
    fair = visible_or_404(Fair, fair_id)
    phase = phase_of(fair, now())
    return render_template(
        "fairs/show.html",
        fair=fair,
        phase=phase,
        ended=phase in ENDED,
        plan=preparation_of(fair),
        firms_waiting=len(firms_in_line(fair.id)),
        actions=[action for state, action in TRANSITIONS if state is fair.state],
        public_address=current_app.config["BASE_URL"] + f"/fairs/{fair.slug}",
    )


@fairs.get("/<int:fair_id>/stands")
@requires(Permission.FAIR_MANAGE)
def stands(fair_id: int) -> ResponseReturnValue:
    """List the stands with staff and needs, and the firms that wait for one."""
    fair = visible_or_404(Fair, fair_id)
    waiting = firms_in_line(fair.id)
    return render_template(
        "fairs/stands.html",
        fair=fair,
        stands=stands_of(fair, also_waiting=True, with_staff=True),
        waiting=waiting,
        next_id=next((one.id for one in waiting if one.state is StandWaitingState.WAITING), None),
        moves=stand_moves_of(fair.id),
        can_act=fair.ends_at > now(),
    )


@fairs.get("/<int:fair_id>/preparation")
@requires(Permission.FAIR_MANAGE)
def preparation(fair_id: int) -> ResponseReturnValue:
    """Show the steps with their days, and what is to be ordered with who needs it."""
    fair = visible_or_404(Fair, fair_id)
    entries = stands_of(fair, also_waiting=True)
    return render_template(
        "fairs/preparation.html",
        fair=fair,
        plan=preparation_of(fair),
        stands=[entry.stand for entry in entries],
    )
