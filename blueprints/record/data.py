"""The own data to keep: a page to read and print, and a file for machines."""

from __future__ import annotations

from flask import Response, abort, jsonify, render_template
from flask.typing import ResponseReturnValue

from blueprints import sessions
from blueprints.fact_words import FactLine, earlier_lines, fact_line
from blueprints.guard import requires
from blueprints.record.blueprint import record
from domain.access import Permission
from models import Candidate
from services.candidate_file import scheme_periods
from services.fact_checks import earlier_facts, facts_of
from services.own_data import own_data, with_all_facts
from services.own_record import consents_that_hold, registrations_of


@record.get("/data")
@requires(Permission.RECORD_OWN)
def data() -> ResponseReturnValue:
    """Show everything that is kept, in the language of the person, ready to print."""
    person = with_all_facts(_my_id())
    return render_template(
        "record/data.html",
        me=person,
        lines=_lines(person),
        earlier=earlier_lines(earlier_facts(person.id)),
        recognitions=person.recognitions,
        schemes=scheme_periods(person.id),
        places=registrations_of(person.id),
        consents=consents_that_hold(person.id),
    )


@record.get("/data.json")
@requires(Permission.RECORD_OWN)
def data_file() -> Response:
    """Send the same as a file that other programs can read."""
    answer = jsonify(own_data(_my_id()))
    answer.headers["Content-Disposition"] = 'attachment; filename="meeting-point.json"'
    return answer


def _lines(person: Candidate) -> list[FactLine]:
    return [fact_line(fact, person) for fact in facts_of(person)]


def _my_id() -> int:
    person = sessions.current_candidate() or abort(404)
    return person.id
