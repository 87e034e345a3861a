"""Who is signed in: the one module that knows Flask-Login.

The cookie carries a random token; everything else about the session lives in the database,
so a disabled account or an ended session is out at its next request.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask, current_app, g, has_request_context, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from domain.access import PUBLIC, Actor, Role
from models import Account, Candidate, LoginSession
from services import sessions

manager = LoginManager()


class SignedIn(UserMixin):
    """A session that holds, with its owner."""

    def __init__(self, row: LoginSession, token: str) -> None:
        self.row = row
        self.token = token

    def get_id(self) -> str:
        """Return what the cookie carries."""
        return self.token

    @property
    def actor(self) -> Actor:
        """Return who is acting."""
        if self.row.account is not None:
            return self.row.account.actor
        return Actor(role=Role.CANDIDATE, candidate_id=self.row.candidate_id)


def init_app(app: Flask) -> None:
    """Let Flask-Login find sessions by their token."""
    manager.session_protection = None  # the token is checked against the database each time
    manager.init_app(app)
    manager.user_loader(_load)
    app.context_processor(lambda: {"actor": current_actor(), "account": current_account()})


def now() -> datetime:
    """Return the moment of this request, the same from its first to its last line."""
    if not has_request_context():
        return datetime.now(UTC)
    if "now" not in g:
        g.now = datetime.now(UTC)
    moment: datetime = g.now
    return moment


def sign_in(
    *,
    account: Account | None = None,
    candidate: Candidate | None = None,
    second_factor: bool = False,
) -> None:
    """Begin a session for this browser; an earlier one of it ends."""
    sign_out()
    token = sessions.begin_session(
        account=account,
        candidate=candidate,
        now=now(),
        lasts=timedelta(hours=current_app.config["SIGN_IN_LASTS_HOURS"]),
        second_factor=second_factor,
    )
    found = _load(token)
    if found is not None:
        session.permanent = True
        login_user(found)


def sign_out() -> None:
    """End the session of this browser, in the database and in the cookie."""
    if isinstance(current_user, SignedIn) or current_user.is_authenticated:
        sessions.end_session(token=current_user.get_id())
    logout_user()
    session.clear()


def current_actor() -> Actor:
    """Return who is acting in this request; outside of one, the public."""
    if not has_request_context() or not current_user.is_authenticated:
        return PUBLIC
    actor: Actor = current_user.actor
    return actor


def current_account() -> Account | None:
    """Return the account that is signed in, if any."""
    if not has_request_context() or not current_user.is_authenticated:
        return None
    account: Account | None = current_user.row.account
    return account


def current_candidate() -> Candidate | None:
    """Return the person whose record is opened by a sign-in code, if any."""
    if not has_request_context() or not current_user.is_authenticated:
        return None
    candidate: Candidate | None = current_user.row.candidate
    return candidate


def current_session_id() -> int | None:
    """Return the number of this browser's session, to mark it in a list."""
    if not has_request_context() or not current_user.is_authenticated:
        return None
    number: int = current_user.row.id
    return number


def current_language() -> str | None:
    """Return the language the reader chose for letters, if known."""
    owner = current_account() or current_candidate()
    return owner.language if owner else None


def _load(token: str) -> SignedIn | None:
    idle = timedelta(minutes=current_app.config["IDLE_MINUTES"])
    row = sessions.find_session(token, now=now(), idle=idle)
    if row is None:
        return None
    if sessions.is_seen_long_ago(row, now=now()):
        sessions.note_seen(session_id=row.id, now=now())
    return SignedIn(row, token)
