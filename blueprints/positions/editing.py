"""A position written and changed by its firm: three steps, a form, two people at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.fields import printable
from blueprints.guard import requires, visible_or_404
from blueprints.languages import chosen_language
from blueprints.position_changes import rows_of_changes
from blueprints.positions.blueprint import positions
from blueprints.positions.details import PositionForm
from blueprints.positions.forms import OccupationForm, TitleForm
from blueprints.positions.prefill import code_of, new_position, typed_before
from blueprints.positions.reach import reach_of
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import office_day
from domain.errors import Outdated
from domain.positions import PositionState
from models import Employer, Position
from services.catalogue import (
    occupation_label,
    only_meaning,
    search_skills,
    skills_for,
    suggest_occupations,
)
from services.position_facts import PositionFacts, changes_between, facts_of
from services.positions import edit_position, post_position

_PREVIEWS = {"search", "reach"}
"""Buttons that show something and save nothing."""
_OFFERED = 5
"""Occupations to pick from where the words are not known by heart."""


@positions.route("/new")
@requires(Permission.POSITION_OWN)
def start() -> ResponseReturnValue:
    """Step 1: what is offered."""
    form = TitleForm(request.args)
    if "title" in request.args and form.validate():
        return redirect(url_for(".occupation", kind=form.kind.data, title=form.title.data))
    if "title" not in request.args:
        form.kind.data = form.kind.data or "job"
    return render_template("positions/start.html", form=form)


@positions.route("/new/occupation")
@requires(Permission.POSITION_OWN)
def occupation() -> ResponseReturnValue:
    """Step 2: which occupation is meant by the firm's words."""
    title = TitleForm(request.args)
    if not title.validate():
        return redirect(url_for(".start", **_asked()))
    form = OccupationForm(request.args)
    found = suggest_occupations(title.title.data or "", chosen_language(), _OFFERED)
    form.offer((one.code, one.label) for one in found)
    form.occupation.data = form.occupation.data or only_meaning(found)
    if "occupation" in request.args and form.validate():
        return redirect(url_for(".create", **_asked()))
    return render_template("positions/occupation.html", form=form, title=title)


@positions.route("/new/details", methods=["GET", "POST"])
@requires(Permission.POSITION_OWN)
def create() -> ResponseReturnValue:
    """Step 3: what the work needs; then the position waits for its release."""
    firm = visible_or_404(Employer, current_actor().employer_id or 0)
    code = code_of(request.args.get("occupation"))
    form = PositionForm(data=_values_of_new(firm))
    facts = _facts_typed(form, code, firm)
    if facts is not None:
        position = post_position(actor=current_actor(), employer=firm, facts=facts, now=now())
        flash(_("Ihre Stelle ist gemeldet. Eine Fachkraft sieht sie sich an."), "success")
        return redirect(url_for(".show", position_id=position.id), code=303)
    return _details(form, code, None)


@positions.route("/<int:position_id>/edit", methods=["GET", "POST"])
@requires(Permission.POSITION_OWN)
def edit(position_id: int) -> ResponseReturnValue:
    """Change a position; changed words or requirements are looked at again."""
    position = visible_or_404(Position, position_id)
    if position.state is PositionState.CLOSED:
        return redirect(url_for(".show", position_id=position.id), code=303)
    before = facts_of(position)
    form = PositionForm(data=typed_before(before) | {"version": str(position.version)})
    facts = _facts_typed(form, position.occupation_code, position.employer, before)
    if facts is None:
        return _details(form, position.occupation_code, position)
    try:
        after = edit_position(
            actor=current_actor(),
            position=position,
            facts=facts,
            version=form.version.seen,
            now=now(),
        )
    except Outdated:
        return _both_versions(form, facts, position)
    flash(_saved(after), "success")
    return redirect(url_for(".show", position_id=position.id), code=303)


@positions.route("/<int:position_id>/occupation", methods=["GET", "POST"])
@requires(Permission.POSITION_OWN)
def relink(position_id: int) -> ResponseReturnValue:
    """Choose another occupation for the words of a position."""
    position = visible_or_404(Position, position_id)
    form = OccupationForm()
    words = printable(request.args.get("q", ""))[:160] or position.title
    found = suggest_occupations(words, chosen_language(), _OFFERED)
    form.offer((one.code, one.label) for one in found)
    if request.method == "GET":
        form.occupation.data = position.occupation_code
    if request.method == "POST" and form.validate():
        facts = facts_of(position, occupation_code=code_of(form.occupation.data))
        after = edit_position(
            actor=current_actor(),
            position=position,
            facts=facts,
            version=position.version,
            now=now(),
        )
        flash(_saved(after), "success")
        return redirect(url_for(".show", position_id=position.id), code=303)
    page = render_template("positions/relink.html", form=form, position=position, words=words)
    return page, 422 if form.errors else 200


@positions.route("/<int:position_id>/copy")
@requires(Permission.POSITION_OWN)
def copy(position_id: int) -> ResponseReturnValue:
    """Begin a new position with the facts of an old one."""
    position = visible_or_404(Position, position_id)
    code = position.occupation_code or ""
    return redirect(url_for(".create", copy=position.id, occupation=code))


def _asked() -> dict[str, Any]:
    """Return the answers of the steps so far, to be carried on in the address."""
    names = ("kind", "title", "occupation")
    return {name: request.args[name] for name in names if name in request.args}


def _values_of_new(firm: Employer) -> dict[str, object]:
    copied = request.args.get("copy", 0, type=int)
    if copied:
        return typed_before(facts_of(visible_or_404(Position, copied)))
    return new_position(firm, request.args)


def _facts_typed(
    form: PositionForm, code: str | None, firm: Employer, before: PositionFacts | None = None
) -> PositionFacts | None:
    """Return the facts that may be saved; a search for skills comes back first."""
    found = search_skills(form.skill_search.data or "")
    form.skills.offer([*skills_for(code), *found], chosen_language())
    form.offer_contacts(firm.contacts)
    if request.method == "GET" or _PREVIEWS & set(request.form) or not form.validate():
        return None
    facts = form.facts(code)
    today = office_day(now())
    kept = before is not None and before.starts_on == facts.starts_on
    in_time = kept or not form.is_over(today)
    return facts if form.keeps_to_the_law(facts, today) and in_time else None


def _both_versions(
    form: PositionForm, facts: PositionFacts, position: Position
) -> ResponseReturnValue:
    """Show what a colleague saved beside what was typed; saving again keeps what was typed."""
    differences = rows_of_changes(changes_between(facts_of(position), facts))
    form.version.show(position.version)
    page = _page(form, position.occupation_code, position, differences=differences)
    return page, 409


def _details(
    form: PositionForm, code: str | None, position: Position | None
) -> ResponseReturnValue:
    return _page(form, code, position), 422 if form.errors else 200


def _page(form: PositionForm, code: str | None, position: Position | None, **more: object) -> str:
    counted = reach_of(form, code) if "reach" in request.form else ("", "")
    values: Mapping[str, object] = {"differences": [], "reach": counted, "code": code, **more}
    return render_template(
        "positions/details.html",
        form=form,
        position=position,
        occupation=occupation_label(code, chosen_language()),
        **values,
    )


def _saved(after: PositionState) -> str:
    if after is PositionState.SUBMITTED:
        return _("Gespeichert. Eine Fachkraft sieht sich die Stelle noch einmal an.")
    return _("Gespeichert.")
