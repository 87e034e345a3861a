"""Inviting own people to a fair: choose, look at the words, send, a result for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.cases.blueprint import cases
from blueprints.cases.forms import InviteForm
from blueprints.guard import requires, visible_or_404
from blueprints.letters import words
from blueprints.records import today
from blueprints.sessions import current_account, current_actor, now
from domain.access import Permission
from domain.errors import RuleBroken
from domain.invitations import InvitationKind
from domain.page_languages import SOURCE
from domain.scheme_hints import PARTICIPATION_CITE, participation_hint
from models import Fair
from services.fair_facts import letter_facts
from services.invitations import Outcome, invite_people, open_fairs, people_to_invite
from services.pages import PAGE_SIZE

RESULTS = {
    Outcome.INVITED: "eingeladen, der Brief geht hinaus",
    Outcome.BEFORE: "war schon eingeladen, nichts geändert",
    Outcome.NOT_YOURS: "gehört nicht (mehr) zu Ihren Fällen, nichts geschehen",
}
LETTERS = {
    InvitationKind.VOLUNTARY: "fair-invited",
    InvitationKind.FORMAL: "fair-invited-formally",
}


@cases.route("/invitations")
@requires(Permission.INVITATION_SEND)
def fairs() -> ResponseReturnValue:
    """Go to the one fair that is open, or choose among several."""
    found = open_fairs(now=now())
    if len(found) == 1:
        return redirect(url_for(".invite", fair_id=found[0].id), code=303)
    return render_template("cases/fairs.html", fairs=found)


@cases.route("/invitations/<int:fair_id>", methods=["GET", "POST"])
@requires(Permission.INVITATION_SEND)
def invite(fair_id: int) -> ResponseReturnValue:
    """Choose people and the kind, look at the letter, send."""
    fair = visible_or_404(Fair, fair_id)
    rows = people_to_invite(actor=current_actor(), fair=fair, today=today())
    names = {row.id: f"{row.given_name} {row.family_name}".strip() for row in rows}
    form = InviteForm(people=list(names.items()))
    step = request.form.get("step")
    if form.validate_on_submit() and step != "change":
        return _send(fair, form) if step == "send" else _preview(fair, form, names)
    ticked = set(form.people.data or ())
    shown, number, pages = _page_of_people(rows, ticked)
    page = render_template(
        "cases/invite.html",
        fair=fair,
        rows=shown,
        number=number,
        pages=pages,
        total=len(rows),
        form=form,
        ticked=ticked,
        box_ids={row.id: f"people-{number}" for number, row in enumerate(rows)},
        hint=participation_hint,
        cite=PARTICIPATION_CITE,
    )
    return page, 422 if form.errors and step != "change" else 200


def _page_of_people(rows: Sequence[Any], ticked: set[int]) -> tuple[list[Any], int, int]:
    """Return the people of the asked page, whoever is ticked on top, its number, and the pages."""
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    number = min(max(1, request.args.get("page", 1, type=int)), pages)
    of_page = rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    chosen = [row for row in rows if row.id in ticked]
    return [*chosen, *(row for row in of_page if row.id not in ticked)], number, pages


def _preview(fair: Fair, form: InviteForm, names: dict[int, str]) -> ResponseReturnValue:
    """Show the letter in German, as the person gets it below the own language."""
    kind = InvitationKind(form.kind.data)
    account = current_account() or abort(404)
    facts = {**letter_facts(fair), "slug": fair.slug, "contact": account.name}
    return render_template(
        "cases/invite_preview.html",
        fair=fair,
        kind=kind,
        people=[(one, names[one]) for one in form.people.data or ()],
        letter=words(LETTERS[kind], facts, SOURCE),
    )


def _send(fair: Fair, form: InviteForm) -> ResponseReturnValue:
    try:
        results = invite_people(
            actor=current_actor(),
            fair=fair,
            candidate_ids=form.people.data or (),
            kind=InvitationKind(form.kind.data),
            now=now(),
        )
    except RuleBroken:
        results = []
    return render_template("cases/invited.html", fair=fair, results=results, words_of=RESULTS)
