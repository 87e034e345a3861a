"""Positions everybody may read: released ones of verified firms, behind a random code."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from models import Position, db
from services.pages import Page, page_of
from services.visibility import shown_position


def public_position(code: str) -> Position | None:
    """Return the position behind a code, while it is shown."""
    if "\x00" in code:
        return None
    found: Position | None = db.session.scalar(
        select(Position)
        .where(Position.public_code == code, shown_position())
        .options(joinedload(Position.employer), selectinload(Position.skills))
    )
    return found


def page_of_public_positions(page: int) -> Page[Position]:
    """Return the positions shown to everybody, the newest first."""
    query = select(Position).where(shown_position()).options(joinedload(Position.employer))
    return page_of(query.order_by(Position.id.desc()), page)
