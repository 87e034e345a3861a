"""People on no list, or never proposed, with the cause and the next step."""

from __future__ import annotations

from typing import NamedTuple

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.guard import requires
from blueprints.matches.blueprint import matches
from blueprints.sessions import current_actor, now
from domain.absences import AbsenceCause
from domain.access import Permission
from services.absences import Absent, absentees

NEVER = "never-proposed"
"""In the address: all whom nobody ever proposed."""
_FILE, _POSITIONS = "candidates.show", "matches.positions"
STEPS = {
    AbsenceCause.NO_CONSENT: ("Nach der Einwilligung fragen", _FILE),
    AbsenceCause.WORK_FORBIDDEN: ("Dokument und Erlaubnis klären", _FILE),
    AbsenceCause.WORK_UNKNOWN: ("Nach Arbeit und Wünschen fragen", _FILE),
    AbsenceCause.GERMAN_UNKNOWN: ("Nach dem Deutsch fragen", _FILE),
    AbsenceCause.PLACE_UNKNOWN: ("Nach dem Wohnort fragen", _FILE),
    AbsenceCause.NOT_RANKED: ("Passende Stellen berechnen", _POSITIONS),
    AbsenceCause.NOT_LOOKED_AT: ("Passende Stellen ansehen", _POSITIONS),
    AbsenceCause.PASSED_OVER: ("Passende Stellen ansehen", _POSITIONS),
    AbsenceCause.GERMAN: ("Stellen mit weniger Deutsch ansehen, Kurs besprechen", _POSITIONS),
    AbsenceCause.SKILLS: ("Nach weiteren Kenntnissen fragen", _FILE),
    AbsenceCause.PROOFS: ("Anerkennung oder Umschreibung anstoßen", _FILE),
    AbsenceCause.DISTANCE: ("Nach Fahrrad, Bus und Auto fragen", _FILE),
    AbsenceCause.HOURS: ("Arbeitszeiten besprechen", _FILE),
    AbsenceCause.OCCUPATION: ("Nächste Stellen ansehen, Umstieg besprechen", _POSITIONS),
}


class Step(NamedTuple):
    """What to do next, and where."""

    text: str
    url: str


def step_of(absent: Absent) -> Step:
    """Return the next step for one person; who may not see the positions begins at the record."""
    text, endpoint = STEPS[absent.cause]
    if not current_actor().may(Permission.MATCH_POSITIONS):
        endpoint = _FILE
    return Step(text, url_for(endpoint, candidate_id=absent.id))


@matches.get("/nowhere")
@requires(Permission.ABSENTEES_READ)
def nowhere() -> ResponseReturnValue:
    """List who was on no list for thirty days, or was never proposed to a firm."""
    typed = request.args.get("page", "1")
    page = int(typed[:6]) if typed.isascii() and typed.isdecimal() else 1
    never = request.args.get("who") == NEVER
    found = absentees(actor=current_actor(), now=now(), page=page, never_proposed=never)
    return render_template("matches/nowhere.html", found=found, step_of=step_of, never=never)
