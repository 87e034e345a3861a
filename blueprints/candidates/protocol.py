"""The protocol of a person: who looked at the record or changed it, and when."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from blueprints.candidates.blueprint import candidates
from blueprints.guard import requires
from blueprints.person_deeds import deed_name
from blueprints.records import open_record
from domain.access import Permission
from domain.codes import western_digits
from services.audit_trail import trail_of


@candidates.route("/<int:candidate_id>/protocol")
@requires(Permission.CANDIDATE_READ)
def protocol(candidate_id: int) -> ResponseReturnValue:
    """Show what happened with the record, the newest first."""
    person = open_record(candidate_id)
    part = "changes" if request.args.get("part") == "changes" else "all"
    typed = western_digits(request.args.get("page", "")[:6])
    number = int(typed) if typed.isascii() and typed.isdigit() else 1
    return render_template(
        "candidates/protocol.html",
        person=person,
        part=part,
        trail=trail_of(person, page=number, looks=part == "all"),
        deed_name=deed_name,
    )
