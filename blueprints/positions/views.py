"""Positions of a firm: from its own words to a released position."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.fields import printable
from blueprints.guard import requires, visible_or_404
from blueprints.languages import chosen_language
from blueprints.positions.forms import OccupationForm, PositionForm, TitleForm
from blueprints.positions.prefill import code_of, new_position, typed_before
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import office_day
from domain.positions import PositionState
from models import Employer, Position
from services.catalogue import occupation_label, search_skills, skills_for, suggest_occupations
from services.firm_overview import visible_proposals
from services.firm_positions import page_of_positions
from services.positions import close_position, edit_position, facts_of, post_position

positions = Blueprint("positions", __name__, url_prefix="/positions")


@positions.route("")
@requires(Permission.POSITION_OWN)
def index() -> ResponseReturnValue:
    """List all positions of the firm, the ones at work first."""
    page = page_of_positions(actor=current_actor(), page=request.args.get("page", 1, type=int))
    counts = visible_proposals(actor=current_actor())
    return render_template("positions/index.html", page=page, proposals_by_position=counts)


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
    words = title.title.data or ""
    form.offer((one.code, one.label) for one in suggest_occupations(words, chosen_language(), 5))
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
    if _is_complete(form, code):
        position = post_position(
            actor=current_actor(), employer=firm, facts=form.facts(code), now=now()
        )
        flash(_("Ihre Stelle ist gemeldet. Eine Fachkraft sieht sie sich an."), "success")
        return redirect(url_for(".show", position_id=position.id), code=303)
    return _details(form, code, None)


@positions.route("/<int:position_id>")
@requires(Permission.POSITION_OWN)
def show(position_id: int) -> ResponseReturnValue:
    """Show one position as the office sees it."""
    position = visible_or_404(Position, position_id)
    return render_template(
        "positions/show.html",
        position=position,
        occupation=occupation_label(position.occupation_code, chosen_language()),
        proposals=visible_proposals(actor=current_actor()).get(position.id, 0),
    )


@positions.route("/<int:position_id>/edit", methods=["GET", "POST"])
@requires(Permission.POSITION_OWN)
def edit(position_id: int) -> ResponseReturnValue:
    """Change a position; changed words or requirements are looked at again."""
    position = visible_or_404(Position, position_id)
    if position.state is PositionState.CLOSED:
        return redirect(url_for(".show", position_id=position.id), code=303)
    form = PositionForm(data=typed_before(facts_of(position)))
    code = position.occupation_code
    if _is_complete(form, code, position):
        after = edit_position(
            actor=current_actor(), position=position, facts=form.facts(code), now=now()
        )
        flash(_saved(after), "success")
        return redirect(url_for(".show", position_id=position.id), code=303)
    return _details(form, code, position)


@positions.route("/<int:position_id>/occupation", methods=["GET", "POST"])
@requires(Permission.POSITION_OWN)
def relink(position_id: int) -> ResponseReturnValue:
    """Choose another occupation for the words of a position."""
    position = visible_or_404(Position, position_id)
    form = OccupationForm()
    words = printable(request.args.get("q", ""))[:160] or position.title
    form.offer((one.code, one.label) for one in suggest_occupations(words, chosen_language(), 8))
    if request.method == "POST" and form.validate():
        facts = facts_of(position, occupation_code=code_of(form.occupation.data))
        after = edit_position(actor=current_actor(), position=position, facts=facts, now=now())
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


@positions.route("/<int:position_id>/close", methods=["GET", "POST"])
@requires(Permission.POSITION_OWN)
def close(position_id: int) -> ResponseReturnValue:
    """Ask before a position is closed, then close it."""
    position = visible_or_404(Position, position_id)
    if request.method == "POST":
        close_position(actor=current_actor(), position=position, now=now())
        flash(_("Die Stelle ist geschlossen. Danke, dass Sie Bescheid sagen."), "success")
        return redirect(url_for(".index"), code=303)
    return render_template("positions/close.html", position=position)


def _asked() -> dict[str, Any]:
    """Return the answers of the steps so far, to be carried on in the address."""
    names = ("kind", "title", "occupation")
    return {name: request.args[name] for name in names if name in request.args}


def _values_of_new(firm: Employer) -> dict[str, object]:
    copied = request.args.get("copy", 0, type=int)
    if copied:
        return typed_before(facts_of(visible_or_404(Position, copied)))
    return new_position(firm, request.args)


def _is_complete(form: PositionForm, code: str | None, before: Position | None = None) -> bool:
    """Return whether the position may be saved; a search for skills comes back first."""
    found = search_skills(form.skill_search.data or "")
    form.offer_skills([*skills_for(code), *found], chosen_language())
    if request.method == "GET" or "search" in request.form:
        return False
    fits = form.validate()
    kept = before is not None and before.starts_on == form.starts_on.data
    return fits and (kept or not form.is_over(office_day(now())))


def _details(
    form: PositionForm, code: str | None, position: Position | None
) -> ResponseReturnValue:
    page = render_template(
        "positions/details.html",
        form=form,
        position=position,
        occupation=occupation_label(code, chosen_language()),
    )
    return page, 422 if form.errors else 200


def _saved(after: PositionState) -> str:
    if after is PositionState.SUBMITTED:
        return _("Gespeichert. Eine Fachkraft sieht sich die Stelle noch einmal an.")
    return _("Gespeichert.")
