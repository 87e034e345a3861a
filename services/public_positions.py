"""Positions everybody may read: released ones of verified firms, behind a random code."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload, selectinload

from models import Employer, Position, db
from services.catalogue import likely_occupation
from services.pages import Page, page_of
from services.visibility import shown_position

_SAME_TRADE = 4
"""Digits of the KldB that helpers and specialists of one trade share."""


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


def page_of_public_positions(page: int, *, words: str = "") -> Page[Position]:
    """Return the positions shown to everybody, the newest first.

    ``words`` finds titles, firms and places, and occupations typed in any language.
    """
    query = select(Position).where(shown_position()).options(joinedload(Position.employer))
    if words:
        query = query.where(_is_meant_by(words))
    return page_of(query.order_by(Position.id.desc()), page)


def _is_meant_by(words: str) -> ColumnElement[bool]:
    found = [
        Position.title.icontains(words, autoescape=True),
        Position.place.icontains(words, autoescape=True),
        Position.employer.has(Employer.name.icontains(words, autoescape=True)),
    ]
    code = likely_occupation(words)
    if code is not None:
        found.append(Position.occupation_code.startswith(code[:_SAME_TRADE]))
    return or_(*found)
