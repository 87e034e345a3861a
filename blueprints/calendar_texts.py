"""What the calendar entry of a place at a fair says, in the language of the request."""

from __future__ import annotations

from flask_babel import gettext as _

from blueprints.moments import clock, day
from domain.names import isolated
from models import Interview, Registration
from services.calendar_files import CalendarTexts
from services.interviews import talks_of_person


def calendar_texts(place: Registration, url: str) -> CalendarTexts:
    """Return the texts for one place: the ticket and the talks as they are planned now."""
    talks = talks_of_person(place.fair, place.candidate_id)
    lines = [*_whose(place), *map(_talk, talks), _("Ihre Eintrittskarte: %(address)s", address=url)]
    return CalendarTexts(title=place.fair.title, description="\n".join(lines), url=url)


def _whose(place: Registration) -> list[str]:
    """Return whose place it is, where a family has several entries in one calendar."""
    if place.party_id is None:
        return []
    return [_("Für: %(name)s", name=isolated(place.candidate.full_name))]


def _talk(talk: Interview) -> str:
    return _(
        "Ihr Gespräch: %(day)s, %(time)s, Stand %(stand)s, %(employer)s.",
        day=day(talk.starts_at),
        time=clock(talk.starts_at),
        stand=talk.stand.number,
        employer=isolated(talk.stand.employer.name),
    )
