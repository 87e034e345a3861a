"""Pages for everybody: start, legal notice, privacy, accessibility, the fair."""

from __future__ import annotations

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import inspect

from blueprints.form_limits import may_try
from blueprints.guard import public as everybody
from blueprints.languages import chosen_language
from blueprints.public import jobs
from blueprints.public.blueprint import public
from blueprints.public.forms import FeedbackForm
from blueprints.public.kept import is_same_for_everybody, kept
from blueprints.sessions import now
from domain.fairs import FairState, phase_of
from models import Fair
from services.feedback import send_feedback
from services.places import place_list_in_use
from services.public_fair import next_open_fair, public_fair, public_stands

__all__ = ["jobs", "public"]


@public.route("/")
@everybody
def index() -> ResponseReturnValue:
    """Say what this is and where to begin."""
    fair = next_open_fair(now=now())
    return render_template("public/index.html", fair=fair)


@public.route("/fairs/<slug>")
@everybody
def fair(slug: str) -> ResponseReturnValue:
    """Show a fair: when, where, who is there, how many places are left."""
    found = public_fair(slug) or abort(404)
    if is_same_for_everybody():
        return kept((chosen_language(), *content_of(found)), lambda: fair_page(found))
    return fair_page(found)


def fair_page(found: Fair) -> str:
    """Return the page of a fair."""
    return render_template(
        "public/fair.html",
        fair=found,
        left=places_left(found),
        stands=public_stands(found.id),
    )


def content_of(found: Fair) -> tuple[object, ...]:
    """Return everything the page says of the fair itself; what is a list or table in words."""
    stated = (getattr(found, column.key) for column in inspect(Fair).column_attrs)
    return (phase_of(found, now()), *(_hashable(one) for one in stated))


def _hashable(value: object) -> object:
    return repr(value) if isinstance(value, dict | list) else value


def places_left(found: Fair) -> int:
    """Return how many people can still register; none once it is over or not open."""
    takes = found.state is FairState.OPEN and found.ends_at > now()
    return found.capacity - found.taken if takes else 0


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
