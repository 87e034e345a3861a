"""The staff's pages of a person: search and file; the interview and the card lie beside."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from blueprints.candidates import (
    abilities,
    card,
    conditions,
    consents,
    evidence,
    interview,
    likeness,
    protocol,
    recognition,
    residence,
    schooling,
    work,
    work_access,
)
from blueprints.candidates.blueprint import candidates
from blueprints.candidates.care import care_of
from blueprints.candidates.sentences import GAPS, timeline
from blueprints.fact_words import fact_line
from blueprints.fields import printable
from blueprints.guard import requires
from blueprints.labels import label
from blueprints.records import open_record, today
from blueprints.sessions import current_actor
from domain.access import Permission
from domain.birth_dates import BirthDate
from domain.codes import western_digits
from domain.evidence import Check
from domain.languages import LanguageLevel
from domain.places import municipalities
from models import Candidate
from services.candidate_file import WHOLE, read_file
from services.candidate_search import (
    SORTS,
    Search,
    caseworkers_to_choose,
    search_candidates,
)
from services.catalogue import occupation_label
from services.fact_checks import told_by_the_person

__all__ = [
    "abilities",
    "candidates",
    "card",
    "conditions",
    "consents",
    "evidence",
    "interview",
    "protocol",
    "recognition",
    "residence",
    "schooling",
    "work",
    "work_access",
]

EVERY = ("", "alle")
_BIGGEST = 2**31 - 1


@candidates.route("/")
@requires(Permission.CANDIDATE_SEARCH)
def index() -> ResponseReturnValue:
    """Search people."""
    wanted = _wanted()
    answer = search_candidates(actor=current_actor(), wanted=wanted)
    return render_template(
        "candidates/index.html",
        answer=answer,
        wanted=wanted,
        level_choices=[EVERY, *((one.value, label(one)) for one in LanguageLevel)],
        place_choices=[EVERY, *((name, name) for name in municipalities())],
        caseworker_choices=[EVERY, *caseworkers_to_choose(current_actor())],
    )


@candidates.route("/<int:candidate_id>")
@requires(Permission.CANDIDATE_READ)
def show(candidate_id: int) -> ResponseReturnValue:
    """Show one person like a good file; a merged one goes on as the record it became."""
    try:
        person = open_record(candidate_id, *WHOLE)
    except NotFound:
        survivor = likeness.visible_survivor(candidate_id)
        if survivor is None:
            raise
        return redirect(url_for(".show", candidate_id=survivor), code=303)
    file = read_file(person, today=today())
    return render_template(
        "candidates/show.html",
        file=file,
        person=person,
        gaps=[GAPS[gap] for gap in file.gaps],
        born=str(_born(person)),
        to_check=[fact_line(fact, person) for fact in told_by_the_person(person)],
        checks=[(one.value, label(one)) for one in Check if not one.is_weakest],
        events=timeline(file.events),
        occupation_label=occupation_label,
        care=care_of(candidate_id, current_actor()),
        may_edit=current_actor().may(Permission.CANDIDATE_EDIT),
    )


def _born(person: Candidate) -> BirthDate:
    return BirthDate(person.birth_year, person.birth_month, person.birth_day)


def _wanted() -> Search:
    """Return what the query string asks for; what makes no sense there is left out."""
    asked = request.args
    sort = asked.get("sort", "name")
    level = asked.get("level", "")
    return Search(
        name=printable(asked.get("q", "")[:200]),
        place=printable(asked.get("place", "")[:80]),
        level=LanguageLevel(level) if level in {one.value for one in LanguageLevel} else None,
        caseworker_id=_number(asked.get("caseworker", "")),
        sort=sort if sort.removeprefix("-") in SORTS else "name",
        page=_number(asked.get("page", "")) or 1,
    )


def _number(typed: str) -> int | None:
    digits = western_digits(typed[:12])
    if not (digits.isascii() and digits.isdigit()):
        return None
    return min(int(digits), _BIGGEST)
