"""The rehearsal: whose answer, talk or proposal a coming rule changes, before it counts."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from blueprints.guard import requires
from blueprints.labels import label
from blueprints.law.blueprint import law
from blueprints.moments import short_day as written_day
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.work_access import WorkAccess
from services.law import open_drafts
from services.rehearsal import Change, Concern, create_change_tasks, rehearse

SHOWN = 200
LONGEST_HINT = 200
CONCERNS = {
    Concern.PROPOSAL: "Vorschlag",
    Concern.TALK: "Gespräch",
    Concern.PERSON: "Ohne Vorschlag und Gespräch",
}


@law.route("/rehearsal")
@requires(Permission.RULE_ENTER)
def rehearsal() -> ResponseReturnValue:
    """Show what the drafts would change."""
    return render_template(
        "law/rehearsal.html",
        found=rehearse(actor=current_actor(), now=now(), most=SHOWN),
        drafts=open_drafts(),
        matter=matter,
        said=said,
    )


@law.route("/rehearsal/tasks", methods=["POST"])
@requires(Permission.RULE_ENTER)
def make_tasks() -> ResponseReturnValue:
    """Leave a task for every change."""
    count = create_change_tasks(actor=current_actor(), wording=wording, now=now())
    flash(f"Neue Aufgaben: {count}", "success" if count else "info")
    return redirect(url_for(".rehearsal"), code=303)


def matter(change: Change) -> str:
    """Return what a change is about."""
    activities = ", ".join(label(one) for one in change.activities)
    about = f"{CONCERNS[change.concern]}: {change.title}" if change.title else ""
    return f"{about or CONCERNS[change.concern]} ({activities})"


def said(access: WorkAccess) -> str:
    """Return an answer in words: why it is unclear, and when a waiting time is over."""
    until, reason = access.ruling.until, label(access.ruling.reason)
    told: str = label(access.answer)
    if reason:
        return f"{told}: {reason}"
    return f"{told}, vorbei ab {written_day(until)}" if until else told


def wording(change: Change) -> str:
    """Return the line of the task; the same change has the same line."""
    answers = f"{label(change.before.answer)} → {label(change.after.answer)}"
    return f"Ab {written_day(change.day)}: {answers}. {matter(change)}"[:LONGEST_HINT]
