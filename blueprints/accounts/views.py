"""Signing in with e-mail and password, second factor, signing out."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints import sessions
from blueprints.accounts import half_way, own, passwords
from blueprints.accounts.blueprint import accounts
from blueprints.accounts.forms import SecondFactorForm, SignInForm
from blueprints.guard import public
from blueprints.labels import label
from blueprints.next_page import first_page, wanted_page
from blueprints.qr import qr_image
from blueprints.refusals import sentence
from blueprints.shell import is_demo_installation
from domain.access import STAFF
from domain.codes import spaced
from domain.errors import CodeRefused
from models import Account
from services.demo.staff import ACCOUNTS, PASSWORD
from services.second_factor import (
    address_for_app,
    begin_enrolment,
    code_for_demo,
    confirm_enrolment,
    has_second_factor,
    use_code,
)
from services.sign_in import check_password

__all__ = ["accounts", "own", "passwords"]


@accounts.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Take e-mail and password; staff go on to their second factor."""
    if sessions.current_account() is not None:
        return redirect(wanted_page() or first_page(), code=303)
    form = SignInForm()
    if form.validate_on_submit():
        try:
            account = check_password(
                email=form.email.data or "",
                password=form.password.data or "",
                address=request.remote_addr or "",
                now=sessions.now(),
            )
        except CodeRefused as error:
            wrong = _("E-Mail-Adresse oder Passwort stimmt nicht.")
            form.form_errors.append(sentence(error, wrong))
        else:
            return _go_on(account)
    page = render_template(
        "accounts/sign_in.html",
        form=form,
        demo_accounts=_demo_accounts(),
        demo_password=PASSWORD,
    )
    return page, 422 if form.errors else 200


def _go_on(account: Account) -> ResponseReturnValue:
    """Let an employer in; send staff to their second factor."""
    if account.role not in STAFF:
        page = wanted_page()
        sessions.sign_in(account=account)
        return redirect(page or first_page(), code=303)
    half_way.remember(account, next_page=wanted_page(), now=sessions.now())
    if has_second_factor(account):
        return redirect(url_for(".second_factor"), code=303)
    begin_enrolment(account_id=account.id)
    return redirect(url_for(".enrol"), code=303)


@accounts.route("/sign-in/code", methods=["GET", "POST"])
@public
def second_factor() -> ResponseReturnValue:
    """Take the code of the app, or a recovery code."""
    account = half_way.account_half_way(now=sessions.now())
    if account is None or not has_second_factor(account):
        return redirect(url_for(".sign_in"), code=303)
    form = SecondFactorForm()
    if form.validate_on_submit():
        try:
            use_code(account=account, typed=form.code.data or "", now=sessions.now())
        except CodeRefused as error:
            wrong = _("Dieser Code stimmt nicht oder wurde schon benutzt.")
            form.code.errors = [sentence(error, wrong)]
        else:
            return _let_in(account)
    page = render_template("accounts/second_factor.html", form=form, demo_code=_demo_code(account))
    return page, 422 if form.errors else 200


def _let_in(account: Account) -> ResponseReturnValue:
    page = half_way.page_wanted()
    sessions.sign_in(account=account, second_factor=True)
    return redirect(page or first_page(), code=303)


@accounts.route("/sign-in/app", methods=["GET", "POST"])
@public
def enrol() -> ResponseReturnValue:
    """Set up the second factor: scan the code, type the first number, keep the spare codes."""
    account = half_way.account_half_way(now=sessions.now())
    if account is None or account.totp_secret is None or has_second_factor(account):
        return redirect(url_for(".sign_in"), code=303)
    form = SecondFactorForm()
    if form.validate_on_submit():
        try:
            codes = confirm_enrolment(
                account=account, typed=form.code.data or "", now=sessions.now()
            )
        except CodeRefused as error:
            form.code.errors = [sentence(error, _("Dieser Code stimmt nicht."))]
        else:
            return _show_recovery_codes(account, codes)
    return _enrolment_page(account, form)


def _enrolment_page(account: Account, form: SecondFactorForm) -> ResponseReturnValue:
    page = render_template(
        "accounts/enrol.html",
        form=form,
        image=qr_image(address_for_app(account, issuer="Meeting Point")),
        secret=account.totp_secret,
        demo_code=_demo_code(account),
    )
    return page, 422 if form.errors else 200


def _show_recovery_codes(account: Account, codes: list[str]) -> ResponseReturnValue:
    """Sign in and show the spare codes in this very answer: they are kept nowhere else."""
    page = half_way.page_wanted()
    sessions.sign_in(account=account, second_factor=True)
    return render_template(
        "accounts/recovery_codes.html",
        codes=[spaced(code) for code in codes],
        next_page=page or first_page(),
    )


def _demo_accounts() -> list[tuple[object, str]]:
    """Return role and e-mail of the first account of each role, where this is a demo."""
    if not is_demo_installation():
        return []
    first = {account.role: account for account in reversed(ACCOUNTS)}
    return [
        (label(account.role), account.email)
        for account in ACCOUNTS
        if first[account.role] is account
    ]


def _demo_code(account: Account) -> str | None:
    return code_for_demo(account, now=sessions.now()) if is_demo_installation() else None


@accounts.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """End the session of this browser, whoever it belongs to."""
    page = "record.sign_in" if sessions.current_candidate() else ".sign_in"
    sessions.sign_out()
    return redirect(url_for(page), code=303)
