"""A person deletes the own data: what goes, what stays, one button, one receipt."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField

from blueprints import sessions
from blueprints.deletion_list import deletion_list
from blueprints.fields import needed
from blueprints.guard import public, requires
from blueprints.letters import letter_folders
from blueprints.record.blueprint import record
from blueprints.record.forms import LinkForm
from domain.access import Permission
from domain.deletion import DONE_WITHIN, DeletionReason
from models import Candidate, PersonDeletion, db
from services.deletion_requests import ask_deletion, has_case, request_of, take_back_deletion
from services.deletions import LetterOnItsWay, delete_and_prove

_RECEIPT = "deletion_receipt"


class DeletionForm(FlaskForm):
    """One tick, so that no slip of the thumb deletes anything."""

    sure = BooleanField(_l("Ja, ich möchte, dass meine Daten gelöscht werden."), [needed])


def _me() -> Candidate:
    return sessions.current_candidate() or abort(404)


@record.route("/deletion", methods=["GET", "POST"])
@requires(Permission.RECORD_OWN)
def deletion() -> ResponseReturnValue:
    """Say what goes, what stays and why; then delete, or tell the caseworker."""
    person = _me()
    case, form = has_case(person), DeletionForm()
    if form.validate_on_submit():
        if not case:
            return _delete(person)
        ask_deletion(actor=sessions.current_actor(), candidate=person, now=sessions.now())
        return redirect(url_for(".deletion"), code=303)
    page = render_template(
        "record/deletion.html",
        form=form,
        has_case=case,
        asked=request_of(person.id),
        days=DONE_WITHIN.days,
    )
    return page, 422 if form.errors else 200


@record.post("/deletion/taken-back")
@requires(Permission.RECORD_OWN)
def keep_data() -> ResponseReturnValue:
    """Take the wish back while nothing is deleted yet."""
    form = LinkForm()
    if form.validate_on_submit():
        take_back_deletion(actor=sessions.current_actor(), candidate=_me(), now=sessions.now())
        flash(_("Ihre Daten bleiben. Es wird nichts gelöscht."), "success")
    return redirect(url_for(".index"), code=303)


@record.get("/deleted")
@public
def deleted() -> ResponseReturnValue:
    """Show the receipt once; it names nobody."""
    number = session.pop(_RECEIPT, None)
    done = db.session.get(PersonDeletion, number) if isinstance(number, int) else None
    if done is None:
        return redirect(url_for("public.index"), code=303)
    return render_template("record/deleted.html", done=done)


def _delete(person: Candidate) -> ResponseReturnValue:
    language = person.language
    try:
        done = delete_and_prove(
            actor=sessions.current_actor(),
            candidate_id=person.id,
            reason=DeletionReason.ASKED,
            folders=letter_folders(),
            ledger=deletion_list(),
            now=sessions.now(),
        )
    except LetterOnItsWay:
        flash(
            _("Ein Brief an Sie ist gerade unterwegs. Bitte versuchen Sie es gleich noch einmal.")
        )
        return redirect(url_for(".deletion"), code=303)
    number = done.id
    sessions.sign_out()
    session[_RECEIPT] = number
    return redirect(url_for(".deleted", lang=language), code=303)
