"""The fairness report in words and pictures; only a team lead reads it, so German."""

from __future__ import annotations

import math
from collections.abc import Callable

from blueprints.fairness.plots import Plot, Point, plot_of
from blueprints.labels import label
from domain.fairness_groups import OLDEST, UNKNOWN, Trait
from domain.people import Sex
from domain.residence import DocumentGroup
from matching.fairness import FOUR_FIFTHS, Verdict
from services.fairness_report import REST, Chosen, FloorPrice, GroupLine, TraitReport

TRAITS = {
    Trait.SEX: "Geschlecht",
    Trait.AGE: "Alter",
    Trait.RESIDENCE: "Aufenthaltsdokument",
}
VERDICTS = {
    Verdict.BEST: ("höchster Anteil, Vergleich", "info"),
    Verdict.EVEN: ("mindestens vier Fünftel", "success"),
    Verdict.BELOW: ("unter vier Fünfteln", "danger"),
    Verdict.TOO_FEW: ("zu wenige, um es zu sagen", "warning"),
}
HIDDEN = ("kleine Zahl, nicht gezeigt", "info")
_NAMES = {
    Sex.FEMALE.value: "weiblich",
    Sex.MALE.value: "männlich",
    Sex.DIVERSE.value: "divers",
    "under_25": "unter 25",
    "25_to_34": "25 bis 34",
    "35_to_44": "35 bis 44",
    "45_to_54": "45 bis 54",
    OLDEST: "55 und älter",
    UNKNOWN: "nicht bekannt",
    REST: "kleine Gruppen zusammen",
}


def group_name(group: str) -> str:
    """Return what a group is called."""
    return _NAMES.get(group) or str(label(DocumentGroup(group)))


def floor_name(trait: Trait, group: str, part: float) -> str:
    """Return what a floor is called: for whom, and how high."""
    return (
        f"{TRAITS[trait]} {group_name(group)}, mindestens {100 * part:.0f} % des Anteils an allen"
    )


def price_text(trait: Trait, one: FloorPrice) -> str:
    """Return a floor with its price, short enough for a line of choices."""
    who, price = f"{TRAITS[trait]} {group_name(one.group)}", one.price
    lists, points = f"{price.changed} von {price.lists} Listen", f"{decimal(price.lost)} Punkte"
    return f"{who}, {100 * one.part:.0f} %: {lists}, {points}"


def verdict_of(chosen: Chosen) -> tuple[str, str]:
    """Return the verdict in words and the kind of its badge."""
    return HIDDEN if chosen.selection is None else VERDICTS[chosen.selection.verdict]


def percent(chosen: Chosen) -> str:
    """Return a rate with its interval, as whole percents."""
    interval = chosen.selection.rate if chosen.selection else None
    if interval is None or math.isnan(interval.value):
        return "–"
    low, high = 100 * interval.low, 100 * interval.high
    return f"{100 * interval.value:.0f} % ({low:.0f}–{high:.0f})"


def ratio(chosen: Chosen) -> str:
    """Return a ratio with its interval."""
    interval = chosen.selection.ratio if chosen.selection else None
    if interval is None or math.isnan(interval.value):
        return "–"
    if interval.low == interval.high:
        return "1"
    high = "∞" if math.isinf(interval.high) else decimal(interval.high)
    return f"{decimal(interval.value)} ({decimal(interval.low)}–{high})"


def decimal(value: float | None) -> str:
    """Return a number with two decimals, German; a dash for one that is not told."""
    if value is None:
        return "–"
    if math.isinf(value):
        return "niemand" if value < 0 else "∞"
    return f"{value:.2f}".replace(".", ",")


def plots_of(report: TraitReport) -> list[Plot]:
    """Return the plots of one trait: attention a head, and the ratio to the highest rate."""
    return [
        plot_of(
            "Aufmerksamkeit je Kopf",
            [Point(group_name(one.group), one.exposure, text=decimal(one.exposure))
             for one in report.groups if one.exposure is not None],
            [(0, "0"), (0.5, "0,5"), (1, "1"), (1.5, "1,5"), (2, "2")],
            [(1, "gleich")],
        ),
        _ratios("Verhältnis in den ersten Zehn", report, lambda one: one.first),
        _ratios("Verhältnis bei den Vorschlägen", report, lambda one: one.proposed),
    ]  # fmt: skip


def _ratios(title: str, report: TraitReport, of: Callable[[GroupLine], Chosen]) -> Plot:
    points = []
    for one in report.groups:
        chosen = of(one).selection
        if chosen is not None and not math.isnan(chosen.ratio.value):
            points.append(Point(group_name(one.group), *chosen.ratio, decimal(chosen.ratio.value)))
    scale = [(0, "0"), (0.4, "0,4"), (0.8, "0,8"), (1.2, "1,2"), (1.6, "1,6")]
    return plot_of(title, points, scale, [(FOUR_FIFTHS, "vier Fünftel")])
