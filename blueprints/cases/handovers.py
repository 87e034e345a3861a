"""Handing a case over: offer, look at an offer, accept, refuse, take back."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from blueprints.cases.blueprint import cases
from blueprints.cases.forms import OfferForm, RefusalForm
from blueprints.guard import requires, visible_or_404
from blueprints.packets import packet_lines, part_names
from blueprints.records import open_record
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import AlreadyThere, NotAllowed, RuleBroken, WrongState
from domain.handovers import HandoverState, check_number, grouped
from models import Account, Candidate, Handover
from services.case_lists import colleagues, open_offer
from services.case_summary import released_parts, supplements
from services.going_on import going_on
from services.handovers import accept_case, offer_case, refuse_case, revoke_offer

_TOO_LATE = "Dieses Angebot ist nicht mehr offen. Es hat sich nichts geändert."


@cases.route("/<int:candidate_id>/handover", methods=["GET", "POST"])
@requires(Permission.HANDOVER_OFFER)
def offer(candidate_id: int) -> ResponseReturnValue:
    """Offer a case to a colleague."""
    person = open_record(candidate_id)
    people = {str(one.id): one for one in colleagues(current_actor())}
    form = OfferForm(people=[(one.id, _with_office(one)) for one in people.values()])
    if form.validate_on_submit() and _offered(person, people[form.colleague.data], form):
        flash("Angeboten. Bis zur Annahme bleiben Sie zuständig.", "success")
        return redirect(url_for("cases.index"), code=303)
    page = render_template(
        "cases/offer.html",
        person=person,
        form=form,
        open_offer=open_offer(candidate_id),
        present=packet_lines(going_on(candidate_id, now())),
    )
    return page, 422 if form.errors else 200


@cases.route("/handovers/<int:handover_id>", methods=["GET", "POST"])
@requires(Permission.HANDOVER_OFFER)
def handover(handover_id: int) -> ResponseReturnValue:
    """Show an offer: the name and the note, not the record; POST refuses it with a reason."""
    offered = visible_or_404(Handover, handover_id)
    form = RefusalForm()
    if form.validate_on_submit():
        try:
            refuse_case(
                actor=current_actor(), handover=offered, reason=form.reason.data or "", now=now()
            )
        except WrongState:
            flash(_TOO_LATE, "warning")
        else:
            flash("Abgelehnt. Die bisherige Fachkraft bleibt zuständig.", "success")
        return redirect(url_for("cases.index"), code=303)
    is_mine = offered.to_id == current_actor().account_id
    seen_in = _SEEN_BY_RECEIVER if is_mine else {HandoverState.OFFERED}
    page = render_template(
        "cases/handover.html",
        offered=offered,
        form=form,
        is_mine=is_mine,
        is_open=offered.state is HandoverState.OFFERED,
        grouped=grouped,
        packet=_packet(offered) if offered.state in seen_in else None,
    )
    return page, 422 if form.errors else 200


@cases.route("/handovers/<int:handover_id>/acceptance", methods=["POST"])
@requires(Permission.HANDOVER_OFFER)
def accept(handover_id: int) -> ResponseReturnValue:
    """Take the case; from now on its record is open."""
    offered = visible_or_404(Handover, handover_id)
    candidate_id = offered.candidate_id
    try:
        accept_case(actor=current_actor(), handover=offered, now=now())
    except WrongState:
        flash(_TOO_LATE, "warning")
        return redirect(url_for("cases.index"), code=303)
    flash("Der Fall gehört jetzt zu Ihnen.", "success")
    return redirect(url_for("candidates.show", candidate_id=candidate_id), code=303)


@cases.route("/handovers/<int:handover_id>/revocation", methods=["POST"])
@requires(Permission.HANDOVER_OFFER)
def revoke(handover_id: int) -> ResponseReturnValue:
    """Take an offer back before it is answered."""
    offered = visible_or_404(Handover, handover_id)
    try:
        revoke_offer(actor=current_actor(), handover=offered, now=now())
    except WrongState:
        flash(_TOO_LATE, "warning")
    else:
        flash("Das Angebot ist zurückgenommen.", "success")
    return redirect(url_for("cases.index"), code=303)


_SEEN_BY_RECEIVER = {HandoverState.OFFERED, HandoverState.ACCEPTED}
"""Who refused, or whose offer was taken back, has no reason to read on; nor has who handed over."""


def _packet(offered: Handover) -> dict[str, object]:
    """Return the frozen summary in words, what was added since, and whether the number is right."""
    summary = offered.summary or {}
    return {
        **{name: summary.get(name) for name in ("frozen_at", "note", "promises", "left_out")},
        "parts": packet_lines(released_parts(offered)),
        "kept_back": part_names(summary.get("kept_back")),
        "supplements": packet_lines(supplements(offered, now())),
        "is_sealed": not offered.check_number or check_number(summary) == offered.check_number,
    }


def _offered(person: Candidate, colleague: Account, form: OfferForm) -> bool:
    """Offer it; where a rule forbids it, say so beside the field."""
    try:
        offer_case(
            actor=current_actor(),
            candidate=person,
            colleague=colleague,
            packet=form.packet(),
            now=now(),
        )
    except NotAllowed:
        form.colleague.errors = ["Nur die zuständige Fachkraft kann den Fall übergeben."]
    except AlreadyThere:
        form.colleague.errors = ["Der Fall ist schon jemandem angeboten. Nehmen Sie das zurück."]
    except RuleBroken:
        form.colleague.errors = ["Diese Person kann gerade keine Fälle übernehmen."]
    return not form.errors


def _with_office(colleague: Account) -> str:
    return f"{colleague.name} ({colleague.office.name})" if colleague.office else colleague.name
