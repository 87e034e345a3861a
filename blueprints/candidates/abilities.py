"""The steps about what a person can do: languages by skill, and licences."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask.typing import ResponseReturnValue

from blueprints.candidates.blueprint import candidates
from blueprints.candidates.language_forms import SLOTS, LanguagesForm
from blueprints.candidates.profile_forms import LicencesForm
from blueprints.candidates.versions import answer, step_save
from blueprints.guard import requires
from blueprints.records import open_record, today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.languages import GERMAN
from domain.licences import DRIVING, Licence, LicenceState
from models import Candidate
from services.abilities import LicenceTold, set_languages, set_licences


@candidates.route("/<int:candidate_id>/languages", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def languages(candidate_id: int) -> ResponseReturnValue:
    """German and other languages by skill, alphabets, and what has to be learned first."""
    person = open_record(candidate_id)
    form = _languages_form(person)
    shown = frozenset(_other_languages(person))
    save = partial(set_languages, actor=current_actor(), candidate=person, now=now())
    how = step_save(
        "languages",
        person,
        save=lambda: save(
            told=form.told(shown), evidence=form.evidence, seen=form.seen.data or None
        ),
        theirs=lambda: _languages_form(person, formdata=None),
    )
    return answer("languages", person, form, how)


@candidates.route("/<int:candidate_id>/licences", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def licences(candidate_id: int) -> ResponseReturnValue:
    """Driving licence and certificates of the trade."""
    person = open_record(candidate_id)
    form = _licences_form(person)
    save = partial(set_licences, actor=current_actor(), candidate=person, now=now())
    how = step_save(
        "licences",
        person,
        save=lambda: save(
            licences=_licences(form), evidence=form.evidence, seen=form.seen.data or None
        ),
        theirs=lambda: _licences_form(person, formdata=None),
    )
    return answer("licences", person, form, how)


def _other_languages(person: Candidate) -> list[str]:
    """Return the other languages the page shows, in the order they were written down."""
    return list(dict.fromkeys(r.language for r in person.languages if r.language != GERMAN))[:SLOTS]


def _languages_form(person: Candidate, **more: Any) -> LanguagesForm:
    others = _other_languages(person)
    places = {language: f"other{number}" for number, language in enumerate(others)}
    places[GERMAN] = GERMAN
    values: dict[str, Any] = {f"other{number}": one for number, one in enumerate(others)}
    for row in person.languages:
        if row.language in places:
            values[f"{places[row.language]}_{row.skill.value}"] = row.level.value
    if person.literacy is not None:
        need = person.literacy.need
        values |= {"scripts": person.literacy.scripts, "need": need.value if need else ""}
    return LanguagesForm(today=today(), data=values, **more)


def _licences_form(person: Candidate, **more: Any) -> LicencesForm:
    values: dict[str, Any] = {"licences": [row.licence.value for row in person.licences]}
    driving = next((row for row in person.licences if row.licence in DRIVING), None)
    if driving is not None:
        values |= {
            "state": driving.state.value,
            "country": driving.country,
            "acquired_on": driving.acquired_on,
            "usable_until": driving.usable_until,
        }
    return LicencesForm(today=today(), data=values, **more)


def _licences(form: LicencesForm) -> list[LicenceTold]:
    return [_told(form, Licence(one)) for one in form.licences.data or ()]


def _told(form: LicencesForm, licence: Licence) -> LicenceTold:
    if licence not in DRIVING:
        return LicenceTold(licence=licence)
    return LicenceTold(
        licence=licence,
        state=LicenceState(form.state.known or LicenceState.GERMAN),
        country=form.country.known,
        acquired_on=form.acquired_on.data,
        usable_until=form.usable_until.data,
    )
