"""Occupations: searched by everyday words, as a page and while typing."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.fields import printable
from blueprints.guard import public, requires, visible_or_404
from blueprints.languages import chosen_language
from blueprints.sessions import current_actor, now
from blueprints.transition_words import short_way_text
from domain.access import Permission
from domain.clock import office_day
from domain.errors import NotFound
from matching.catalogue.origins import machine_made
from models import RememberedTitle
from services.catalogue import suggest_occupations
from services.occupation_pages import find_occupation
from services.remembered_titles import forget_title, remembered_for

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
    page = find_occupation(kldb, office_day(now()))
    if page is None:
        raise NotFound
    return render_template(
        "occupations/show.html",
        page=page,
        ways_in=WAYS_IN,
        regulated=REGULATED,
        machine_made=machine_made(),
        remembered=remembered_for(kldb),
        short_way_text=short_way_text,
    )


@occupations.route("/synonyms/<int:synonym_id>/removal", methods=["POST"])
@requires(Permission.SYNONYM_FORGET)
def forget(synonym_id: int) -> ResponseReturnValue:
    """Take a title away that the office had remembered."""
    remembered = visible_or_404(RememberedTitle, synonym_id)
    code, title = remembered.code, remembered.title
    forget_title(actor=current_actor(), remembered=remembered, now=now())
    flash(f"„{title}“ ist nicht mehr gemerkt.", "success")
    return redirect(url_for(".show", kldb=code), code=303)
