"""Pages for everybody: start, legal notice, privacy, accessibility, the fair."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.form_limits import may_try
from blueprints.guard import public as everybody
from blueprints.languages import chosen_language
from blueprints.public import fair, jobs
from blueprints.public.blueprint import public
from blueprints.public.fair import content_of
from blueprints.public.forms import FeedbackForm
from blueprints.public.kept import is_same_for_everybody, kept
from blueprints.sessions import now
from models import Fair
from services.feedback import send_feedback
from services.places import place_list_in_use
from services.public_fair import next_open_fair

__all__ = ["fair", "jobs", "public"]


@public.route("/")
@everybody
def index() -> ResponseReturnValue:
    """Say what this is and where to begin."""
    found = next_open_fair(now=now())
    if not is_same_for_everybody():
        return _start(found)
    content = content_of(found) if found else ()
    return kept(("start", chosen_language(), *content), lambda: _start(found))


def _start(found: Fair | None) -> str:
    return render_template("public/index.html", fair=found)


@public.route("/legal-notice")
@everybody
def imprint() -> ResponseReturnValue:
    """Say who runs this (§ 5 DDG)."""
    return render_template("public/imprint.html", place_list=place_list_in_use())


@public.route("/privacy")
@everybody
def privacy() -> ResponseReturnValue:
    """Say what happens to data (Art. 13 GDPR)."""
    return render_template("public/privacy.html")


@public.route("/accessibility")
@everybody
def accessibility() -> ResponseReturnValue:
    """Declare how accessible the pages are, and take feedback (§ 12b BGG)."""
    return render_template("public/accessibility.html")


@public.route("/feedback", methods=["GET", "POST"])
@everybody
def feedback() -> ResponseReturnValue:
    """Take a report and send it to the operator."""
    form = FeedbackForm()
    if form.validate_on_submit() and may_try(form, "feedback"):
        send_feedback(
            text=form.text.data or "",
            reply_to=form.email.data,
            operator_email=current_app.config["OPERATOR_EMAIL"],
            now=now(),
        )
        flash(_("Danke. Ihre Nachricht ist bei uns."), "success")
        return redirect(url_for(".feedback"), code=303)
    return render_template("public/feedback.html", form=form), 422 if form.errors else 200
