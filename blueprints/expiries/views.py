"""The expiry radar and the lead times behind it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.expiries.forms import LeadTimeForm
from blueprints.guard import requires
from blueprints.records import today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.codes import western_digits
from domain.expiry import USUAL_WEEKS
from domain.residence import Authority, DocumentGroup
from services.expiry_radar import Expiring, radar_of, unknown_ends
from services.lead_times import lead_times, set_lead_time
from services.pages import Page

expiries = Blueprint("expiries", __name__, url_prefix="/desk/expiries")

PAGE = 25


@expiries.get("")
@requires(Permission.CANDIDATE_READ)
def index() -> ResponseReturnValue:
    """Show whose documents run out, the most harmful first, and those without a known end."""
    actor, day, part = current_actor(), today(), request.args.get("part")
    part = part if part in {"all", "unknown"} else "due"
    found = radar_of(actor=actor, today=day)
    unknown = unknown_ends(actor=actor, page=_page_number(), size=PAGE)
    due = [one for one in found if one.expiry.is_due(day)]
    shown = _cut(found if part == "all" else due) if part != "unknown" else unknown
    return render_template(
        "expiries/index.html",
        rows=shown.rows,
        page=shown.number,
        pages=shown.pages,
        total=shown.total,
        counts={"due": len(due), "all": len(found), "unknown": unknown.total},
        part=part,
        today=day,
    )


def _cut(found: list[Expiring]) -> Page[Any]:
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, _page_number()), pages)
    return Page(found[(page - 1) * PAGE : page * PAGE], page, pages, len(found))


@expiries.route("/lead-times", methods=["GET", "POST"])
@requires(Permission.LEAD_TIME_SET)
def lead_time() -> ResponseReturnValue:
    """Set how early an authority needs the papers for one kind of document."""
    form = LeadTimeForm()
    if form.validate_on_submit():
        set_lead_time(
            actor=current_actor(),
            authority=Authority(form.authority.data),
            group=DocumentGroup(form.group.data),
            weeks=form.weeks.data or USUAL_WEEKS,
            now=now(),
        )
        flash("Die Vorlaufzeit gilt ab sofort.", "success")
        return redirect(url_for(".lead_time"), code=303)
    page = render_template(
        "expiries/lead_times.html", form=form, rows=lead_times(), usual=USUAL_WEEKS
    )
    return page, 422 if form.errors else 200


def _page_number() -> int:
    typed = western_digits(request.args.get("page", "")[:6])
    return int(typed) if typed.isdecimal() else 1
