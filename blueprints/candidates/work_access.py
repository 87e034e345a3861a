"""What work a person may do: each activity of the law, today and on a day to choose."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from blueprints.candidates.blueprint import candidates
from blueprints.day_form import asked_day
from blueprints.guard import requires
from blueprints.records import open_record, today
from blueprints.residence_sentences import flag, missing
from blueprints.sessions import current_actor
from domain.access import Permission
from domain.residence_chain import standing_on
from domain.work_access import accesses_on
from services.law import book_of_office
from services.residence_documents import chain_of
from services.ruling_notes import notes_of

_LATER = timedelta(days=90)


@candidates.route("/<int:candidate_id>/work-access")
@requires(Permission.CANDIDATE_READ)
def work_access(candidate_id: int) -> ResponseReturnValue:
    """Show the chain and the answer for each activity, with paragraph and what is missing."""
    person = open_record(candidate_id)
    rows = chain_of(candidate_id)
    chain = [row.link for row in rows]
    book = book_of_office()
    form, later = asked_day(today() + _LATER)
    page = render_template(
        "candidates/work_access.html",
        person=person,
        rows=rows,
        corrected={row.corrects_id for row in rows},
        standing=standing_on(chain, today()),
        form=form,
        later=later,
        answers=list(
            zip(
                accesses_on(book, chain, today()),
                accesses_on(book, chain, later),
                strict=True,
            )
        ),
        notes=notes_of(candidate_id),
        flag=flag,
        missing=missing,
        may_edit=current_actor().may(Permission.CANDIDATE_EDIT),
    )
    return page, 422 if form.errors else 200
