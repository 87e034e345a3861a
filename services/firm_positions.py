"""The positions of one firm, as its own list shows them."""

from __future__ import annotations

from sqlalchemy import case

from domain.access import Actor
from domain.positions import PositionState
from models import Position
from services.pages import Page, page_of
from services.visibility import visible

_FIRST = case(
    (Position.state == PositionState.REFUSED, 0),
    (Position.state == PositionState.CLOSED, 2),
    else_=1,
)


def page_of_positions(*, actor: Actor, page: int) -> Page[Position]:
    """Return positions of the firm: sent back ones first, closed ones last, the newest first."""
    return page_of(visible(Position, actor).order_by(_FIRST, Position.id.desc()), page)
