"""The way through the questions: the draft of this browser, what comes next, where one is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from blueprints.guard import by_code_or_404
from blueprints.sessions import now
from domain.fairs import FairState
from models import Fair, Registration, RegistrationDraft
from services import drafts
from services.personal_codes import current_code
from services.registrations import place_of_key

COOKIE = "registration"
"""Holds a random token; everything typed waits on the server."""

STEPS = ("work", "occupation", "german", "firms", "needs", "contact", "check")


def fair_or_404(slug: str) -> Fair:
    """Return a fair the public may know of."""
    fair = by_code_or_404(Fair, "slug", slug)
    return fair if fair.state is not FairState.DRAFT else abort(404)


def takes_registrations(fair: Fair) -> bool:
    """Return whether the way may be begun now; the last step decides on the place."""
    return fair.state is FairState.OPEN and fair.ends_at > now()


def draft_of(fair: Fair) -> RegistrationDraft | None:
    """Return the draft this browser has begun for the fair."""
    return drafts.find_draft(request.cookies.get(COOKIE, ""), fair=fair, now=now())


def begin(fair: Fair, answers: dict[str, Any] | None = None) -> Response:
    """Begin a draft, remember its token in the browser and go to the first question."""
    token = drafts.begin_draft(fair=fair, answers=answers or {}, now=now())
    response = make_response(redirect(page_of(fair, STEPS[0]), code=303))
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(timedelta(days=3).total_seconds()),
        path=url_for("sign_up.start", slug=fair.slug),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response


class Journey:
    """Somebody on one of the questions."""

    def __init__(self, fair: Fair, draft: RegistrationDraft, step: str) -> None:
        self.fair = fair
        self.draft = draft
        self.step = step
        self.answers: dict[str, Any] = dict(draft.answers)
        self.number = STEPS.index(step) + 1

    def ask(self, form: object, **context: Any) -> ResponseReturnValue:
        """Show the question of this step; a form that came back answers 422."""
        page = render_template(
            f"sign_up/{self.step}.html",
            fair=self.fair,
            form=form,
            answers=self.answers,
            step=self.number,
            steps=len(STEPS),
            back_url=self._back(),
            **context,
        )
        return page, 422 if getattr(form, "errors", None) else 200

    def keep(self, **answers: Any) -> None:
        """Keep what was typed on this page."""
        drafts.keep_answers(draft_id=self.draft.id, answers=answers, now=now())
        self.answers |= answers

    def go_on(self, *reopened: str, **answers: Any) -> Response:
        """Keep the answers and go to the next question, or back to the check.

        ``reopened`` names questions whose answers do not hold any more.
        """
        done = {*self.answers.get("done", ()), self.step}
        self.keep(**answers, done=sorted(done - set(reopened)))
        changing = "change" in request.args
        if changing and self.step != "work":
            return redirect(page_of(self.fair, "check"), code=303)
        return redirect(page_of(self.fair, STEPS[self.number], changing=changing), code=303)

    def _back(self) -> str:
        if "change" in request.args:
            return page_of(self.fair, "check")
        if self.number == 1:
            return url_for("sign_up.start", slug=self.fair.slug)
        return page_of(self.fair, STEPS[self.number - 2])


def journey_or_start(slug: str, step: str) -> Journey:
    """Return where somebody is; who has begun nothing is led to the start, gaps to the gap."""
    fair = fair_or_404(slug)
    draft = draft_of(fair) if takes_registrations(fair) else None
    if draft is None:
        abort(redirect(url_for("sign_up.start", slug=slug), code=303))
    place = place_of_key(str(draft.answers["key"]))
    if place is not None:
        abort(to_ticket(place))
    missing = first_gap(draft)
    if STEPS.index(step) > STEPS.index(missing):
        abort(redirect(page_of(fair, missing), code=303))
    return Journey(fair, draft, step)


def to_ticket(registration: Registration) -> Response:
    """Lead to the ticket of a place, or to the start where its code was revoked."""
    code = current_code(registration.candidate)
    if code is None:
        return redirect(url_for("sign_up.start", slug=registration.fair.slug), code=303)
    return redirect(url_for("tickets.show", code=code.code), code=303)


def first_gap(draft: RegistrationDraft) -> str:
    """Return the first question that has no answer yet, or the check."""
    return next((step for step in STEPS if step not in draft.answers.get("done", ())), "check")  # type: ignore[operator]


def page_of(fair: Fair, step: str, *, changing: bool = False) -> str:
    """Return the address of a question; from there back to the check where one is changing."""
    return url_for(f"sign_up.{step}", slug=fair.slug, change="1" if changing else None)
