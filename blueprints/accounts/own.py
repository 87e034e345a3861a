"""The own account: who I am here, where I am signed in, a new password."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_datetime
from flask_babel import gettext as _

from blueprints import sessions
from blueprints.accounts.blueprint import accounts
from blueprints.accounts.forms import ChangePasswordForm
from blueprints.guard import requires
from blueprints.refusals import sentence
from domain.access import Permission
from domain.errors import CodeRefused
from domain.passwords import PasswordRefused
from models import Account
from services.second_factor import recovery_codes_left
from services.sessions import end_own_session, sessions_of
from services.sign_in import change_password


def _account() -> Account:
    return sessions.current_account() or abort(404)


@accounts.get("/account")
@requires(Permission.ACCOUNT_OWN)
def show() -> ResponseReturnValue:
    """Show the own account and the browsers it is signed in with."""
    account = _account()
    return render_template(
        "accounts/show.html",
        me=account,
        browsers=_browsers(account),
        codes_left=recovery_codes_left(account.id) if account.actor.is_staff else None,
    )


def _browsers(account: Account) -> list[dict[str, object]]:
    here = sessions.current_session_id()
    return [
        {
            "id": row.id,
            "since": format_datetime(row.created_at, "dd.MM.yyyy HH:mm"),
            "seen": format_datetime(row.last_seen_at, "dd.MM.yyyy HH:mm"),
            "here": row.id == here,
        }
        for row in sessions_of(account_id=account.id, now=sessions.now())
    ]


@accounts.post("/account/sessions/<int:session_id>/end")
@requires(Permission.ACCOUNT_OWN)
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign one browser of the own account out."""
    if not end_own_session(session_id=session_id, account_id=_account().id):
        abort(404)
    flash(_("Dieses Gerät ist abgemeldet."), "success")
    return redirect(url_for(".show"), code=303)


@accounts.route("/account/password", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_OWN)
def password() -> ResponseReturnValue:
    """Change the own password; all other browsers are signed out."""
    account = _account()
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            change_password(
                account=account,
                present=form.present.data or "",
                new=form.password.data or "",
                now=sessions.now(),
            )
        except PasswordRefused as error:
            form.password.errors = [sentence(error, "")]
        except CodeRefused as error:
            form.present.errors = [sentence(error, _("Dieses Passwort stimmt nicht."))]
        else:
            return _stay_signed_in(account)
    return render_template("accounts/password.html", form=form), 422 if form.errors else 200


def _stay_signed_in(account: Account) -> ResponseReturnValue:
    """Begin a new session for this browser; the change ended all of them."""
    sessions.sign_in(account=account, second_factor=account.actor.is_staff)
    flash(_("Ihr neues Passwort gilt. Alle anderen Geräte sind abgemeldet."), "success")
    return redirect(url_for(".show"), code=303)
