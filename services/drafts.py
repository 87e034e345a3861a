"""What somebody typed so far on the way to a place: kept here, not in the browser."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from models import Fair, RegistrationDraft, db, transactional
from services.sessions import hashed

DRAFT_LASTS = timedelta(days=3)
"""A draft nobody went on with is deleted after this."""


@transactional
def begin_draft(*, fair: Fair, answers: dict[str, object], now: datetime) -> str:
    """Begin a draft and return its token (kept in the cookie only).

    The draft carries the key by which a repeated submit finds the same place.
    """
    token = secrets.token_urlsafe(32)
    db.session.add(
        RegistrationDraft(
            token_hash=hashed(token),
            fair_id=fair.id,
            answers=answers | {"key": secrets.token_hex(24)},
            changed_at=now,
        )
    )
    return token


def find_draft(token: str, *, fair: Fair, now: datetime) -> RegistrationDraft | None:
    """Return the draft of this browser for this fair, if it is still kept."""
    return db.session.scalar(
        select(RegistrationDraft).where(
            RegistrationDraft.token_hash == hashed(token),
            RegistrationDraft.fair_id == fair.id,
            RegistrationDraft.changed_at > now - DRAFT_LASTS,
        )
    )


@transactional
def keep_answers(*, draft_id: int, answers: dict[str, object], now: datetime) -> None:
    """Add the answers of one page to a draft."""
    draft = db.session.get_one(RegistrationDraft, draft_id, with_for_update=True)
    draft.answers = draft.answers | answers
    draft.changed_at = now


@transactional
def empty_draft(*, draft_id: int, now: datetime) -> None:
    """Forget what was typed once there is a place; the key stays, for a repeated submit."""
    draft = db.session.get_one(RegistrationDraft, draft_id, with_for_update=True)
    draft.answers = {"key": draft.answers["key"], "finished": True}
    draft.changed_at = now


@transactional
def sweep_drafts(*, now: datetime) -> int:
    """Delete the drafts nobody went on with and return how many that were."""
    result = db.session.execute(
        delete(RegistrationDraft).where(RegistrationDraft.changed_at <= now - DRAFT_LASTS)
    )
    return int(getattr(result, "rowcount", 0))
