"""What a ticket carries, on the page and in the file to print."""

from __future__ import annotations

from flask import current_app, url_for
from flask_babel import force_locale

from blueprints.languages import chosen_language
from blueprints.moments import clock, day
from blueprints.qr import qr_picture
from blueprints.sessions import now
from domain.codes import normalise_code, spaced
from domain.page_languages import SOURCE
from models import Fair, Registration
from services.fair_stands import stands_of
from services.interviews import talks_of_person
from services.opinions import may_say


def ticket_facts(place: Registration, typed_code: str) -> dict[str, object]:
    """Return what the templates of a ticket show of a place."""
    code = normalise_code(typed_code)
    address = current_app.config["BASE_URL"] + url_for("tickets.show", code=code)
    return {
        "place": place,
        "fair": place.fair,
        "code": code,
        "spoken": spaced(code),
        "picture": qr_picture(address),
        "german": _in_german(place.fair),
        "talks": talks_of_person(place.fair, place.candidate_id),
        "stands": stands_of(place.fair),
        "over": place.fair.ends_at <= now(),
        "may_say": may_say(place, now=now()),
    }


def _in_german(fair: Fair) -> dict[str, str] | None:
    """Return day and time in German, for whoever the person shows the ticket to."""
    if chosen_language() == SOURCE:
        return None
    with force_locale(SOURCE):
        return {"day": day(fair.starts_at), "time": clock(fair.starts_at)}
