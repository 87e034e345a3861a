"""Between password and second factor: who gave the right password, in the signed cookie.

The cookie opens nothing by itself; it runs out after ten minutes and when the password changes.
"""

from __future__ import annotations

from datetime import datetime

from flask import session

from domain.keys import HALF_WAY_LASTS
from models import Account, db
from services.sessions import hashed

_KEY = "half_way"


def remember(account: Account, *, next_page: str | None, now: datetime) -> None:
    """Note that the password was right."""
    session[_KEY] = {
        "account_id": account.id,
        "at": int(now.timestamp()),
        "mark": _mark(account),
        "next": next_page,
    }


def account_half_way(*, now: datetime) -> Account | None:
    """Return who gave the right password in this browser, not long ago."""
    state = session.get(_KEY)
    if not isinstance(state, dict):
        return None
    if now.timestamp() - state["at"] > HALF_WAY_LASTS.total_seconds():
        return None
    account = db.session.get(Account, state["account_id"])
    if account is None or account.disabled_at is not None or _mark(account) != state["mark"]:
        return None
    return account


def page_wanted() -> str | None:
    """Return the page that was wanted before signing in."""
    state = session.get(_KEY)
    return state.get("next") if isinstance(state, dict) else None


def _mark(account: Account) -> str:
    return hashed(f"{account.password_hash} {account.role}")[:16]
