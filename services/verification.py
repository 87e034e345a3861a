"""What waits for an officer: firms to verify, positions to release."""

from __future__ import annotations

from sqlalchemy import Select, case, or_, select
from sqlalchemy.orm import contains_eager

from domain.access import Actor
from domain.employers import SHUT, EmployerState
from domain.positions import PositionState
from models import Employer, Position
from services.pages import Page, page_of
from services.visibility import scope, visible

_FIRM_ORDER = case((Employer.state == EmployerState.PENDING, 0), else_=1)
_POSITION_ORDER = case((Position.state == PositionState.SUBMITTED, 0), else_=1)
_LONGEST_SEARCH = 80


def page_of_firms(
    *, actor: Actor, state: EmployerState | None, search: str, page: int
) -> Page[Employer]:
    """Return firms, the waiting ones first and of these the longest waiting."""
    query = visible(Employer, actor)
    if state is not None:
        query = query.where(Employer.state == state)
    if search.strip():
        part = f"%{_escaped(search)}%"
        query = query.where(
            or_(Employer.name.ilike(part, escape="\\"), Employer.place.ilike(part, escape="\\"))
        )
    return page_of(query.order_by(_FIRM_ORDER, Employer.created_at, Employer.id), page)


def page_of_positions(
    *, actor: Actor, state: PositionState | None, search: str, page: int
) -> Page[Position]:
    """Return positions with their firms, the waiting ones first, the longest waiting on top."""
    query: Select[Position] = (
        select(Position)
        .join(Position.employer)
        .where(scope(Position, actor), Employer.state.not_in(SHUT))
        .options(contains_eager(Position.employer))
    )
    if state is not None:
        query = query.where(Position.state == state)
    if search.strip():
        part = f"%{_escaped(search)}%"
        query = query.where(
            or_(Position.title.ilike(part, escape="\\"), Employer.name.ilike(part, escape="\\"))
        )
    return page_of(query.order_by(_POSITION_ORDER, Position.created_at, Position.id), page)


def _escaped(search: str) -> str:
    """Return the words of a search with the signs of LIKE taken literally."""
    plain = "".join(sign for sign in search.strip()[:_LONGEST_SEARCH] if sign.isprintable())
    return plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
