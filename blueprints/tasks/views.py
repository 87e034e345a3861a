"""What the software could not do and a person must: letters that reached nobody, cases left."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from jinja2 import TemplateError

from blueprints.guard import requires, visible_or_404
from blueprints.letters import words
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import RuleBroken
from domain.page_languages import SOURCE
from models import DeletionRequest, Letter, Task
from services.deletion_requests import requests_to_do
from services.tasks import (
    PAGE,
    cases_begun,
    finish_task,
    firms_left,
    open_tasks,
    places_differ,
    rule_changes,
    send_again,
)
from services.team_overview import cases_to_reassign

tasks = Blueprint("tasks", __name__, url_prefix="/tasks")

REASONS = {
    "SMTPRecipientsRefused": "Die Adresse gibt es nicht.",
    "SMTPDataError": "Der Mailserver lehnt den Brief ab.",
    "address": "Die Adresse ist keine E-Mail-Adresse.",
    "left": "Die Person hat ihre Firma verlassen.",
    "template": "Der Brief konnte nicht geschrieben werden.",
}
NOT_REACHED = "Einen Tag lang nicht zustellbar."
DONE_MEANWHILE = "Diese Aufgabe hat inzwischen jemand erledigt."


@tasks.route("/")
@requires(Permission.TASK_WORK)
def index() -> ResponseReturnValue:
    """List the letters that reached nobody, the oldest first, and people left behind."""
    return render_template(
        "tasks/index.html",
        tasks=open_tasks(actor=current_actor()),
        left_behind=cases_to_reassign(current_actor()),
        begun=cases_begun(actor=current_actor()),
        firms_left=firms_left(actor=current_actor()),
        deletions=_deletions(),
        places_differ=places_differ(actor=current_actor()),
        rule_changes=rule_changes(actor=current_actor()),
        most=PAGE,
        subject_of=subject_of,
        reason_of=reason_of,
    )


@tasks.route("/<int:task_id>/letter", methods=["POST"])
@requires(Permission.TASK_WORK)
def send(task_id: int) -> ResponseReturnValue:
    """Send the letter once more."""
    task = visible_or_404(Task, task_id)
    try:
        send_again(actor=current_actor(), task=task, now=now())
    except RuleBroken:
        flash(DONE_MEANWHILE, "info")
    else:
        flash(
            "Der Brief geht noch einmal hinaus, an die Adresse, die jetzt eingetragen ist.",
            "success",
        )
    return redirect(url_for(".index"), code=303)


@tasks.route("/<int:task_id>/done", methods=["POST"])
@requires(Permission.TASK_WORK)
def done(task_id: int) -> ResponseReturnValue:
    """Note that the reader was reached another way."""
    task = visible_or_404(Task, task_id)
    try:
        finish_task(actor=current_actor(), task=task, now=now())
    except RuleBroken:
        flash(DONE_MEANWHILE, "info")
    else:
        flash("Erledigt. Ein Brief, der dazu wartete, wird nicht mehr gesendet.", "success")
    return redirect(url_for(".index"), code=303)


def _deletions() -> list[DeletionRequest]:
    """Return who wants to be deleted, for those who may do it."""
    actor = current_actor()
    return requests_to_do(actor) if actor.may(Permission.PERSON_DELETE) else []


def subject_of(letter: Letter) -> str:
    """Return what the letter was about, in German."""
    try:
        return words(letter.kind, letter.facts, SOURCE).subject
    except TemplateError:
        return letter.kind


def reason_of(letter: Letter) -> str:
    """Return why the letter reached nobody, in German."""
    named = (letter.last_error or "").replace(":", " ").split(" ")[0]
    return REASONS.get(named, NOT_REACHED)
