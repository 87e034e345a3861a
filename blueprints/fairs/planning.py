"""Officers tick the steps of a fair and write down which interpreters are engaged."""

from __future__ import annotations

from collections.abc import Iterable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectChoice, SelectField

from blueprints.both_versions import conflict_about
from blueprints.fairs.cockpit import preparation_of
from blueprints.fairs.views import fairs
from blueprints.fields import WholeNumber
from blueprints.guard import requires, visible_or_404
from blueprints.labels import choices
from blueprints.profile_labels import LANGUAGES, language_name
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.fair_plan import LanguageGap, Step
from domain.page_languages import SOURCE
from models import Fair
from services.fair_plan import (
    engage_interpreters,
    finish_step,
    interpreters_of,
    interpreters_version,
    reopen_step,
)
from services.steps import ChangedMeanwhile

MOST = 99


class StepForm(FlaskForm):
    """One step, and whether it is done."""

    step = RadioField("Schritt", choices=choices(Step))
    done = RadioField(
        "Stand", choices=[SelectChoice("yes", "erledigt"), SelectChoice("no", "offen")]
    )


class InterpretersForm(FlaskForm):
    """How many interpreters are engaged; ``interpreters_form`` adds a field for each language."""

    seen = HiddenField()
    language = SelectField("Weitere Sprache", default="")
    number = WholeNumber("Wie viele", least=1, most=MOST)

    def numbers(self) -> dict[str, int]:
        """Return the numbers by language, those of 0 too."""
        stated = {
            field.name.removeprefix("in_"): field.data or 0
            for field in self
            if field.name.startswith("in_")
        }
        more = {self.language.data: self.number.data} if self.language.data else {}
        return stated | more

    def validate(self, extra_validators: object = None) -> bool:
        """Check that a further language comes with its number, and the other way round."""
        if not super().validate(extra_validators):
            return False
        if self.language.data and not self.number.data:
            self.number.errors = ["Wie viele Dolmetschende für diese Sprache?"]
        elif self.number.data and not self.language.data:
            self.language.errors = ["Wählen Sie die Sprache."]
        return not self.errors


def interpreters_form(languages: Iterable[str], engaged: dict[str, int]) -> InterpretersForm:
    """Return the form with a field for each language that is asked for or engaged."""
    fields = {
        f"in_{code}": WholeNumber(str(language_name(code)), least=0, most=MOST)
        for code in languages
    }
    kind: type[InterpretersForm] = type("InterpretersForm", (InterpretersForm,), fields)
    known = {f"in_{code}": number for code, number in engaged.items()}
    form = kind(data=known | {"seen": interpreters_version(engaged)})
    others = sorted(
        (str(language_name(code)), code)
        for code in LANGUAGES
        if code != SOURCE and f"in_{code}" not in fields
    )
    form.language.choices = [
        SelectChoice("", "keine"),
        *(SelectChoice(code, name) for name, code in others),
    ]
    return form


@fairs.post("/<int:fair_id>/steps")
@requires(Permission.FAIR_MANAGE)
def step(fair_id: int) -> ResponseReturnValue:
    """Note that a step is done, or open again."""
    fair = visible_or_404(Fair, fair_id)
    form = StepForm()
    if form.validate_on_submit():
        verb = finish_step if form.done.data == "yes" else reopen_step
        verb(actor=current_actor(), fair_id=fair.id, step=Step(form.step.data), now=now())
    else:
        flash("Diesen Schritt gibt es nicht.", "warning")
    return redirect(url_for(".preparation", fair_id=fair_id), code=303)


@fairs.route("/<int:fair_id>/interpreters", methods=["GET", "POST"])
@requires(Permission.FAIR_MANAGE)
def interpreters(fair_id: int) -> ResponseReturnValue:
    """Show who asks for interpreters and write down who is engaged."""
    fair = visible_or_404(Fair, fair_id)
    gaps = preparation_of(fair).gaps
    form, conflict = _form(fair_id, gaps), None
    back_url = url_for(".preparation", fair_id=fair_id)
    if form.validate_on_submit():
        try:
            engage_interpreters(
                actor=current_actor(),
                fair_id=fair.id,
                numbers=form.numbers(),
                seen=form.seen.data or "",
                now=now(),
            )
        except ChangedMeanwhile:
            engaged = interpreters_of(fair_id)
            conflict = conflict_about(fair, mine=form, theirs=_theirs(form, engaged))
            form.seen.data = interpreters_version(engaged)
        if conflict is None:
            flash("Gespeichert.", "success")
            return redirect(back_url, code=303)
    page = render_template(
        "fairs/interpreters.html",
        fair=fair,
        form=form,
        gaps={gap.language: gap for gap in gaps},
        conflict=conflict,
        back_url=back_url,
    )
    return page, 409 if conflict else 422 if form.errors else 200


def _form(fair_id: int, gaps: list[LanguageGap]) -> InterpretersForm:
    return interpreters_form([gap.language for gap in gaps], interpreters_of(fair_id))


def _theirs(mine: InterpretersForm, engaged: dict[str, int]) -> InterpretersForm:
    """Return the form as a colleague left it, with the fields of one's own."""
    theirs = type(mine)(None, data={f"in_{code}": number for code, number in engaged.items()})
    theirs.language.choices = mine.language.choices
    return theirs
