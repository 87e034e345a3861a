"""Officers verify firms and release positions."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.fields import printable
from blueprints.guard import requires, visible_or_404
from blueprints.position_changes import rows_of_changes
from blueprints.sessions import current_actor, now
from blueprints.verification import handing_over
from blueprints.verification.blueprint import verification
from blueprints.verification.costs import costliest_sentence, costs_of
from blueprints.verification.forms import ReasonForm
from domain.access import Permission
from domain.clock import office_day
from domain.employers import EmployerState
from domain.positions import PositionState
from models import Employer, Position
from services.employers import block_firm, refuse_firm, verify_firm
from services.firm_members import members_of
from services.position_steps import refuse_position, release_position
from services.positions import page_of_changes
from services.reach import count_position
from services.verification import page_of_firms, page_of_positions

__all__ = ["handing_over", "verification"]


@verification.route("/firms")
@requires(Permission.FIRM_VERIFY)
def firms() -> ResponseReturnValue:
    """List firms, those that wait for their verification first."""
    asked = request.args.get("state")
    state = EmployerState(asked) if asked in set(EmployerState) else None
    search = printable(request.args.get("q", ""))[:80]
    number = request.args.get("page", 1, type=int)
    page = page_of_firms(actor=current_actor(), state=state, search=search, page=number)
    return render_template("verification/firms.html", page=page, state=state, search=search)


@verification.route("/firms/<int:employer_id>")
@requires(Permission.FIRM_VERIFY)
def firm(employer_id: int) -> ResponseReturnValue:
    """Show one firm and what to decide."""
    return _firm_page(visible_or_404(Employer, employer_id), ReasonForm())


@verification.route("/firms/<int:employer_id>/verify", methods=["POST"])
@requires(Permission.FIRM_VERIFY)
def verify(employer_id: int) -> ResponseReturnValue:
    """Confirm a firm."""
    employer = visible_or_404(Employer, employer_id)
    verify_firm(actor=current_actor(), employer=employer, now=now())
    flash(f"{employer.name} ist geprüft. {_who_learns(employer)}", "success")
    return redirect(url_for(".firms"), code=303)


@verification.route("/firms/<int:employer_id>/block", methods=["POST"])
@requires(Permission.FIRM_VERIFY)
def block(employer_id: int) -> ResponseReturnValue:
    """Shut a firm out, with a reason."""
    employer = visible_or_404(Employer, employer_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _firm_page(employer, form), 422
    reason = form.reason.data or ""
    block_firm(actor=current_actor(), employer=employer, reason=reason, now=now())
    flash(f"{employer.name} ist gesperrt. {_who_learns(employer)}", "success")
    return redirect(url_for(".firms"), code=303)


@verification.route("/firms/<int:employer_id>/refuse", methods=["POST"])
@requires(Permission.FIRM_VERIFY)
def refuse_firm_entry(employer_id: int) -> ResponseReturnValue:
    """Not let a firm in yet, with a reason."""
    employer = visible_or_404(Employer, employer_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _firm_page(employer, form), 422
    reason = form.reason.data or ""
    refuse_firm(actor=current_actor(), employer=employer, reason=reason, now=now())
    flash(f"{employer.name} ist nicht freigeschaltet. {_who_learns(employer)}", "success")
    return redirect(url_for(".firms"), code=303)


@verification.route("/office/positions")
@requires(Permission.POSITION_RELEASE)
def positions() -> ResponseReturnValue:
    """List positions, those that wait for their release first."""
    asked = request.args.get("state")
    state = PositionState(asked) if asked in set(PositionState) else None
    search = printable(request.args.get("q", ""))[:80]
    number = request.args.get("page", 1, type=int)
    page = page_of_positions(actor=current_actor(), state=state, search=search, page=number)
    return render_template("verification/positions.html", page=page, state=state, search=search)


@verification.route("/office/positions/<int:position_id>")
@requires(Permission.POSITION_RELEASE)
def position(position_id: int) -> ResponseReturnValue:
    """Show one position and what to decide."""
    return _position_page(visible_or_404(Position, position_id), ReasonForm())


@verification.route("/office/positions/<int:position_id>/history")
@requires(Permission.POSITION_RELEASE)
def position_history(position_id: int) -> ResponseReturnValue:
    """Show who changed what of a position when."""
    found = visible_or_404(Position, position_id)
    page = page_of_changes(position=found, page=request.args.get("page", 1, type=int))
    rows = [(change, rows_of_changes(change.changes)) for change in page.rows]
    return render_template("verification/history.html", position=found, page=page, rows=rows)


@verification.route("/office/positions/<int:position_id>/release", methods=["POST"])
@requires(Permission.POSITION_RELEASE)
def release(position_id: int) -> ResponseReturnValue:
    """Let a position be ranked and shown."""
    found = visible_or_404(Position, position_id)
    if found.state is not PositionState.RELEASED:
        release_position(actor=current_actor(), position=found, now=now())
    flash(f"„{found.title}“ ist freigegeben. {_who_learns(found.employer)}", "success")
    return redirect(url_for(".position", position_id=found.id), code=303)


@verification.route("/office/positions/<int:position_id>/refuse", methods=["POST"])
@requires(Permission.POSITION_RELEASE)
def refuse(position_id: int) -> ResponseReturnValue:
    """Send a position back, with a reason."""
    found = visible_or_404(Position, position_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _position_page(found, form), 422
    if found.state is not PositionState.REFUSED:
        reason = form.reason.data or ""
        refuse_position(actor=current_actor(), position=found, reason=reason, now=now())
    flash(f"„{found.title}“ ist zurückgegeben. {_who_learns(found.employer)}", "success")
    return redirect(url_for(".positions"), code=303)


def _who_learns(employer: Employer) -> str:
    if members_of(employer):
        return "Die Firma erhält einen Brief."
    return "Niemand meldet sich für die Firma an: Bitte rufen Sie dort an."


def _firm_page(employer: Employer, form: ReasonForm) -> str:
    return render_template(
        "verification/firm.html", employer=employer, form=form, members=members_of(employer)
    )


def _position_page(found: Position, form: ReasonForm) -> str:
    told = count_position(position=found, actor=current_actor(), today=office_day(now()))
    return render_template(
        "verification/position.html",
        position=found,
        form=form,
        told=told,
        costs=costs_of(found, told.counts),
        costliest=costliest_sentence(found, told.counts),
    )
