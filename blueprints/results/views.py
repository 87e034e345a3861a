"""The page of results for officers and the team lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from blueprints.guard import requires, visible_or_404
from blueprints.labels import label
from blueprints.profile_labels import language_name
from blueprints.results.plots import Bar, bars
from blueprints.sessions import now
from domain import attendance
from domain.access import Permission
from domain.attendance import PRESENT, REGISTERED, Part, Row
from domain.opinions import Mood
from domain.small_numbers import Published
from models import Fair
from services import fair_results
from services.catalogue import main_group
from services.fair_results import Guest

results = Blueprint("results", __name__, url_prefix="/desk/results")

NOT_KNOWN = "nicht bekannt"
REST = "übrige und kleine Gruppen"


@dataclass(frozen=True, slots=True)
class Table:
    """One breakdown with its plot."""

    title: str
    column: str
    lines: list[tuple[str, Row]]
    bars: list[Bar]


@results.get("/")
@requires(Permission.RESULTS_READ)
def index() -> ResponseReturnValue:
    """List the fairs that have begun."""
    return render_template("results/index.html", fairs=fair_results.fairs_with_results(now=now()))


@results.get("/<int:fair_id>")
@requires(Permission.RESULTS_READ)
def show(fair_id: int) -> ResponseReturnValue:
    """Show what came of a fair; small numbers are hidden."""
    fair = visible_or_404(Fair, fair_id)
    guests = fair_results.guests_of(fair)
    told = attendance.totals(guest.part for guest in guests)
    visitors = fair_results.visitors_said(fair)
    return render_template(
        "results/show.html",
        fair=fair,
        told=told,
        parts=list(Part),
        registered=attendance.sum_of(told, REGISTERED),
        present=attendance.sum_of(told, PRESENT),
        tables=[_table(guests, *one) for one in BREAKDOWNS],
        visitors=visitors,
        moods=_mood_bars(visitors.moods),
        firms=fair_results.firms_said(fair),
        stands=fair_results.stands_counted(fair),
        rest=REST,
        part_keys=[(part.value, label(part)) for part in Part],
    )


BREAKDOWNS: tuple[tuple[str, str, Callable[[Guest], str]], ...] = (
    ("Nach Sprache", "Sprache", lambda guest: language_name(guest.language)),
    ("Nach Wohnort", "Wohnort", lambda guest: guest.place or NOT_KNOWN),
    ("Nach Beruf", "Berufsgruppe", lambda guest: main_group(guest.occupation_code) or NOT_KNOWN),
)


def _table(guests: list[Guest], title: str, column: str, name_of: Callable[[Guest], str]) -> Table:
    found = attendance.breakdown((name_of(guest), guest.part) for guest in guests)
    rows = [*((row.name, row) for row in found.rows), (REST, found.rest)]
    lines = [*rows, ("zusammen", found.total)]
    drawn = bars(
        [(name, [(part.value, row.cells[part] or 0) for part in Part]) for name, row in rows]
    )
    return Table(title, column, lines, [bar for bar in drawn if bar.total])


def _mood_bars(moods: Published) -> list[Bar]:
    rows = [(str(label(mood)), [(mood.value, moods.parts.get(mood.value, 0))]) for mood in Mood]
    return bars([*rows, ("nicht einzeln genannt", [("rest", moods.rest or 0)])])
