"""The administrator makes accounts, and reaches no personal record of a candidate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints import sessions
from blueprints.admin.forms import ROLES, InvitationForm, OfficeForm, RoleForm
from blueprints.fields import printable
from blueprints.guard import requires, visible_or_404
from blueprints.labels import label
from domain.access import STAFF, Actor, Permission, Role
from domain.errors import AlreadyThere
from models import Account
from services import staff_accounts
from services.second_factor import has_second_factor, recovery_codes_left
from services.staff_accounts import OwnAccount

admin = Blueprint("admin", __name__, url_prefix="/admin")

_FILTER = [*ROLES, Role.EMPLOYER]


@admin.get("/accounts")
@requires(Permission.ACCOUNT_MANAGE)
def index() -> ResponseReturnValue:
    """List the accounts of the staff, or of firms where these are asked for."""
    words = printable(request.args.get("q", ""))[:100]
    role = next((role for role in _FILTER if role == request.args.get("role")), None)
    number = request.args.get("page", 1, type=int)
    listed = staff_accounts.list_accounts(words=words, role=role, page=number)
    return render_template(
        "admin/index.html",
        listed=listed,
        words=words,
        role=role or "",
        roles=[("", "Alle Beschäftigten"), *((role.value, label(role)) for role in _FILTER)],
    )


def _offices() -> list[tuple[int, str]]:
    return [(office.id, office.name) for office in staff_accounts.offices()]


@admin.route("/accounts/new", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_MANAGE)
def new() -> ResponseReturnValue:
    """Invite a colleague by letter."""
    form = InvitationForm(offices=_offices())
    if form.validate_on_submit():
        try:
            account = staff_accounts.invite_account(
                actor=sessions.current_actor(),
                email=form.email.data or "",
                name=form.name.data or "",
                role=Role(form.role.data),
                office_id=form.office_id,
                now=sessions.now(),
            )
        except AlreadyThere:
            form.email.errors = ["Diese E-Mail-Adresse hat schon ein Konto."]
        else:
            flash("Die Einladung ist unterwegs. Der Link gilt sieben Tage.", "success")
            return redirect(url_for(".show", account_id=account.id), code=303)
    return render_template("admin/new.html", form=form), 422 if form.errors else 200


@admin.get("/accounts/<int:account_id>")
@requires(Permission.ACCOUNT_MANAGE)
def show(account_id: int) -> ResponseReturnValue:
    """Show one account and what can be done with it."""
    account = visible_or_404(Account, account_id)
    return render_template(
        "admin/show.html",
        person=account,
        is_own=account.id == sessions.current_actor().account_id,
        is_staff=account.role in STAFF,
        has_app=has_second_factor(account),
        codes_left=recovery_codes_left(account.id),
    )


@admin.route("/accounts/<int:account_id>/role", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_MANAGE)
def role(account_id: int) -> ResponseReturnValue:
    """Give a colleague another role or office."""
    account = visible_or_404(Account, account_id)
    if account.role not in STAFF:
        abort(404)
    now_in = str(account.office_id or "")
    form = RoleForm(offices=_offices(), role=account.role.value, office=now_in)
    if form.validate_on_submit():
        return _done(
            account_id,
            lambda **who: staff_accounts.change_account(
                role=Role(form.role.data), office_id=form.office_id, **who
            ),
            "Die Rolle ist geändert. Die Person meldet sich neu an.",
        )
    page = render_template("admin/role.html", form=form, person=account)
    return page, 422 if form.errors else 200


def _done(account_id: int, verb: Callable[..., None], sentence: str) -> ResponseReturnValue:
    """Do it, unless it is the own account, and go back to the account."""
    visible_or_404(Account, account_id)
    actor: Actor = sessions.current_actor()
    now: datetime = sessions.now()
    try:
        verb(actor=actor, account_id=account_id, now=now)
    except OwnAccount:
        flash("Ihr eigenes Konto ändert jemand anders aus der Administration.", "danger")
    else:
        flash(sentence, "success")
    return redirect(url_for(".show", account_id=account_id), code=303)


@admin.post("/accounts/<int:account_id>/disable")
@requires(Permission.ACCOUNT_MANAGE)
def disable(account_id: int) -> ResponseReturnValue:
    """Let somebody in no more."""
    return _done(account_id, staff_accounts.disable_account, "Das Konto ist gesperrt.")


@admin.post("/accounts/<int:account_id>/enable")
@requires(Permission.ACCOUNT_MANAGE)
def enable(account_id: int) -> ResponseReturnValue:
    """Let somebody in again."""
    return _done(account_id, staff_accounts.enable_account, "Das Konto ist wieder offen.")


@admin.post("/accounts/<int:account_id>/second-factor")
@requires(Permission.ACCOUNT_MANAGE)
def reset_second_factor(account_id: int) -> ResponseReturnValue:
    """Take a lost app away."""
    told = "Der zweite Schritt ist zurückgesetzt. Er wird bei der nächsten Anmeldung eingerichtet."
    return _done(account_id, staff_accounts.reset_second_factor, told)


@admin.post("/accounts/<int:account_id>/invitation")
@requires(Permission.ACCOUNT_MANAGE)
def invite_again(account_id: int) -> ResponseReturnValue:
    """Write a new link to somebody who did not use the first in time."""
    told = "Ein neuer Link ist unterwegs. Er gilt sieben Tage."
    return _done(account_id, staff_accounts.invite_again, told)


@admin.route("/offices", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE)
def offices() -> ResponseReturnValue:
    """List the offices, and add one."""
    form = OfficeForm()
    if form.validate_on_submit():
        try:
            staff_accounts.add_office(
                actor=sessions.current_actor(),
                name=form.name.data or "",
                phone=form.phone.data,
                now=sessions.now(),
            )
        except AlreadyThere:
            form.name.errors = ["Eine Dienststelle mit diesem Namen gibt es schon."]
        else:
            flash("Die Dienststelle ist angelegt.", "success")
            return redirect(url_for(".offices"), code=303)
    page = render_template("admin/offices.html", form=form, offices=staff_accounts.offices())
    return page, 422 if form.errors else 200
