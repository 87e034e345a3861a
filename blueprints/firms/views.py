"""A firm's own pages: registration and what is to be done."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.firm_forms import FirmForm
from blueprints.firms import leaving, people
from blueprints.firms.blueprint import firms
from blueprints.firms.forms import RegistrationForm
from blueprints.firms.own import own_firm
from blueprints.firms.tasks import tasks_of
from blueprints.form_limits import may_try
from blueprints.guard import public, requires
from blueprints.languages import chosen_language
from blueprints.sessions import current_actor, now
from domain.access import Permission, Role
from domain.errors import Outdated
from services.employers import edit_firm, register_firm
from services.firm_overview import firm_overview
from services.passwords import hash_password

__all__ = ["firms", "leaving", "people"]


@firms.route("/register", methods=["GET", "POST"])
@public
def register() -> ResponseReturnValue:
    """Take a new firm; the answer is the same for an address that is known."""
    if current_actor().role is Role.EMPLOYER:
        return redirect(url_for(".index"), code=303)
    form = RegistrationForm()
    if form.validate_on_submit() and may_try(form, "firm-registration"):
        register_firm(
            firm=form.facts(),
            email=form.email.data or "",
            password_hash=hash_password(form.password.data or ""),
            language=chosen_language(),
            now=now(),
        )
        return redirect(url_for(".registered"), code=303)
    return render_template("firms/register.html", form=form), 422 if form.errors else 200


@firms.route("/registered")
@public
def registered() -> ResponseReturnValue:
    """Say what happens next."""
    return render_template("firms/registered.html")


@firms.route("")
@requires(Permission.FIRM_OWN)
def index() -> ResponseReturnValue:
    """Show how the firm stands and what waits for it."""
    employer = own_firm()
    overview = firm_overview(actor=current_actor(), now=now())
    return render_template(
        "firms/index.html",
        employer=employer,
        overview=overview,
        tasks=tasks_of(employer, overview),
    )


@firms.route("/edit", methods=["GET", "POST"])
@requires(Permission.FIRM_OWN)
def edit() -> ResponseReturnValue:
    """Change what the firm says about itself."""
    employer = own_firm()
    form = FirmForm(obj=employer)
    if not form.validate_on_submit():
        page = render_template("firms/edit.html", form=form, theirs=None)
        return page, 422 if form.errors else 200
    try:
        edit_firm(
            actor=current_actor(),
            employer=employer,
            firm=form.facts(),
            version=form.version.seen,
            now=now(),
        )
    except Outdated:
        form.version.show(employer.version)
        return render_template("firms/edit.html", form=form, theirs=employer), 409
    flash(_("Ihre Angaben sind gespeichert."), "success")
    return redirect(url_for(".index"), code=303)
