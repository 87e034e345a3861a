"""Blank cards: made in batches, printed on sheets, counted when somebody signs up with one."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from blueprints.fields import Needed, WholeNumber
from blueprints.guard import requires
from blueprints.qr import qr_image
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.codes import spaced
from domain.page_languages import OFFERED
from services import blank_cards

cards = Blueprint("cards", __name__, url_prefix="/desk/cards")


class BatchForm(FlaskForm):
    """How many cards are printed."""

    count = WholeNumber(
        "Wie viele Karten?",
        [Needed("Geben Sie eine Zahl ein.")],
        least=1,
        most=blank_cards.MOST_AT_ONCE,
    )


@cards.route("/", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def index() -> ResponseReturnValue:
    """List the batches, and make another one."""
    form = BatchForm()
    if form.validate_on_submit() and form.count.data:
        batch = blank_cards.issue_cards(actor=current_actor(), count=form.count.data, now=now())
        flash("Die Karten sind angelegt. Drucken Sie sie auf A4 und schneiden Sie.", "success")
        return redirect(url_for(".sheet", batch=batch), code=303)
    page = render_template("cards/index.html", form=form, batches=blank_cards.batches())
    return page, 422 if form.errors else 200


@cards.get("/<batch>")
@requires(Permission.CANDIDATE_EDIT)
def sheet(batch: str) -> ResponseReturnValue:
    """Show the cards of a batch that nobody holds yet, to print eight on a sheet."""
    found = blank_cards.unused_cards(batch) if batch.isascii() and batch.isalnum() else []
    if not found:
        abort(404)
    base = current_app.config["BASE_URL"]
    return render_template(
        "cards/sheet.html",
        cards=[(spaced(one.code), qr_image(f"{base}/t/{one.code}")) for one in found],
        words=_words(),
        address=f"{base}/t/",
    )


def _words() -> list[tuple[str, str]]:
    """Return what stands on a card, in every language of the pages."""
    said = []
    for language in OFFERED:
        with force_locale(language):
            said.append((language, _("Mit dieser Karte melden Sie sich zur Kontaktbörse an.")))
    return said
