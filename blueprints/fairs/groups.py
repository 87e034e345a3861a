"""Officers make the groups of a fair: who comes when, and how many."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectChoice

from blueprints.both_versions import conflict_about
from blueprints.fairs.forms import TimeLine
from blueprints.fairs.views import fairs
from blueprints.fields import SeveralOf, TextLine, WholeNumber, needed
from blueprints.guard import requires, visible_or_404
from blueprints.profile_labels import language_name
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import BERLIN, office_day, office_moment
from domain.errors import AlreadyThere, RuleBroken
from domain.spoken_languages import SPOKEN
from models import Fair, FairGroup
from services.fair_groups import (
    GroupFacts,
    add_group,
    change_group,
    group_of,
    group_version,
    remove_group,
)
from services.steps import ChangedMeanwhile

NO_SUCH_TIME = "Diese Uhrzeit gibt es an dem Tag nicht: Die Uhr wird vorgestellt."


class GroupForm(FlaskForm):
    """One group; its times are those on the clock in Herford, on the day of the fair."""

    seen = HiddenField()
    name = TextLine("Name der Gruppe", [needed], longest=80)
    languages = SeveralOf("Für welche Sprachen?")
    starts = TimeLine("Beginn", [needed], longest=20)
    ends = TimeLine("Ende", [needed], longest=20)
    capacity = WholeNumber("Plätze", [needed], least=0, most=100_000)
    facts: GroupFacts | None = None

    def __init__(self, *args: Any, fair: Fair, known: FairGroup | None = None, **kwargs: Any):
        said = _stated(known) if known else _usual(fair)
        super().__init__(*args, data=said, **kwargs)
        codes = sorted({*SPOKEN, *(known.languages if known else ())})
        named = [SelectChoice(code, str(language_name(code))) for code in codes]
        self.languages.choices = sorted(named, key=lambda choice: str(choice.label))
        self.day = office_day(fair.starts_at)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that both times exist and are in order, and make the facts of them."""
        if not super().validate(extra_validators):
            return False
        moments = [self._moment(one) for one in (self.starts, self.ends)]
        if not self.errors and moments[0] >= moments[1]:
            self.ends.errors = ["Das Ende muss nach dem Beginn liegen."]
        if self.errors:
            return False
        self.facts = GroupFacts(
            name=self.name.data or "",
            languages=tuple(self.languages.data or ()),
            starts_at=moments[0],
            ends_at=moments[1],
            capacity=self.capacity.data or 0,
        )
        return True

    def _moment(self, field: TimeLine) -> Any:
        assert field.time is not None
        try:
            return office_moment(self.day, field.time)
        except RuleBroken:
            field.errors = [NO_SUCH_TIME]
            return None

    def explain(self, error: RuleBroken) -> None:
        """Put beside the field what is against the group."""
        if isinstance(error, AlreadyThere):
            self.name.errors = ["So heißt schon eine andere Gruppe dieser Kontaktbörse."]
        elif "capacity" in error.facts:
            self.capacity.errors = ["So viele Plätze sind schon vergeben. Die Zahl ist zu klein."]
        elif "wave" in error.facts:
            self.starts.errors = ["Diese Zeit liegt außerhalb der Kontaktbörse."]
        else:
            self.name.errors = ["Diese Kontaktbörse ist abgesagt."]


@fairs.route("/<int:fair_id>/groups", methods=["GET", "POST"])
@requires(Permission.FAIR_MANAGE)
def groups(fair_id: int) -> ResponseReturnValue:
    """List the groups of a fair and add one."""
    fair = visible_or_404(Fair, fair_id)
    form = GroupForm(fair=fair)
    if form.validate_on_submit() and form.facts is not None:
        try:
            add_group(actor=current_actor(), fair_id=fair_id, facts=form.facts, now=now())
        except RuleBroken as error:
            form.explain(error)
        else:
            flash("Die Gruppe ist angelegt.", "success")
            return redirect(url_for(".groups", fair_id=fair_id), code=303)
    page = render_template(
        "fairs/groups.html", fair=fair, form=form, back_url=url_for(".show", fair_id=fair_id)
    )
    return page, 422 if form.errors else 200


@fairs.route("/<int:fair_id>/groups/<int:number>", methods=["GET", "POST"])
@requires(Permission.FAIR_MANAGE)
def group(fair_id: int, number: int) -> ResponseReturnValue:
    """Change a group; of two who write at once the second sees both versions."""
    fair = visible_or_404(Fair, fair_id)
    found = group_of(fair_id, number) or abort(404)
    form, conflict = GroupForm(fair=fair, known=found), None
    back_url = url_for(".groups", fair_id=fair_id)
    if form.validate_on_submit():
        try:
            if _changed(found, form):
                return redirect(back_url, code=303)
        except ChangedMeanwhile:
            theirs = GroupForm(None, fair=fair, known=found)
            conflict = conflict_about(found, mine=form, theirs=theirs)
            form.seen.data = group_version(found)
            if conflict is None:
                return redirect(back_url, code=303)
    page = render_template(
        "fairs/group.html", fair=fair, group=found, form=form, conflict=conflict, back_url=back_url
    )
    return page, 409 if conflict else 422 if form.errors else 200


@fairs.post("/<int:fair_id>/groups/<int:number>/remove")
@requires(Permission.FAIR_MANAGE)
def drop_group(fair_id: int, number: int) -> ResponseReturnValue:
    """Take away a group nobody has been in."""
    visible_or_404(Fair, fair_id)
    found = group_of(fair_id, number) or abort(404)
    try:
        remove_group(actor=current_actor(), group_id=found.id, now=now())
    except RuleBroken as error:
        last = "last" in error.facts
        flash(
            "Eine Kontaktbörse braucht mindestens eine Gruppe."
            if last
            else "In dieser Gruppe sind oder waren Menschen. Setzen Sie ihre Plätze herunter.",
            "warning",
        )
    else:
        flash("Die Gruppe ist entfernt.", "success")
    return redirect(url_for(".groups", fair_id=fair_id), code=303)


def _changed(found: FairGroup, form: GroupForm) -> bool:
    assert form.facts is not None
    try:
        change_group(
            actor=current_actor(),
            group_id=found.id,
            facts=form.facts,
            seen=form.seen.data or "",
            now=now(),
        )
    except ChangedMeanwhile:
        raise
    except RuleBroken as error:
        form.explain(error)
        return False
    flash("Gespeichert.", "success")
    return True


def _stated(group: FairGroup) -> dict[str, object]:
    starts_at, ends_at = (one.astimezone(BERLIN) for one in (group.starts_at, group.ends_at))
    return {
        "seen": group_version(group),
        "name": group.name,
        "languages": group.languages,
        "starts": f"{starts_at:%H:%M}",
        "ends": f"{ends_at:%H:%M}",
        "capacity": group.capacity,
    }


def _usual(fair: Fair) -> dict[str, object]:
    starts_at, ends_at = (one.astimezone(BERLIN) for one in (fair.starts_at, fair.ends_at))
    return {"starts": f"{starts_at:%H:%M}", "ends": f"{ends_at:%H:%M}"}
