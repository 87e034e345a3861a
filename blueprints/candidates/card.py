"""The personal code: shown on a card to print, replaced when lost, revoked when misused."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.candidates.blueprint import candidates
from blueprints.candidates.sentences import card_text, in_language_of
from blueprints.guard import requires
from blueprints.qr import qr_image
from blueprints.records import open_record
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.codes import spaced
from services.personal_codes import current_code, replace_code, revoke_codes


@candidates.route("/<int:candidate_id>/card")
@requires(Permission.CANDIDATE_EDIT)
def card(candidate_id: int) -> ResponseReturnValue:
    """Show the card: QR, code, and what it is for in the person's language."""
    person = open_record(candidate_id)
    code = current_code(person)
    return render_template(
        "candidates/card.html",
        person=person,
        code=code,
        printed=spaced(code.code) if code else "",
        picture=qr_image(_ticket(code.code)) if code else "",
        own_text=in_language_of(person, card_text),
        german_text=card_text(),
    )


@candidates.route("/<int:candidate_id>/code", methods=["POST"])
@requires(Permission.CANDIDATE_EDIT)
def renew_code(candidate_id: int) -> ResponseReturnValue:
    """Issue a new code; the one on the page before stops working."""
    person = open_record(candidate_id)
    seen = request.form.get("seen", "")[:10]
    replace_code(
        actor=current_actor(),
        candidate=person,
        seen_id=int(seen) if seen.isascii() and seen.isdigit() else None,
        now=now(),
    )
    flash("Der neue Code gilt ab sofort; der alte öffnet nichts mehr.", "success")
    return redirect(url_for("candidates.card", candidate_id=candidate_id), code=303)


@candidates.route("/<int:candidate_id>/code/revocation", methods=["POST"])
@requires(Permission.CANDIDATE_EDIT)
def revoke_code(candidate_id: int) -> ResponseReturnValue:
    """Make the code worthless without a new one."""
    person = open_record(candidate_id)
    revoke_codes(actor=current_actor(), candidate=person, now=now())
    flash("Der Code ist gesperrt.", "success")
    return redirect(url_for("candidates.card", candidate_id=candidate_id), code=303)


def _ticket(code: str) -> str:
    return f"{current_app.config['BASE_URL']}/t/{code}"
