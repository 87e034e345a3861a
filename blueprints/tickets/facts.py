"""What a ticket carries, on the page and in the file to print."""

from __future__ import annotations

from flask import current_app, url_for
from flask_babel import force_locale

from blueprints.languages import chosen_language
from blueprints.moments import clock, day
from blueprints.qr import qr_picture
from blueprints.sessions import now
from blueprints.stand_words import looked_for
from domain.codes import normalise_code, spaced
from domain.fairs import RegistrationState, text_in
from domain.page_languages import SOURCE
from models import Registration
from services.fair_stands import stands_of
from services.interviews import talks_of_person
from services.opinions import may_say
from services.parties import members_led_by
from services.registration_rows import count_party


def ticket_facts(place: Registration, typed_code: str) -> dict[str, object]:
    """Return what the templates of a ticket show of a place.

    A name stands on it only where a family has several: they must be told apart.
    """
    code, fair, language = normalise_code(typed_code), place.fair, chosen_language()
    address = current_app.config["BASE_URL"] + url_for("tickets.show", code=code)
    return {
        "place": place,
        "fair": fair,
        "code": code,
        "spoken": spaced(code),
        "picture": qr_picture(address),
        "german": _in_german(place),
        "directions": text_in(language, fair.directions_in, fair.directions),
        "bring": text_in(language, fair.bring_words, fair.bring_words.get(SOURCE, "")),
        "talks": talks_of_person(fair, place.candidate_id),
        "stands": [(one, looked_for(one)) for one in stands_of(fair)],
        "people": count_party(place) if place.state is RegistrationState.OFFERED else 1,
        "over": fair.ends_at <= now(),
        "whose": place.candidate.full_name if place.party_id else "",
        "members": members_led_by(place),
        "may_say": may_say(place, now=now()),
    }


def _in_german(place: Registration) -> dict[str, str] | None:
    """Return day and time in German, for whoever the person shows the ticket to."""
    if chosen_language() == SOURCE:
        return None
    with force_locale(SOURCE):
        return {"day": day(place.group.starts_at), "time": clock(place.group.starts_at)}
