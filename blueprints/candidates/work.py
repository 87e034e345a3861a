"""The step about work: own words, years, wish, and the occupation they mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.candidates.blueprint import candidates
from blueprints.candidates.forms import NONE_OF_THESE, OccupationForm
from blueprints.candidates.profile_forms import WorkForm
from blueprints.candidates.steps import step_page
from blueprints.candidates.taken_away import taken_away_page
from blueprints.candidates.talk import kept
from blueprints.candidates.versions import Save, answer
from blueprints.guard import requires
from blueprints.records import open_record, today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import NotFound
from domain.experience import WorkKind
from models import Candidate, WorkExperience
from services.catalogue import occupation_label, only_meaning, suggest_occupations
from services.facts import plain_values, values_of
from services.steps import row_version
from services.work_history import (
    Work,
    add_work,
    change_work,
    find_work,
    link_occupation,
    remove_work,
)

_SUGGESTIONS = 5


@candidates.route("/<int:candidate_id>/work", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def work(candidate_id: int) -> ResponseReturnValue:
    """What the person did and wants to do; each entry is kept when it is added."""
    person = open_record(candidate_id)
    form = WorkForm(today=today())
    if form.validate_on_submit():
        row = add_work(
            actor=current_actor(),
            candidate=person,
            work=_told(form),
            evidence=form.evidence,
            now=now(),
        )
        return _choose(candidate_id, row.id)
    return step_page("work", person, form, occupation_label=occupation_label)


@candidates.route("/<int:candidate_id>/work/<int:work_id>", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def change(candidate_id: int, work_id: int) -> ResponseReturnValue:
    """Tell an entry anew."""
    person = open_record(candidate_id)
    row = find_work(person, work_id)
    if row is None:
        return _taken_away(person, work_id)
    form = _filled(_values(row))
    save = partial(change_work, actor=current_actor(), candidate=person, work_id=work_id, now=now())
    how = Save(
        save=lambda: save(work=_told(form), evidence=form.evidence, seen=form.seen.data or None),
        theirs=lambda: _filled(_values(_row_or_404(person, work_id)), formdata=None),
        version=lambda: row_version(_row_or_404(person, work_id)),
        done=lambda: _after_change(person, work_id),
    )
    try:
        return answer("work_change", person, form, how)
    except NotFound:
        return _taken_away(person, work_id)


@candidates.route("/<int:candidate_id>/work/<int:work_id>/occupation", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def occupation(candidate_id: int, work_id: int) -> ResponseReturnValue:
    """Choose the occupation that the words mean, or none."""
    person = open_record(candidate_id)
    row = find_work(person, work_id)
    if row is None:
        return _taken_away(person, work_id)
    words = request.args.get("q", "")[:160] or row.own_words
    found = suggest_occupations(words, limit=_SUGGESTIONS)
    form = OccupationForm(found=found, code=row.occupation_code or only_meaning(found))
    if form.validate_on_submit():
        code = None if form.code.data == NONE_OF_THESE else form.code.data
        link_occupation(
            actor=current_actor(), candidate=person, work_id=work_id, code=code, now=now()
        )
        return _list(candidate_id)
    page = render_template(
        "candidates/occupation.html", person=person, row=row, form=form, words=words
    )
    return page, 422 if form.errors else 200


@candidates.route("/<int:candidate_id>/work/<int:work_id>/removal", methods=["POST"])
@requires(Permission.CANDIDATE_EDIT)
def remove(candidate_id: int, work_id: int) -> ResponseReturnValue:
    """Take an entry away."""
    person = open_record(candidate_id)
    remove_work(actor=current_actor(), candidate=person, work_id=work_id, now=now())
    return _list(candidate_id)


def _told(form: WorkForm) -> Work:
    return Work(
        own_words=form.own_words.data or "",
        years=form.years.data,
        is_wish=bool(form.is_wish.known),
        kind=WorkKind(form.kind.known or WorkKind.EMPLOYED),
        country=form.country.known,
        from_year=form.from_year.data,
        to_year=form.to_year.data,
    )


def _filled(values: Mapping[str, Any], **more: Any) -> WorkForm:
    shown = dict(values) | {"is_wish": "yes" if values["is_wish"] else ""}
    return WorkForm(today=today(), data=shown, **more)


def _values(row: WorkExperience) -> Mapping[str, Any]:
    return plain_values(values_of(row))


def _taken_away(person: Candidate, work_id: int) -> ResponseReturnValue:
    return taken_away_page("work_change", person, WorkExperience.__tablename__, work_id, _filled)


def _after_change(person: Candidate, work_id: int) -> ResponseReturnValue:
    row = _row_or_404(person, work_id)
    return _list(person.id) if row.occupation_code else _choose(person.id, work_id)


def _row_or_404(person: Candidate, work_id: int) -> WorkExperience:
    return find_work(person, work_id) or abort(404)


def _choose(candidate_id: int, work_id: int) -> ResponseReturnValue:
    return redirect(
        url_for("candidates.occupation", candidate_id=candidate_id, work_id=work_id, **kept()),
        code=303,
    )


def _list(candidate_id: int) -> ResponseReturnValue:
    return redirect(url_for("candidates.work", candidate_id=candidate_id, **kept()), code=303)
