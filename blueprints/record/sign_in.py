"""Opening the own record: ask for a code, type it, or open the link and press its button."""

from __future__ import annotations

from datetime import datetime

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints import sessions
from blueprints.guard import public
from blueprints.next_page import first_page, wanted_page
from blueprints.record.blueprint import record
from blueprints.record.forms import CodeForm, ContactForm, LinkForm
from blueprints.refusals import sentence
from domain.codes import normalise_code
from domain.errors import CodeRefused, TooManyTries
from domain.keys import SIGN_IN_LASTS
from models import Candidate
from services.record_keys import (
    find_sign_in_link,
    open_with_code,
    open_with_link,
    send_sign_in_code,
)

_ASKED = "asked_for_code"


@record.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Ask where the code goes; the answer is the same whether we know the person or not."""
    if sessions.current_candidate() is not None:
        return redirect(wanted_page() or first_page(), code=303)
    form = ContactForm()
    if form.validate_on_submit():
        contact = form.reached or ""
        try:
            send_sign_in_code(
                contact=contact, address=request.remote_addr or "", now=sessions.now()
            )
        except TooManyTries as error:
            form.contact.errors = [sentence(error, "")]
        else:
            _remember(contact)
            return redirect(url_for(".code"), code=303)
    return render_template("record/sign_in.html", form=form), 422 if form.errors else 200


def _remember(contact: str) -> None:
    """Keep in the signed cookie who this browser asked for; the code works here only."""
    at = int(sessions.now().timestamp())
    session[_ASKED] = {"contact": contact, "at": at, "next": wanted_page()}


def _asked(now: datetime) -> dict[str, str] | None:
    asked = session.get(_ASKED)
    if not isinstance(asked, dict) or now.timestamp() - asked["at"] > _seconds():
        return None
    return asked


def _seconds() -> float:
    return SIGN_IN_LASTS.total_seconds()


@record.route("/sign-in/code", methods=["GET", "POST"])
@public
def code() -> ResponseReturnValue:
    """Take the six digits of the letter."""
    asked = _asked(sessions.now())
    if asked is None:
        return redirect(url_for(".sign_in"), code=303)
    form = CodeForm()
    if form.validate_on_submit():
        typed = normalise_code(form.code.data or "")
        try:
            person = open_with_code(contact=asked["contact"], typed=typed, now=sessions.now())
        except CodeRefused:
            form.code.errors = [
                _(
                    "Dieser Code stimmt nicht oder gilt nicht mehr. "
                    "Nach fünf Versuchen brauchen Sie einen neuen Code."
                )
            ]
        else:
            return _let_in(person, asked["next"])
    page = render_template("record/code.html", form=form, contact=asked["contact"])
    return page, 422 if form.errors else 200


def _let_in(person: Candidate, page: str | None) -> ResponseReturnValue:
    sessions.sign_in(candidate=person)
    return redirect(page or url_for(".index"), code=303)


@record.route("/sign-in/link/<token>", methods=["GET", "POST"])
@public
def open_link(token: str) -> ResponseReturnValue:
    """Show a button behind the link of the letter; only pressing it uses the link up."""
    if find_sign_in_link(token, now=sessions.now()) is None:
        return render_template("record/link_ended.html"), 404
    form = LinkForm()
    if form.validate_on_submit():
        try:
            person = open_with_link(token=token, now=sessions.now())
        except CodeRefused:
            return render_template("record/link_ended.html"), 404
        return _let_in(person, None)
    return render_template("record/open_link.html", form=form)
