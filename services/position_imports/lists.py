"""What the pages of imports show: files, rows with their results, the firm that is meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.errors import MeetingPointError
from models import Employer, ImportBatch, ImportRow, RowState, db
from services.pages import Page, page_of
from services.visibility import visible

_MOST_NAMED = 5
_STEP = 500


class FirmUnclear(MeetingPointError):
    """The words name no firm, or several; ``names`` holds up to five of these."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__(names=list(names))
        self.names = list(names)


def find_firm(words: str) -> Employer:
    """Return the firm with this number or name; a part of a name will do where only one has it.

    Raises
    ------
    FirmUnclear
        If none or several could be meant.
    """
    plain = " ".join("".join(sign for sign in words if sign.isprintable()).split())[:160]
    if plain.isascii() and plain.isdigit() and len(plain) <= 9:
        firm = db.session.get(Employer, int(plain))
        if firm is not None:
            return firm
    part = plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    query = select(Employer).where(Employer.name.ilike(f"%{part}%", escape="\\"))
    found = db.session.scalars(query.order_by(Employer.name).limit(50)).all() if plain else ()
    exact = [firm for firm in found if firm.name.casefold() == plain.casefold()]
    chosen = exact or found
    if len(chosen) != 1:
        raise FirmUnclear([f"{firm.name} ({firm.id})" for firm in chosen[:_MOST_NAMED]])
    return chosen[0]


def page_of_batches(*, actor: Actor, page: int) -> Page[ImportBatch]:
    """Return the files that are still kept, the newest first."""
    query = visible(ImportBatch, actor).options(joinedload(ImportBatch.employer))
    return page_of(query.order_by(ImportBatch.id.desc()), page)


def page_of_rows(*, batch: ImportBatch, state: RowState | None, page: int) -> Page[ImportRow]:
    """Return rows of a file in its order, with the positions they became."""
    return page_of(_rows(batch, state).options(joinedload(ImportRow.position)), page)


def all_rows(*, batch: ImportBatch, state: RowState | None) -> Iterator[ImportRow]:
    """Yield the rows of a file, all or those with one result."""
    yield from db.session.scalars(_rows(batch, state), execution_options={"yield_per": _STEP})


def counts_of(*, batch: ImportBatch) -> dict[RowState, int]:
    """Return how many rows have each result; none is nought."""
    query = (
        select(ImportRow.state, func.count())
        .where(ImportRow.batch_id == batch.id)
        .group_by(ImportRow.state)
    )
    found = {row[0]: row[1] for row in db.session.execute(query)}
    return {state: found.get(state, 0) for state in RowState}


def _rows(batch: ImportBatch, state: RowState | None) -> Select[ImportRow]:
    query = select(ImportRow).where(ImportRow.batch_id == batch.id).order_by(ImportRow.line)
    return query if state is None else query.where(ImportRow.state == state)
