"""Stands of a firm at the fairs."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.guard import requires, visible_or_404
from blueprints.sessions import current_actor, now
from blueprints.stand_form import stand_form
from blueprints.stands.refusals import sentence
from domain.access import Permission
from domain.errors import AlreadyThere, RuleBroken
from domain.fairs import last_day
from models import Employer, Fair, Stand
from services.stands import (
    book_stand,
    cancel_stand,
    change_stand,
    coming_fairs,
    is_changeable,
    last_stand,
    own_stand,
    talks_of,
)

stands = Blueprint("stands", __name__, url_prefix="/stands")


@stands.route("")
@requires(Permission.STAND_BOOK)
def index() -> ResponseReturnValue:
    """List the fairs to come and the firm's stands at them."""
    entries = coming_fairs(actor=current_actor(), now=now())
    return render_template("stands/index.html", entries=entries)


@stands.route("/book/<int:fair_id>", methods=["GET", "POST"])
@requires(Permission.STAND_BOOK)
def book(fair_id: int) -> ResponseReturnValue:
    """Book a stand at a fair; whoever has one sees it instead."""
    fair = visible_or_404(Fair, fair_id)
    if stand_id := own_stand(actor=current_actor(), fair_id=fair.id):
        return redirect(url_for(".show", stand_id=stand_id), code=303)
    firm = visible_or_404(Employer, current_actor().employer_id or 0)
    form = stand_form(last_stand(actor=current_actor()))
    if form.validate_on_submit():
        try:
            stand = book_stand(
                actor=current_actor(), employer=firm, fair=fair, facts=form.facts(), now=now()
            )
        except AlreadyThere:
            return redirect(url_for(".index"), code=303)
        except RuleBroken as error:
            form.form_errors = [sentence(error)]
        else:
            flash(_("Ihr Stand ist gebucht. Die Bestätigung kommt per E-Mail."), "success")
            return redirect(url_for(".show", stand_id=stand.id), code=303)
    page = render_template("stands/book.html", form=form, fair=fair, firm=firm)
    return page, 422 if form.errors else 200


@stands.route("/<int:stand_id>")
@requires(Permission.STAND_BOOK)
def show(stand_id: int) -> ResponseReturnValue:
    """Show a stand with the talks of its day."""
    stand = visible_or_404(Stand, stand_id)
    talks = talks_of(actor=current_actor(), stand=stand)
    return render_template(
        "stands/show.html",
        stand=stand,
        talks=talks,
        may_change=is_changeable(stand.fair, now()),
        last_day=last_day(stand.fair.stand_deadline),
        begun=stand.fair.starts_at <= now(),
    )


@stands.route("/<int:stand_id>/edit", methods=["GET", "POST"])
@requires(Permission.STAND_BOOK)
def edit(stand_id: int) -> ResponseReturnValue:
    """Change desks, staff and needs of a stand, until the deadline."""
    stand = visible_or_404(Stand, stand_id)
    if not is_changeable(stand.fair, now()):
        flash(sentence(RuleBroken(deadline=stand.fair.stand_deadline)), "warning")
        return redirect(url_for(".show", stand_id=stand_id), code=303)
    form = stand_form(stand)
    if form.validate_on_submit():
        try:
            change_stand(actor=current_actor(), stand=stand, facts=form.facts(), now=now())
        except RuleBroken as error:
            form.desks.errors = [sentence(error)]
        else:
            flash(_("Ihre Angaben sind gespeichert."), "success")
            return redirect(url_for(".show", stand_id=stand.id), code=303)
    return render_template("stands/edit.html", form=form, stand=stand), 422 if form.errors else 200


@stands.route("/<int:stand_id>/cancel", methods=["GET", "POST"])
@requires(Permission.STAND_BOOK)
def cancel(stand_id: int) -> ResponseReturnValue:
    """Ask before a stand is given back, then give it back."""
    stand = visible_or_404(Stand, stand_id)
    if request.method == "POST":
        try:
            cancel_stand(actor=current_actor(), stand=stand, now=now())
        except RuleBroken as error:
            flash(sentence(error), "warning")
            return redirect(url_for(".show", stand_id=stand_id), code=303)
        flash(_("Ihr Stand ist abgemeldet."), "success")
        return redirect(url_for(".index"), code=303)
    return render_template("stands/cancel.html", stand=stand)
