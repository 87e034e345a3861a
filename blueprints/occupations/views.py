"""Occupations: searched by everyday words, as a page and while typing."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from blueprints.fields import printable
from blueprints.guard import public
from blueprints.languages import chosen_language
from services.catalogue import suggest_occupations

occupations = Blueprint("occupations", __name__, url_prefix="/occupations")


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
