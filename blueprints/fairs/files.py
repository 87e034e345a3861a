"""The list of a fair to take away, for a table of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flask.typing import ResponseReturnValue

from blueprints.csv_answers import csv_answer, safe
from blueprints.fairs.views import fairs
from blueprints.guard import requires, visible_or_404
from blueprints.labels import label, language_name
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import BERLIN
from models import Fair, Registration
from services.fair_lists import take_list

COLUMNS = (
    *("Familienname", "Vorname", "Name in eigener Schrift", "Sprache", "Stand", "Übersetzung"),
    *("Kinderbetreuung", "Weg ohne Stufen", "Angemeldet am", "Da seit"),
)


@fairs.post("/<int:fair_id>/registrations.csv")
@requires(Permission.FAIR_MANAGE)
def registrations_file(fair_id: int) -> ResponseReturnValue:
    """Give all registrations as a table; names stand in it sign by sign as they were typed."""
    fair = visible_or_404(Fair, fair_id)
    places = take_list(fair=fair, actor=current_actor(), now=now())
    lines = (list(map(safe, _cells(place))) for place in places)
    return csv_answer(f"anmeldungen-{fair.slug}.csv", [list(COLUMNS), *lines])


def _cells(place: Registration) -> Iterator[str]:
    person = place.candidate
    yield from (person.family_name, person.given_name, person.own_script_name or "")
    yield language_name(person.language)
    yield str(label(place.state))
    for wanted in (place.needs_interpreter, place.needs_child_care, place.needs_ramp):
        yield "ja" if wanted else ""
    yield _moment(place.registered_at)
    yield _moment(place.checked_in_at)


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(BERLIN):%d.%m.%Y %H:%M}" if at else ""
