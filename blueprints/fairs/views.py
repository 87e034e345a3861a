"""Officers make fairs, change them and see who comes."""

from __future__ import annotations

from babel import Locale
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from blueprints.fields import printable
from blueprints.guard import requires, visible_or_404
from blueprints.labels import choices
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import WrongState
from domain.fairs import FairAction, RegistrationState
from models import Fair
from services import fair_lists
from services import fairs as verbs
from services.fair_lists import Wanted

fairs = Blueprint("fairs", __name__, url_prefix="/desk/fairs")

NEEDS = [
    ("", "alle"),
    ("interpreter", "Übersetzung"),
    ("child_care", "Kinderbetreuung"),
    ("ramp", "Weg ohne Stufen"),
]


@fairs.get("/")
@requires(Permission.FAIR_MANAGE)
def index() -> ResponseReturnValue:
    """List every fair, those to come first."""
    return render_template("fairs/index.html", fairs=fair_lists.all_fairs(now=now()))


@fairs.route("/<int:fair_id>/<any(open, close, cancel):action>", methods=["GET", "POST"])
@requires(Permission.FAIR_MANAGE)
def act(fair_id: int, action: str) -> ResponseReturnValue:
    """Open, close or cancel a fair, after a look at what that means."""
    fair = visible_or_404(Fair, fair_id)
    form = FlaskForm()
    if form.validate_on_submit():
        try:
            verbs.act_on_fair(
                fair_id=fair.id, action=FairAction(action), actor=current_actor(), now=now()
            )
        except WrongState:
            flash("Das ist im Moment nicht möglich: Der Stand hat sich geändert.", "warning")
        return redirect(url_for(".show", fair_id=fair.id), code=303)
    return render_template(
        "fairs/act.html",
        fair=fair,
        form=form,
        action=FairAction(action),
        back_url=url_for(".show", fair_id=fair_id),
    )


@fairs.get("/<int:fair_id>/registrations")
@requires(Permission.FAIR_MANAGE)
def registrations(fair_id: int) -> ResponseReturnValue:
    """List who is registered, by name, state, need or language."""
    fair = visible_or_404(Fair, fair_id)
    asked = Wanted(
        **{
            name: printable(request.args.get(name, ""))[:120]
            for name in ("state", "need", "language", "group")
        },
        name=printable(request.args.get("q", ""))[:120],
        sort=request.args.get("sort", "name")[:20],
        page=request.args.get("page", 1, type=int),
    )
    return render_template(
        "fairs/registrations.html",
        fair=fair,
        asked=asked,
        found=fair_lists.registrations_of(fair, asked),
        filters=_filters(fair, asked),
        groups=[(one.id, one.name) for one in fair.groups],
    )


def _filters(fair: Fair, asked: Wanted) -> list[dict[str, object]]:
    states = [(one.value, one.label) for one in choices(RegistrationState)]
    languages = [(code, _language(code)) for code in fair_lists.languages_of(fair)]
    return [
        {
            "name": "state",
            "label": "Stand",
            "choices": [("", "alle"), *states],
            "selected": asked.state,
        },
        {
            "name": "group",
            "label": "Gruppe",
            "choices": [("", "alle"), *((str(one.number), one.name) for one in fair.groups)],
            "selected": asked.group,
        },
        {"name": "need", "label": "Bedarf", "choices": NEEDS, "selected": asked.need},
        {
            "name": "language",
            "label": "Sprache",
            "choices": [("", "alle"), *languages],
            "selected": asked.language,
        },
    ]


def _language(code: str) -> str:
    return str(Locale("de").languages.get(code, code))
