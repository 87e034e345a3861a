"""Occupations: searched by everyday words, as a page and while typing."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from blueprints.fields import printable
from blueprints.guard import public, requires
from blueprints.languages import chosen_language
from domain.access import Permission
from domain.errors import NotFound
from services.catalogue import suggest_occupations
from services.occupation_pages import find_occupation

occupations = Blueprint("occupations", __name__, url_prefix="/occupations")

WAYS_IN = {
    "helper": "ohne Ausbildung, wird angelernt",
    "apprenticeship": "Ausbildung im Betrieb",
    "vocational-school": "Ausbildung an einer Berufsfachschule oder Fachschule",
    "further-training": "Weiterbildung nach Ausbildung und Berufserfahrung",
    "studies": "Studium",
}
REGULATED = {
    "no": "nein, frei für alle",
    "firm": "nur der eigene Betrieb braucht den Eintrag in die Handwerksrolle, Angestellte nicht",
    "title": "nur die Berufsbezeichnung: arbeiten darf man, sich so nennen erst mit Erlaubnis",
    "work": "ja, arbeiten darf man erst mit Erlaubnis oder Nachweis",
    "unknown": "noch nicht festgehalten",
}


@occupations.route("")
@public
def index() -> ResponseReturnValue:
    """Search occupations on a plain page."""
    typed = printable(request.args.get("q", ""))[:160]
    found = suggest_occupations(typed, chosen_language(), 20)
    return render_template("occupations/index.html", typed=typed, found=found)


@occupations.route("/search")
@public
def search() -> ResponseReturnValue:
    """Answer what somebody has typed so far; ``items`` are the names to choose from."""
    found = suggest_occupations(printable(request.args.get("q", ""))[:160], chosen_language(), 8)
    known = [{"code": one.code, "label": one.label, "level": one.level} for one in found]
    answer = jsonify(items=list(dict.fromkeys(one.label for one in found)), occupations=known)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@occupations.route("/<kldb>")
@requires(Permission.OCCUPATION_READ)
def show(kldb: str) -> ResponseReturnValue:
    """Show all the catalogue knows of one type of the KldB, and its neighbours."""
    page = find_occupation(kldb)
    if page is None:
        raise NotFound
    return render_template("occupations/show.html", page=page, ways_in=WAYS_IN, regulated=REGULATED)
