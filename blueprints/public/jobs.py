"""Positions for everybody: a list, and a page each that search engines understand."""

from __future__ import annotations

from flask import abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from blueprints.fields import printable
from blueprints.guard import public as everybody
from blueprints.job_posting import job_posting
from blueprints.languages import chosen_language
from blueprints.public.blueprint import public
from blueprints.sessions import now
from domain.clock import office_day
from domain.page_languages import SOURCE
from services.catalogue import occupation_label
from services.public_fair import next_open_fair
from services.public_positions import page_of_public_positions, public_position

LONGEST_SEARCH = 80


@public.route("/jobs")
@everybody
def jobs() -> ResponseReturnValue:
    """List the positions that are shown to everybody."""
    words = printable(request.args.get("q", ""))[:LONGEST_SEARCH]
    page = page_of_public_positions(request.args.get("page", 1, type=int), words=words)
    return render_template("public/jobs.html", page=page, words=words)


@public.route("/jobs/<job_code>")
@everybody
def job(job_code: str) -> ResponseReturnValue:
    """Show one position; its JSON-LD is data in the page and German as the firm's words are."""
    position = public_position(job_code) or abort(404)
    url = current_app.config["BASE_URL"].rstrip("/") + url_for(".job", job_code=job_code)
    with force_locale(SOURCE):
        posting = job_posting(position, url=url, today=office_day(now()))
    return render_template(
        "public/job.html",
        position=position,
        posting=posting,
        occupation=occupation_label(position.occupation_code, chosen_language()),
        fair=next_open_fair(now=now()),
    )
