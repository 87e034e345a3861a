"""Officers make a fair and change it; of two who write at once the second sees both versions."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from blueprints.both_versions import conflict_about
from blueprints.fairs.forms import FURTHER, FairForm
from blueprints.fairs.views import fairs
from blueprints.guard import requires, visible_or_404
from blueprints.labels import label
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import BERLIN, office_day
from domain.errors import RuleBroken
from domain.fairs import FairState, last_day
from domain.page_languages import OFFERED
from models import Fair
from services import fairs as verbs
from services.fairs import fair_version
from services.steps import ChangedMeanwhile


@fairs.route("/new", methods=["GET", "POST"])
@requires(Permission.FAIR_MANAGE)
def create() -> ResponseReturnValue:
    """Make a fair."""
    form = FairForm(today=office_day(now()))
    if form.validate_on_submit() and form.facts is not None:
        fair = verbs.create_fair(facts=form.facts, actor=current_actor(), now=now())
        flash("Der Entwurf ist angelegt. Öffnen Sie die Anmeldung, wenn alles stimmt.", "success")
        return redirect(url_for(".show", fair_id=fair.id), code=303)
    page = render_template(
        "fairs/edit.html", form=form, title="Kontaktbörse anlegen", back_url=url_for(".index")
    )
    return page, 422 if form.errors else 200


@fairs.route("/<int:fair_id>/edit", methods=["GET", "POST"])
@requires(Permission.FAIR_MANAGE)
def edit(fair_id: int) -> ResponseReturnValue:
    """Change a fair; everybody registered is told of a new time or place."""
    fair = visible_or_404(Fair, fair_id)
    form, conflict = FairForm(today=office_day(now()), data=stated(fair)), None
    back_url = url_for(".show", fair_id=fair_id)
    if form.validate_on_submit():
        try:
            if _changed(fair_id, form):
                flash("Gespeichert.", "success")
                return redirect(back_url, code=303)
        except ChangedMeanwhile:
            theirs = FairForm(None, today=office_day(now()), data=stated(fair))
            conflict = conflict_about(fair, mine=form, theirs=theirs)
            form.seen.data = fair_version(fair)
            if conflict is None:
                return redirect(back_url, code=303)
    page = render_template(
        "fairs/edit.html",
        form=form,
        conflict=conflict,
        title="Kontaktbörse ändern",
        back_url=back_url,
    )
    return page, 409 if conflict else 422 if form.errors else 200


def _changed(fair_id: int, form: FairForm) -> bool:
    """Change the fair, or put beside the field what is against it."""
    assert form.facts is not None
    try:
        verbs.change_fair(
            fair_id=fair_id,
            facts=form.facts,
            seen=form.seen.data or "",
            actor=current_actor(),
            now=now(),
        )
    except ChangedMeanwhile:
        raise
    except RuleBroken as error:
        _explain(form, error)
        return False
    return True


def stated(fair: Fair) -> dict[str, object]:
    """Return what the form shows of a fair."""
    starts_at, ends_at = (one.astimezone(BERLIN) for one in (fair.starts_at, fair.ends_at))
    names = ("title", "venue", "street", "postcode", "place", "directions", "bus_stop", "bring")
    return (
        {name: getattr(fair, name) for name in (*names, "capacity", "stand_capacity")}
        | {f"directions_{code}": fair.directions_in.get(code, "") for code in FURTHER}
        | {f"bring_{code}": fair.bring_words.get(code, "") for code in OFFERED}
        | {
            "seen": fair_version(fair),
            "day": starts_at.date(),
            "starts": f"{starts_at:%H:%M}",
            "ends": f"{ends_at:%H:%M}",
            "stand_deadline": last_day(fair.stand_deadline),
        }
    )


def _explain(form: FairForm, error: RuleBroken) -> None:
    if "capacity" in error.facts:
        form.capacity.errors = ["So viele Plätze sind schon vergeben. Die Zahl ist zu klein."]
    elif "stand_capacity" in error.facts:
        form.stand_capacity.errors = ["So viele Stände sind schon gebucht. Die Zahl ist zu klein."]
    elif "group" in error.facts:
        form.ends.errors = [
            f"Die Gruppe „{error.facts['group']}“ läge außerhalb dieser Zeit. "
            "Ändern Sie zuerst die Gruppe."
        ]
    elif "talks" in error.facts:
        form.ends.errors = [
            f"{error.facts['talks']} Gespräche lägen außerhalb dieser Zeit. "
            "Sagen Sie diese zuerst ab."
        ]
    else:
        form.title.errors = [f"Diese Kontaktbörse ist {label(FairState.CANCELLED)}."]
