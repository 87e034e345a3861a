"""Long lists in pages, so that a page costs the same at ten rows and at a thousand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func

from models import Base, db

Row = TypeVar("Row", bound=Base)

PAGE_SIZE = 50
_LAST_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list: its rows, its number, how many pages and rows there are."""

    rows: Sequence[Row]
    number: int
    pages: int
    total: int


def page_of(query: Select[Row], number: int, *, size: int = PAGE_SIZE) -> Page[Row]:
    """Return one page of an ordered query in two statements; a wild number is the nearest page."""
    counted: Any = query.order_by(None).with_only_columns(func.count(), maintain_column_froms=True)
    total = db.session.scalar(counted) or 0
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages, _LAST_PAGE)
    rows = db.session.scalars(query.limit(size).offset((number - 1) * size)).unique().all()
    return Page(rows, number, pages, total)
