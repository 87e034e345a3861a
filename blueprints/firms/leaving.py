"""Leaving a firm, or ending the access of a colleague: asked first, then done."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.firms.blueprint import firms
from blueprints.firms.own import own_firm
from blueprints.guard import public, requires, visible_or_404
from blueprints.sessions import current_actor, now, sign_out
from domain.access import Permission
from models import Account
from services.firm_leaving import end_access, leave_firm
from services.firm_members import members_of


@firms.route("/leave", methods=["GET", "POST"])
@requires(Permission.FIRM_OWN)
def leave() -> ResponseReturnValue:
    """Ask whether somebody really leaves, say what stays, and let them go."""
    firm = own_firm()
    if request.method == "POST":
        leave_firm(actor=current_actor(), now=now())
        sign_out()
        return redirect(url_for(".left"), code=303)
    is_last = len(members_of(firm)) == 1
    return render_template("firms/leave.html", firm=firm, is_last=is_last)


@firms.route("/left")
@public
def left() -> ResponseReturnValue:
    """Say that the access has ended."""
    return render_template("firms/left.html")


@firms.route("/colleagues/<int:account_id>/end", methods=["GET", "POST"])
@requires(Permission.FIRM_OWN)
def end(account_id: int) -> ResponseReturnValue:
    """Ask whether the access of a colleague shall end, and end it."""
    member = visible_or_404(Account, account_id)
    if member.id == current_actor().account_id:
        return redirect(url_for(".leave"), code=303)
    if request.method == "GET":
        return render_template("firms/end_access.html", member=member)
    end_access(actor=current_actor(), account_id=member.id, now=now())
    flash(_("%(name)s hat keinen Zugang mehr.", name=member.name), "success")
    return redirect(url_for(".colleagues"), code=303)
