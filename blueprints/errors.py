"""Every error becomes a page with a sentence that helps, in the reader's language."""

from __future__ import annotations

import structlog
from flask import Flask, Response, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from domain.errors import NotAllowed, NotFound, RuleBroken
from models import db


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(SecurityError, _untrusted_host)
    for missing in (NotFound, NotAllowed, ObjectDeletedError):
        app.register_error_handler(missing, _not_found)
    for conflict in (RuleBroken, StaleDataError):
        app.register_error_handler(conflict, _conflict)
    app.register_error_handler(DataError, _refused_by_the_database)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(500, _broken)


def _page(status: int, title: str, text: str) -> tuple[str, int]:
    g.is_error = True  # no link of the navigation is the current one: that would tell what exists
    return render_template("errors/error.html", title=title, text=text), status


def _not_found(_error: Exception) -> ResponseReturnValue:
    return _page(
        404,
        _("Seite nicht gefunden"),
        _("Diese Seite gibt es nicht oder nicht mehr. Prüfen Sie bitte die Adresse."),
    )


def _untrusted_host(_error: Exception) -> ResponseReturnValue:
    """Answer in plain text: a page has links, and there are none for a host that is not ours."""
    return Response("400 This host name is not served here.\n", 400, mimetype="text/plain")


def _csrf_error(_error: Exception) -> ResponseReturnValue:
    return _page(
        400,
        _("Bitte noch einmal absenden"),
        _(
            "Ihr Browser hat die Sitzung gewechselt. Gehen Sie eine Seite zurück: "
            "Was Sie eingegeben haben, steht noch dort. Laden Sie die Seite neu und senden "
            "Sie sie noch einmal ab."
        ),
    )


def _conflict(_error: Exception) -> ResponseReturnValue:
    return _page(
        409,
        _("Das geht im Moment nicht"),
        _("Inzwischen hat sich etwas geändert. Gehen Sie zurück und laden Sie die Seite neu."),
    )


def _http_error(error: Exception) -> ResponseReturnValue:
    code = error.code if isinstance(error, HTTPException) else None
    if isinstance(error, HTTPException) and (code is None or code < 400):
        return error
    if code == 404:
        return _not_found(error)
    if code == 413:
        return _page(
            413, _("Das ist zu groß"), _("Bitte kürzen Sie Ihre Eingabe und senden Sie sie neu.")
        )
    if code == 429:
        return _page(
            429, _("Zu viele Versuche"), _("Bitte warten Sie einige Minuten und versuchen es neu.")
        )
    return _not_understood(error, code or 500)


def _refused_by_the_database(error: Exception) -> ResponseReturnValue:
    """Answer a value no column holds; the page itself reads with a fresh transaction."""
    db.session.rollback()
    return _not_understood(error)


def _not_understood(_error: Exception, status: int = 400) -> ResponseReturnValue:
    """Answer what no page sends, such as a number the database cannot hold."""
    return _page(
        status,
        _("Das hat nicht geklappt"),
        _("Diese Anfrage konnten wir nicht verstehen. Gehen Sie bitte eine Seite zurück."),
    )


def _database_away(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    structlog.get_logger().error("database", error=type(error).__name__)
    page, status = _page(
        503,
        _("Einen Moment bitte"),
        _("Das System ist gerade überlastet. Bitte versuchen Sie es in einer Minute wieder."),
    )
    return page, status, {"Retry-After": "60"}


def _broken(error: Exception) -> ResponseReturnValue:
    cause = getattr(error, "original_exception", None) or error
    structlog.get_logger().error("broken", error=type(cause).__name__)
    db.session.rollback()
    return _page(
        500,
        _("Das hätte nicht passieren dürfen"),
        _("Ein Fehler ist aufgetreten. Wir sehen ihn in unserem Protokoll."),
    )
