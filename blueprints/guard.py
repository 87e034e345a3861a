"""Deny by default: every view names its permission, every object comes through a scope."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.sql.base import ExecutableOption

from blueprints.sessions import current_actor
from domain.access import GRANTS, Permission, Role
from models import Base, db
from services.visibility import visible

P = ParamSpec("P")
R = TypeVar("R")
Row = TypeVar("Row", bound=Base)

_MARK = "required_permission"
_EVERYBODY = "public"


def requires(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a view: only roles that are granted ``permission`` get in."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, _MARK, permission)
        return view

    return mark


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that everybody may open; it protects its data by codes, or has none."""
    setattr(view, _MARK, _EVERYBODY)
    return view


def permission_of(endpoint: str, app: Flask) -> str | None:
    """Return what the view of an endpoint requires: a permission, 'public', or None."""
    if endpoint == "static" or endpoint.endswith(".static"):
        return _EVERYBODY
    mark = getattr(app.view_functions[endpoint], _MARK, None)
    return None if mark is None else str(mark)


def init_app(app: Flask) -> None:
    """Check every request before its view runs."""
    app.before_request(_check)


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # no such address: Flask answers 404 or 405
    needed = permission_of(request.endpoint, current_app)
    if needed == _EVERYBODY:
        return None
    actor = current_actor()
    if needed is not None and actor.may(Permission(needed)):
        return None
    if needed is not None and actor.role is Role.PUBLIC:
        return redirect(_sign_in_page(Permission(needed)), code=303)
    return abort(404)


def _sign_in_page(permission: Permission) -> str:
    """Return where somebody signs in who needs the permission."""
    endpoint = "record.sign_in" if permission in GRANTS[Role.CANDIDATE] else "accounts.sign_in"
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return url_for(endpoint, next=wanted)


def visible_or_404(kind: type[Row], row_id: int, *along: ExecutableOption) -> Row:
    """Return one row if it lies in the scope of who is acting; ``along`` is read with it.

    What exists but is not theirs answers exactly like what does not exist.
    """
    statement = visible(kind, current_actor()).where(kind.__mapper__.primary_key[0] == row_id)
    found = db.session.scalars(statement.options(*along)).unique() if row_id < 2**31 else ()
    row: Row | None = next(iter(found), None)
    return row if row is not None else abort(404)


def by_code_or_404(kind: type[Row], column: str, code: str) -> Row:
    """Return the row a public random code names; the code itself is the permission."""
    statement = select(kind).where(getattr(kind, column) == code)
    row: Row | None = db.session.scalar(statement) if "\x00" not in code else None
    return row if row is not None else abort(404)
