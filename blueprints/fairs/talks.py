"""Officers book talks at stands and see the plan of the day."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.fairs.forms import TalkForm
from blueprints.fairs.views import fairs
from blueprints.fields import printable
from blueprints.guard import requires, visible_or_404
from blueprints.labels import label
from blueprints.moments import clock
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import NotRegistered, RuleBroken, SlotTaken
from domain.fairs import Slot
from models import Fair, Interview, Position, Registration, Stand
from services import interviews
from services.fair_lists import find_registered
from services.fair_stands import released_positions, stands_of
from services.fairs import starts_of


@fairs.get("/<int:fair_id>/talks")
@requires(Permission.INTERVIEW_BOOK)
def plan(fair_id: int) -> ResponseReturnValue:
    """Show the plan of the day: a row for each time, a column for each stand."""
    fair = visible_or_404(Fair, fair_id)
    grid: dict[tuple[object, int], list[Interview]] = {}
    for talk in interviews.talks_of_fair(fair):
        grid.setdefault((talk.starts_at, talk.stand_id), []).append(talk)
    return render_template(
        "fairs/plan.html",
        fair=fair,
        starts=starts_of(fair),
        stands=[entry.stand for entry in stands_of(fair)],
        grid=grid,
    )


@fairs.get("/<int:fair_id>/talks/find")
@requires(Permission.INTERVIEW_BOOK)
def find_talk(fair_id: int) -> ResponseReturnValue:
    """Choose the stand and the person of a new talk."""
    fair = visible_or_404(Fair, fair_id)
    asked = printable(request.args.get("q", ""))[:120]
    return render_template(
        "fairs/find_talk.html",
        fair=fair,
        stands=_stand_choices(fair),
        stand_id=request.args.get("stand", 0, type=int),
        asked=asked,
        people=find_registered(fair, asked) if asked else [],
        back_url=url_for(".plan", fair_id=fair.id),
    )


@fairs.route("/<int:fair_id>/talks/<int:stand_id>/<int:registration_id>", methods=["GET", "POST"])
@requires(Permission.INTERVIEW_BOOK)
def book_talk(fair_id: int, stand_id: int, registration_id: int) -> ResponseReturnValue:
    """Book a talk: time, and the position it is about."""
    stand, registration = _of_one_fair(fair_id, stand_id, registration_id)
    candidate = registration.candidate
    positions = {one.id: one for one in released_positions([stand.employer_id])[stand.employer_id]}
    form = TalkForm(
        [(_slot_value(slot), clock(slot.starts_at)) for slot in _free(stand, registration)],
        [(one.id, _told_apart(one)) for one in positions.values()],
        data={"position": request.args.get("position", 0, type=int)},
    )
    if form.validate_on_submit() and _booked(form, stand, registration, positions):
        flash(f"Gespräch gebucht: {candidate.full_name} bei {stand.employer.name}.", "success")
        return redirect(url_for(".plan", fair_id=fair_id), code=303)
    page = render_template(
        "fairs/book_talk.html",
        stand=stand,
        candidate=candidate,
        form=form,
        back_url=url_for(".find_talk", fair_id=fair_id, stand=stand_id),
    )
    return page, 422 if form.errors else 200


@fairs.post("/<int:fair_id>/talks/<int:talk_id>/cancel")
@requires(Permission.INTERVIEW_BOOK)
def cancel_talk(fair_id: int, talk_id: int) -> ResponseReturnValue:
    """Cancel a talk; the person is told."""
    talk = visible_or_404(Interview, talk_id)
    if talk.stand.fair_id != fair_id:
        abort(404)
    name = talk.candidate.full_name
    interviews.cancel_interview(interview=talk, actor=current_actor(), now=now())
    flash(f"Das Gespräch mit {name} ist abgesagt. Die Person erhält einen Brief.", "info")
    return redirect(url_for(".plan", fair_id=fair_id), code=303)


def _of_one_fair(fair_id: int, stand_id: int, registration_id: int) -> tuple[Stand, Registration]:
    stand = visible_or_404(Stand, stand_id)
    registration = visible_or_404(Registration, registration_id)
    if {stand.fair_id, registration.fair_id} != {fair_id}:
        abort(404)
    return stand, registration


def _free(stand: Stand, registration: Registration) -> list[Slot]:
    return interviews.free_slots_for(stand, registration.candidate)


def _told_apart(position: Position) -> str:
    """Return a title with kind and place: one firm often has two positions of one title."""
    return f"{position.title} – {label(position.kind)}, {position.place}"


def _booked(
    form: TalkForm, stand: Stand, registration: Registration, positions: dict[int, Position]
) -> bool:
    """Book, or put the reason beside the field."""
    slot = _slot_of(str(form.slot.data), stand)
    if slot is None:
        form.slot.errors = ["Diese Uhrzeit gibt es hier nicht. Wählen Sie eine andere."]
        return False
    try:
        interviews.book_interview(
            stand=stand,
            candidate=registration.candidate,
            slot=slot,
            position=positions.get(form.position.data),
            actor=current_actor(),
            now=now(),
        )
    except SlotTaken:
        form.slot.errors = ["Diese Zeit wurde gerade vergeben. Wählen Sie eine andere."]
    except NotRegistered:
        form.slot.errors = ["Die Person hat ihren Platz inzwischen abgesagt."]
    except RuleBroken:
        form.slot.errors = ["Das passt nicht zu diesem Stand. Wählen Sie eine andere Zeit."]
    else:
        return True
    return False


def _slot_value(slot: Slot) -> str:
    return f"{slot.starts_at:%Y-%m-%dT%H:%M}/{slot.desk}"


def _slot_of(value: str, stand: Stand) -> Slot | None:
    possible = (
        Slot(start, desk) for start in starts_of(stand.fair) for desk in range(1, stand.desks + 1)
    )
    return next((slot for slot in possible if _slot_value(slot) == value), None)


def _stand_choices(fair: Fair) -> list[tuple[int, str]]:
    return [
        (one.stand.id, f"{one.stand.number} – {one.stand.employer.name}") for one in stands_of(fair)
    ]
