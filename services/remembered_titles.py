"""What staff pick for a typed title becomes a synonym of the office: titles only, never people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from domain.access import STAFF, Actor
from domain.synonyms import plain_title
from matching.wording import title_key
from models import RememberedTitle, db, transactional
from services.audit import record
from services.catalogue import is_occupation
from services.known_titles import shipped_codes

LONGEST_KEY = 100


@transactional
def remember_title(
    *, actor: Actor, title: str, code: str | None, names: tuple[str, ...], now: datetime
) -> None:
    """Remember which occupation staff picked for typed words, where the words are a plain title.

    ``names`` are those of the person or firm the words came from: words that hold one of them are
    nobody's title. What the catalogue knows by itself need not be remembered.
    """
    plain, key = plain_title(title, names), title_key(title)
    if actor.role not in STAFF or not plain or not 0 < len(key) <= LONGEST_KEY:
        return
    if not is_occupation(code) or shipped_codes().get(key) == {code}:
        return
    counted = db.session.execute(
        update(RememberedTitle)
        .where(RememberedTitle.key == key, RememberedTitle.code == code)
        .values(picks=RememberedTitle.picks + 1, account_id=actor.account_id, remembered_at=now)
        .returning(RememberedTitle.id)
    ).scalar_one_or_none()
    if counted is None:
        row = RememberedTitle(
            key=key, title=plain, code=code, account_id=actor.account_id, remembered_at=now
        )
        db.session.add(row)
        db.session.flush()
        record(actor=actor, action="synonym.remembered", subject=row, now=now)


@transactional
def forget_title(*, actor: Actor, remembered: RememberedTitle, now: datetime) -> None:
    """Take a remembered title away; the search no longer knows it."""
    record(actor=actor, action="synonym.forgotten", subject=remembered, now=now)
    db.session.delete(remembered)


def remembered_for(code: str) -> list[RememberedTitle]:
    """Return the titles the office remembers for an occupation, the most picked first."""
    found = (
        select(RememberedTitle)
        .where(RememberedTitle.code == code)
        .options(joinedload(RememberedTitle.account))
        .order_by(RememberedTitle.picks.desc(), RememberedTitle.title)
    )
    return list(db.session.scalars(found))
