"""Cards printed in advance: a code without a person, until somebody signs up with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from domain.access import Actor
from domain.codes import new_personal_code, normalise_code
from domain.errors import CodeRefused
from models import BlankCard, db, transactional
from services.audit import record
from services.records import changed_rows

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Batch:
    """Cards printed at once, and how many of them are in somebody's hands."""

    key: str
    issued_at: datetime
    cards: int
    used: int


@transactional
def issue_cards(*, actor: Actor, count: int, now: datetime) -> str:
    """Make so many blank cards and return the key of the batch; at most ``MOST_AT_ONCE``."""
    batch = new_personal_code()
    cards = [
        BlankCard(
            code=new_personal_code(), batch=batch, issued_by_id=actor.account_id, issued_at=now
        )
        for _ in range(min(count, MOST_AT_ONCE))
    ]
    db.session.add_all(cards)
    db.session.flush()
    record(actor=actor, action="blank_cards.issued", subject=cards[0], now=now)
    return batch


def batches(*, limit: int = 50) -> list[Batch]:
    """Return the newest batches."""
    rows = db.session.execute(
        select(
            BlankCard.batch,
            func.min(BlankCard.issued_at),
            func.count(),
            func.count(BlankCard.used_at),
        )
        .group_by(BlankCard.batch)
        .order_by(func.max(BlankCard.id).desc())
        .limit(limit)
    )
    return [Batch(*row) for row in rows]


def unused_cards(batch: str) -> Sequence[BlankCard]:
    """Return the cards of a batch that nobody holds yet."""
    return db.session.scalars(
        select(BlankCard)
        .where(BlankCard.batch == batch, BlankCard.used_at.is_(None))
        .order_by(BlankCard.id)
    ).all()


def is_blank(typed: str) -> bool:
    """Return whether this is the code of a card nobody has used."""
    code = normalise_code(typed)
    found = select(BlankCard.id).where(BlankCard.code == code, BlankCard.used_at.is_(None))
    return db.session.scalar(found) is not None


def use_card(typed: str, *, now: datetime) -> str:
    """Take a card for the person of the running transaction and return its code.

    Raises
    ------
    CodeRefused
        If there is no such card, or somebody was quicker: only one of two gets it.
    """
    code = normalise_code(typed)
    used = db.session.execute(
        update(BlankCard)
        .where(BlankCard.code == code, BlankCard.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(used) != 1:
        raise CodeRefused()
    return code
