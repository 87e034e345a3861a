"""The step about school, training and studies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from blueprints.candidates.blueprint import candidates
from blueprints.candidates.profile_forms import EducationForm
from blueprints.candidates.steps import step_page
from blueprints.candidates.taken_away import taken_away_page
from blueprints.candidates.talk import kept
from blueprints.candidates.versions import Save, answer
from blueprints.guard import requires
from blueprints.records import open_record, today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.education import EducationKind, SchoolCertificate
from domain.errors import NotFound
from models import Candidate, Education
from services.facts import plain_values, values_of
from services.recognitions import recognitions_of
from services.schooling import (
    EducationTold,
    add_education,
    change_education,
    find_education,
    remove_education,
)
from services.steps import row_version

_FINISHED: dict[str | None, bool] = {"yes": True, "no": False}


@candidates.route("/<int:candidate_id>/education", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def education(candidate_id: int) -> ResponseReturnValue:
    """What the person learned; each entry is kept when it is added."""
    person = open_record(candidate_id)
    form = EducationForm(today=today())
    if form.validate_on_submit():
        add_education(
            actor=current_actor(),
            candidate=person,
            told=_told(form),
            evidence=form.evidence,
            now=now(),
        )
        return _list(candidate_id)
    return step_page("education", person, form, recognitions=recognitions_of(candidate_id))


@candidates.route("/<int:candidate_id>/education/<int:education_id>", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def education_change(candidate_id: int, education_id: int) -> ResponseReturnValue:
    """Tell an entry anew."""
    person = open_record(candidate_id)
    row = find_education(person, education_id)
    if row is None:
        return _taken_away(person, education_id)
    form = _filled(_values(row))
    save = partial(
        change_education,
        actor=current_actor(),
        candidate=person,
        education_id=education_id,
        now=now(),
    )
    how = Save(
        save=lambda: save(told=_told(form), evidence=form.evidence, seen=form.seen.data or None),
        theirs=lambda: _filled(_values(_row_or_404(person, education_id)), formdata=None),
        version=lambda: row_version(_row_or_404(person, education_id)),
        done=lambda: _list(candidate_id),
    )
    try:
        return answer("education_change", person, form, how)
    except NotFound:
        return _taken_away(person, education_id)


@candidates.route("/<int:candidate_id>/education/<int:education_id>/removal", methods=["POST"])
@requires(Permission.CANDIDATE_EDIT)
def remove_schooling(candidate_id: int, education_id: int) -> ResponseReturnValue:
    """Take an entry away; it stays readable in the history."""
    person = open_record(candidate_id)
    remove_education(actor=current_actor(), candidate=person, education_id=education_id, now=now())
    return _list(candidate_id)


def _told(form: EducationForm) -> EducationTold:
    return EducationTold(
        kind=EducationKind(form.kind.known or EducationKind.SCHOOL),
        own_words=form.own_words.data or "",
        country=form.country.known,
        from_year=form.from_year.data,
        to_year=form.to_year.data,
        years=form.years.data,
        is_finished=_FINISHED.get(form.is_finished.data),
        certificate=SchoolCertificate(form.certificate.data) if form.certificate.data else None,
        level=int(form.level.data) if form.level.data else None,
    )


def _filled(values: Mapping[str, Any], **more: Any) -> EducationForm:
    shown = dict(values) | {
        "is_finished": {True: "yes", False: "no"}.get(values["is_finished"], ""),
        "certificate": values["certificate"] or "",
        "level": str(values["level"] or ""),
    }
    return EducationForm(today=today(), data=shown, **more)


def _values(row: Education) -> Mapping[str, Any]:
    return plain_values(values_of(row))


def _taken_away(person: Candidate, education_id: int) -> ResponseReturnValue:
    kind = Education.__tablename__
    return taken_away_page("education_change", person, kind, education_id, _filled)


def _row_or_404(person: Candidate, education_id: int) -> Education:
    return find_education(person, education_id) or abort(404)


def _list(candidate_id: int) -> ResponseReturnValue:
    return redirect(url_for("candidates.education", candidate_id=candidate_id, **kept()), code=303)
