"""A firm made by an officer on the telephone and handed over by a link."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from blueprints.fields import EmailLine
from blueprints.fields import needed as need
from blueprints.firm_forms import ColleagueForm, FirmForm
from blueprints.guard import requires, visible_or_404
from blueprints.sessions import current_actor, now
from blueprints.verification.blueprint import verification
from domain.access import Permission
from domain.errors import AlreadyThere, NotFound, RuleBroken
from models import Employer
from services.firm_members import create_firm, invite_member, invite_member_again


class NewFirmForm(FirmForm):
    """A firm on the telephone, with where its link goes."""

    email = EmailLine(
        "E-Mail-Adresse der Ansprechperson",
        [need],
        description="Dorthin geht der Link, mit dem die Firma ihr Passwort wählt.",
    )


@verification.route("/firms/new", methods=["GET", "POST"])
@requires(Permission.FIRM_VERIFY)
def new_firm() -> ResponseReturnValue:
    """Make a firm on the telephone; its person gets a link."""
    form = NewFirmForm()
    if form.validate_on_submit():
        try:
            firm = create_firm(
                actor=current_actor(), firm=form.facts(), email=form.email.data or "", now=now()
            )
        except AlreadyThere:
            form.email.errors = ["Diese Adresse hat schon ein Konto. Suchen Sie die Firma."]
        else:
            flash(f"{firm.name} ist angelegt. Der Link ist unterwegs.", "success")
            return redirect(url_for(".firm", employer_id=firm.id), code=303)
    return render_template("verification/new_firm.html", form=form), 422 if form.errors else 200


@verification.route("/firms/<int:employer_id>/invite", methods=["GET", "POST"])
@requires(Permission.FIRM_VERIFY)
def invite(employer_id: int) -> ResponseReturnValue:
    """Invite somebody of a firm by a link, also where nobody is left."""
    employer = visible_or_404(Employer, employer_id)
    form = ColleagueForm()
    if form.validate_on_submit():
        name, email = form.name.data or "", form.email.data or ""
        try:
            invite_member(
                actor=current_actor(), employer=employer, name=name, email=email, now=now()
            )
        except AlreadyThere:
            form.email.errors = ["Diese Adresse hat schon ein Konto."]
        else:
            flash(f"Der Link an {name} ist unterwegs. Er gilt sieben Tage.", "success")
            return redirect(url_for(".firm", employer_id=employer.id), code=303)
    page = render_template("verification/invite.html", form=form, employer=employer)
    return page, 422 if form.errors else 200


@verification.route("/firms/<int:employer_id>/invite/<int:account_id>", methods=["POST"])
@requires(Permission.FIRM_VERIFY)
def invite_again(employer_id: int, account_id: int) -> ResponseReturnValue:
    """Send the link once more; the old one ends."""
    employer = visible_or_404(Employer, employer_id)
    try:
        account = invite_member_again(
            actor=current_actor(), employer=employer, account_id=account_id, now=now()
        )
    except NotFound:
        abort(404)
    except RuleBroken:
        flash("Diese Person hat schon ein Passwort.", "warning")
    else:
        flash(f"Ein neuer Link an {account.name} ist unterwegs.", "success")
    return redirect(url_for(".firm", employer_id=employer.id), code=303)
