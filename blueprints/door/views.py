"""The page of the door: scan, type, look for a name; who is here and who is missing."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.door.forms import CodeForm, new_scan_id
from blueprints.fields import printable
from blueprints.guard import requires, visible_or_404
from blueprints.profile_labels import language_name
from blueprints.security import allow_camera
from blueprints.sessions import now
from domain.access import Permission
from models import Fair, Registration
from services import door_guests
from services.door_guests import Looked
from services.fairs import next_fairs

door = Blueprint("door", __name__, url_prefix="/desk/door")

PRESENCES = [("", "alle"), ("missing", "fehlt noch"), ("here", "ist da")]


@door.get("/")
@requires(Permission.CHECK_IN)
def index() -> ResponseReturnValue:
    """Go to the fair of today or the next one; offer the choice where there are several."""
    fairs = next_fairs(now=now())
    if len(fairs) == 1:
        return redirect(url_for(".show", fair_id=fairs[0].id), code=303)
    return render_template("door/index.html", fairs=fairs)


@door.get("/<int:fair_id>")
@requires(Permission.CHECK_IN)
def show(fair_id: int) -> ResponseReturnValue:
    """Show the door: the camera, the code, the names."""
    return door_page(visible_or_404(Fair, fair_id), CodeForm(formdata=None))


def door_page(fair: Fair, form: CodeForm) -> ResponseReturnValue:
    """Return the page of the door; a form with an error comes back with its sentence."""
    allow_camera()
    form.scan.data = new_scan_id()
    looked = _looked()
    here, missing = door_guests.count_arrivals(fair)
    page = render_template(
        "door/show.html",
        fair=fair,
        form=form,
        looked=looked,
        filters=_filters(fair, looked),
        here=here,
        missing=missing,
        guests=door_guests.find_guests(fair, looked),
        most=door_guests.MOST,
        early=_early(fair),
        over=fair.ends_at <= now(),
        press=new_scan_id(),
    )
    return page, 422 if form.errors else 200


@door.get("/<int:fair_id>/presence")
@requires(Permission.CHECK_IN)
def presence(fair_id: int) -> ResponseReturnValue:
    """Count who is here and who is missing, by language and by firm people want to meet."""
    fair = visible_or_404(Fair, fair_id)
    here, missing = door_guests.count_arrivals(fair)
    return render_template(
        "door/presence.html",
        fair=fair,
        here=here,
        missing=missing,
        by_language=door_guests.presence_by_language(fair),
        by_firm=door_guests.presence_by_firm(fair),
    )


def registration_or_404(fair_id: int, registration_id: int) -> Registration:
    """Return a registration of this fair; under another fair it does not exist."""
    registration = visible_or_404(Registration, registration_id)
    return registration if registration.fair_id == fair_id else abort(404)


def _early(fair: Fair) -> Registration | None:
    """Return whom staff are asked about: the day of the fair has not come yet."""
    asked = request.args.get("early", type=int)
    return None if asked is None else registration_or_404(fair.id, asked)


def _looked() -> Looked:
    return Looked(
        name=printable(request.args.get("q", ""))[:120],
        presence=request.args.get("presence", "")[:10],
        language=printable(request.args.get("language", ""))[:8],
        stand_id=_small_number(request.args.get("stand", "")),
    )


def _small_number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def _filters(fair: Fair, looked: Looked) -> list[dict[str, object]]:
    languages = [
        (one.key, language_name(one.key)) for one in door_guests.presence_by_language(fair)
    ]
    firms = [(str(stand_id), name) for stand_id, name, _ in door_guests.presence_by_firm(fair)]
    offered = (
        ("presence", "Anwesenheit", PRESENCES, looked.presence),
        ("language", "Sprache", [("", "alle"), *languages], looked.language),
        ("stand", "Firma", [("", "alle"), *firms], str(looked.stand_id or "")),
    )
    names = ("name", "label", "choices", "selected")
    return [dict(zip(names, one, strict=True)) for one in offered]
