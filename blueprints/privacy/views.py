"""Deleting people, the proof of it, and how long records are kept."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.deletion_list import deletion_list
from blueprints.guard import requires, visible_or_404
from blueprints.letters import letter_folders
from blueprints.privacy.forms import DeletionForm, PeriodForm
from blueprints.records import open_record, today
from blueprints.sessions import current_actor, now
from blueprints.table_words import rows_name
from domain.access import Permission
from domain.deletion import DeletionReason
from domain.month_counts import FEWEST_SHOWN
from domain.retention import PERIODS, Kept
from models import Candidate, PersonDeletion
from services.deletion_requests import deletions_of_office, request_of, requests_to_do
from services.deletions import LetterOnItsWay, delete_and_prove
from services.month_counts import month_counts
from services.retention import calendar
from services.retention_periods import latest_changes, periods, set_period

privacy = Blueprint("privacy", __name__, url_prefix="/desk/privacy")


@privacy.get("")
@requires(Permission.RETENTION_SET)
def index() -> ResponseReturnValue:
    """Show what will be deleted on which day, the periods, and the latest deletions."""
    actor = current_actor()
    return render_template(
        "privacy/index.html",
        due=calendar(today=today()),
        periods=periods(),
        bounds=PERIODS,
        changes=latest_changes(),
        requests=requests_to_do(actor),
        deletions=deletions_of_office(actor),
        counts=month_counts(),
        fewest=FEWEST_SHOWN,
        today=today(),
    )


@privacy.route("/periods/<kind>", methods=["GET", "POST"])
@requires(Permission.RETENTION_SET)
def period(kind: str) -> ResponseReturnValue:
    """Change how long one kind of record is kept, with a reason."""
    kept = Kept(kind) if kind in {one.value for one in Kept} else abort(404)
    form = PeriodForm(bounds=PERIODS[kept], days=periods()[kept])
    if form.validate_on_submit():
        set_period(
            actor=current_actor(),
            kind=kept,
            days=form.days.data or PERIODS[kept].days,
            reason=form.reason.data or "",
            now=now(),
        )
        flash("Die Frist gilt ab der nächsten Nacht.", "success")
        return redirect(url_for(".index"), code=303)
    page = render_template("privacy/period.html", form=form, kind=kept, bounds=PERIODS[kept])
    return page, 422 if form.errors else 200


@privacy.route("/people/<int:candidate_id>", methods=["GET", "POST"])
@requires(Permission.PERSON_DELETE)
def delete(candidate_id: int) -> ResponseReturnValue:
    """Say what goes, ask for the reason, delete, and show the proof."""
    person = open_record(candidate_id)
    form = DeletionForm()
    if form.validate_on_submit():
        return _delete(person, DeletionReason(form.reason.data))
    page = render_template(
        "privacy/delete.html", form=form, person=person, asked=request_of(candidate_id)
    )
    return page, 422 if form.errors else 200


@privacy.get("/deletions/<int:deletion_id>")
@requires(Permission.PERSON_DELETE)
def proof(deletion_id: int) -> ResponseReturnValue:
    """Show what one deletion took and what was found afterwards, ready to print."""
    done = visible_or_404(PersonDeletion, deletion_id)
    names = sorted(done.deleted.keys() | done.unlinked.keys(), key=rows_name)

    def left_in(name: str) -> int:
        """Return how often something was found in a table afterwards."""
        found = done.leftovers.items()
        return sum(count for place, count in found if place.partition(".")[0] == name)

    return render_template(
        "privacy/proof.html", done=done, names=names, left_in=left_in, rows_name=rows_name
    )


def _delete(person: Candidate, reason: DeletionReason) -> ResponseReturnValue:
    try:
        done = delete_and_prove(
            actor=current_actor(),
            candidate_id=person.id,
            reason=reason,
            folders=letter_folders(),
            ledger=deletion_list(),
            now=now(),
        )
    except LetterOnItsWay:
        flash("Ein Brief an die Person ist gerade unterwegs. Bitte gleich noch einmal versuchen.")
        return redirect(request.path, code=303)
    return redirect(url_for(".proof", deletion_id=done.id), code=303)
