"""The own data to keep: a page to read and print, and a file for machines."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from blueprints import sessions
from blueprints.fact_words import KIND_NAMES, earlier_lines, fact_line, words
from blueprints.guard import requires
from blueprints.labels import label
from blueprints.layout import dialling
from blueprints.moments import short_day
from blueprints.record import own_words
from blueprints.record.blueprint import record
from domain.access import Permission
from domain.evidence import Detail
from services.facts import detail_values
from services.own_data import OwnRecord, own_record


@record.get("/data")
@requires(Permission.RECORD_OWN)
def data() -> ResponseReturnValue:
    """Show everything that is kept, in the language of the person, ready to print."""
    held = own_record(_my_id())
    return render_template(
        "record/data.html",
        me=held.person,
        about=_about(held),
        lines=[fact_line(fact, held.person) for fact in held.facts],
        earlier=earlier_lines(held.earlier),
        sections=_sections(held.file),
    )


@record.get("/data.json")
@requires(Permission.RECORD_OWN)
def data_file() -> Response:
    """Send the same as a file that other programs can read."""
    answer = jsonify(own_record(_my_id()).file)
    answer.headers["Content-Disposition"] = 'attachment; filename="meeting-point.json"'
    return answer


def _about(held: OwnRecord) -> list[tuple[str, str]]:
    """Return what stands in the row of the person itself."""
    person, row = held.person, held.file["person"]
    names = (person.full_name, person.own_script_name)
    as_told = (Detail.BIRTH, Detail.SEX, Detail.LANGUAGE)
    return [
        (_("Name"), " · ".join(name for name in names if name)),
        *((str(KIND_NAMES[one]), words(one, detail_values(person, one))) for one in as_told),
        (_("Telefonnummer"), dialling(person.phone) if person.phone else ""),
        (_("E-Mail-Adresse"), person.email or ""),
        (_("Wohnort"), " ".join(part for part in (person.postcode, person.place) if part)),
        (_("Deutsch"), str(label(person.german_level)) if person.german_level else ""),
        (_("Angelegt am"), short_day(row["created_at"])),
        (_("Zuletzt geändert am"), short_day(row["changed_at"])),
    ]


def _sections(file: dict[str, Any]) -> list[tuple[str, list[own_words.Card]]]:
    """Return each part of the file with its title."""
    language = str(get_locale())
    return [
        (_("Anerkennung"), own_words.recognitions(file["recognitions"], language)),
        (_("Aufenthaltsdokumente"), own_words.documents(file["residence_documents"])),
        (_("Zuständigkeit"), own_words.schemes(file["support_schemes"])),
        (_("Vorschläge, Gespräche, Kurse"), own_words.dealings(file["dealings"])),
        (_("Einwilligungen"), own_words.consents(file["consents"])),
        (_("Briefe an Sie"), own_words.letters(file["letters"])),
    ]


def _my_id() -> int:
    person = sessions.current_candidate() or abort(404)
    return person.id
