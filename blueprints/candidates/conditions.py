"""The steps about when and how a person can and wants to begin."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask.typing import ResponseReturnValue

from blueprints.candidates.blueprint import candidates
from blueprints.candidates.profile_forms import AvailabilityForm, WishesForm
from blueprints.candidates.versions import answer, step_save
from blueprints.guard import requires
from blueprints.records import open_record, today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.working_time import Childcare
from models import Candidate
from services.conditions import AvailabilityTold, WishesTold, set_availability, set_wishes
from services.facts import values_of


@candidates.route("/<int:candidate_id>/availability", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def availability(candidate_id: int) -> ResponseReturnValue:
    """Hours, shifts, way to work, childcare, start."""
    person = open_record(candidate_id)
    form = _availability_form(person)
    save = partial(set_availability, actor=current_actor(), candidate=person, now=now())
    how = step_save(
        "availability",
        person,
        save=lambda: save(
            told=_availability(form), evidence=form.evidence, seen=form.seen.data or None
        ),
        theirs=lambda: _availability_form(person, formdata=None),
    )
    return answer("availability", person, form, how)


@candidates.route("/<int:candidate_id>/wishes", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def wishes(candidate_id: int) -> ResponseReturnValue:
    """What kind of beginning the person wants, and what else matters."""
    person = open_record(candidate_id)
    form = _wishes_form(person)
    save = partial(set_wishes, actor=current_actor(), candidate=person, now=now())
    how = step_save(
        "wishes",
        person,
        save=lambda: save(told=_wishes(form), evidence=form.evidence, seen=form.seen.data or None),
        theirs=lambda: _wishes_form(person, formdata=None),
    )
    return answer("wishes", person, form, how)


def _availability_form(person: Candidate, **more: Any) -> AvailabilityForm:
    row = person.availability
    values = values_of(row) if row else {}
    if row is not None:
        values["childcare"] = row.childcare.value if row.childcare else ""
    return AvailabilityForm(today=today(), data=values, **more)


def _availability(form: AvailabilityForm) -> AvailabilityTold:
    return AvailabilityTold(
        hours=tuple(form.hours.data or ()),
        weekly_hours=form.weekly_hours.data,
        shifts=tuple(form.shifts.data or ()),
        radius_km=form.radius_km.data,
        childcare=Childcare(form.childcare.data) if form.childcare.data else None,
        starts_on=form.starts_on.data,
    )


def _wishes_form(person: Candidate, **more: Any) -> WishesForm:
    values = values_of(person.wishes) if person.wishes else {}
    return WishesForm(today=today(), data=values, **more)


def _wishes(form: WishesForm) -> WishesTold:
    return WishesTold(kinds=tuple(form.kinds.data or ()), own_words=form.own_words.data or None)
