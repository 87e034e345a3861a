"""A new password by letter: ask for the link, open it, use it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints import sessions
from blueprints.accounts.blueprint import accounts
from blueprints.accounts.forms import ForgottenForm, NewPasswordForm
from blueprints.guard import public
from blueprints.refusals import sentence
from domain.errors import CodeRefused, TooManyTries
from domain.passwords import PasswordRefused
from models import KeyPurpose
from services import sign_in
from services.sign_in import ask_for_password, find_password_key


@accounts.route("/forgotten-password", methods=["GET", "POST"])
@public
def forgotten() -> ResponseReturnValue:
    """Send a link; the answer is the same whether the account exists or not."""
    form = ForgottenForm()
    if form.validate_on_submit():
        try:
            ask_for_password(
                email=form.email.data or "",
                address=request.remote_addr or "",
                now=sessions.now(),
            )
        except TooManyTries as error:
            form.form_errors.append(sentence(error, ""))
        else:
            return redirect(url_for(".link_sent"), code=303)
    return render_template("accounts/forgotten.html", form=form), 422 if form.errors else 200


@accounts.get("/forgotten-password/sent")
@public
def link_sent() -> ResponseReturnValue:
    """Say that a letter is on its way, if there is such an account."""
    return render_template("accounts/link_sent.html")


@accounts.route("/password/<token>", methods=["GET", "POST"])
@public
def set_password(token: str) -> ResponseReturnValue:
    """Show the form behind a link; only sending it uses the link up."""
    key = find_password_key(token, now=sessions.now())
    if key is None:
        return render_template("accounts/link_ended.html"), 404
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            sign_in.set_password(token=token, password=form.password.data or "", now=sessions.now())
        except PasswordRefused as error:
            form.password.errors = [sentence(error, "")]
        except CodeRefused:
            return render_template("accounts/link_ended.html"), 404
        else:
            flash(_("Ihr Passwort ist gespeichert. Melden Sie sich jetzt an."), "success")
            return redirect(url_for(".sign_in"), code=303)
    invited = key.purpose is KeyPurpose.INVITATION
    page = render_template("accounts/new_password.html", form=form, owner=key.account, new=invited)
    return page, 422 if form.errors else 200
