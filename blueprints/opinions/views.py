"""How it was: people say it by a face on their ticket, firms by five questions."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.guard import public, requires, visible_or_404
from blueprints.opinions.forms import FirmForm, WordsForm
from blueprints.sessions import current_actor, now
from blueprints.tickets.holders import holder_or_404
from domain.access import Permission
from domain.codes import normalise_code
from domain.errors import RuleBroken
from domain.opinions import Mood
from models import Registration, Stand
from services import opinions as verbs

opinions = Blueprint("opinions", __name__)


@opinions.route("/t/<code>/opinion", methods=["GET", "POST"])
@public
def visitor(code: str) -> ResponseReturnValue:
    """Take a face, then a sentence if somebody wants to add one; no account is needed."""
    place = verbs.place_to_judge(holder_or_404(code), now=now())
    if place is None:
        abort(404)
    form = WordsForm()
    if form.validate_on_submit():
        return _said(place, form, code)
    given = verbs.opinion_of_visitor(place)
    if given is not None and not form.is_submitted():
        form.words.data = given.words
    page = render_template(
        "opinions/visitor.html",
        form=form,
        fair=place.fair,
        moods=list(Mood),
        chosen=given.mood if given else None,
        back_url=url_for("tickets.show", code=normalise_code(code)),
    )
    return page, 422 if form.errors else 200


def _said(place: Registration, form: WordsForm, code: str) -> ResponseReturnValue:
    """Keep the face that was pressed, or the sentence beside the face of before."""
    given = verbs.opinion_of_visitor(place)
    pressed = request.form.get("mood", "")
    mood = Mood(pressed) if pressed in set(Mood) else (given.mood if given else None)
    if mood is None:
        return redirect(url_for(".visitor", code=code), code=303)
    words = (form.words.data or "") if "words" in request.form else (given.words if given else "")
    verbs.say_as_visitor(place=place, mood=mood, words=words, now=now())
    flash(_("Danke! Ihre Meinung ist gespeichert."), "success")
    return redirect(url_for(".visitor", code=code), code=303)


@opinions.route("/stands/<int:stand_id>/opinion", methods=["GET", "POST"])
@requires(Permission.STAND_BOOK)
def firm(stand_id: int) -> ResponseReturnValue:
    """Ask the firm of a stand five questions."""
    stand = visible_or_404(Stand, stand_id)
    form = FirmForm(verbs.opinion_of_firm(stand))
    if form.validate_on_submit():
        try:
            verbs.answer_as_firm(
                stand=stand, answers=form.answers(), actor=current_actor(), now=now()
            )
        except RuleBroken:
            flash(
                _("Die Fragen sind vom Beginn der Kontaktbörse bis vier Wochen danach offen."),
                "info",
            )
        else:
            flash(_("Danke! Ihre Antworten sind gespeichert."), "success")
        return redirect(url_for("stands.show", stand_id=stand.id), code=303)
    page = render_template(
        "opinions/firm.html",
        form=form,
        stand=stand,
        back_url=url_for("stands.show", stand_id=stand_id),
    )
    return page, 422 if form.errors else 200
