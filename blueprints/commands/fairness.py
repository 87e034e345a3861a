"""`flask fairness`: how groups fare on the lists, and that who people are moves nobody."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any

import click
from flask.cli import with_appcontext

from blueprints.commands.one_line import one_line
from blueprints.sessions import now
from services.fairness_audit import audit_ranking
from services.fairness_report import Chosen, FairnessReport, GroupLine, fairness_report


@click.group("fairness")
def fairness() -> None:
    """Report how groups fare, and audit that who people are moves nobody."""


@fairness.command("report")
@click.option("--json", "as_json", is_flag=True, help="For another program to read.")
@with_appcontext
@one_line
def report(as_json: bool) -> None:
    """Print how groups fare on today's lists; small groups are pooled, small numbers hidden."""
    found = fairness_report(now=now())
    if as_json:
        click.echo(json.dumps(_plain(asdict(found)), indent=2, default=str, allow_nan=False))
        return
    if found.is_empty:
        raise click.ClickException("Nothing to measure: no lists yet (flask work computes them).")
    for line in _lines(found):
        click.echo(line)


def _plain(value: Any) -> Any:
    """Return numbers that JSON has; what is infinite or no number is null."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        fields = getattr(value, "_asdict", None)
        return _plain(fields()) if fields else [_plain(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _lines(found: FairnessReport) -> list[str]:
    lines = [
        f"people\t{found.people}",
        f"lists\t{found.lists}",
        f"coverage\t{found.coverage:.3f}",
        f"gini\t{found.gini:.3f}",
    ]
    for trait in found.traits:
        even = f"NDKL {_number(trait.ndkl, 3)}\tinfeasible {_number(trait.infeasible)}"
        lines.append(f"{trait.trait}\t{even}")
        lines += [_group(one) for one in trait.groups]
        lines += [
            f"  floor {one.part:.0%} for {one.group}\t{one.price.changed} of {one.price.lists} "
            f"lists\t-{one.price.lost:.2f} points\tNDKL {one.price.ndkl_after:.3f}"
            for one in trait.floors
        ]
    return lines


def _group(one: GroupLine) -> str:
    return (
        f"  {one.group}\t{one.people}\texposure {_number(one.exposure)}\tskew {_number(one.skew)}\t"
        f"first ten {_chosen(one.first)}\tproposed {_chosen(one.proposed)}"
    )


def _number(value: float | None, digits: int = 2) -> str:
    return "hidden" if value is None else f"{value:.{digits}f}"


def _chosen(one: Chosen) -> str:
    if one.selection is None:
        return "hidden"
    rate, ratio = one.selection.rate, one.selection.ratio
    return (
        f"{rate.value:.2f} ({rate.low:.2f}-{rate.high:.2f}), ratio {ratio.value:.2f} "
        f"({ratio.low:.2f}-{ratio.high:.2f}) {one.selection.verdict}"
    )


@fairness.command("audit")
@click.option("--seed", default=0, show_default=True, type=int, help="Which people swap.")
@with_appcontext
@one_line
def audit(seed: int) -> None:
    """Swap who people are in a transaction that is never kept; nothing may move."""
    found = audit_ranking(now=now(), seed=seed)
    click.echo(f"{found.people} people, {found.positions} positions; nothing is kept")
    for swap in found.swaps:
        said = "moves nobody" if swap.holds else f"MOVES {swap.moved} people"
        tried = f"{swap.changed} values swapped" if swap.changed else "nothing to swap, not tested"
        click.echo(f"{swap.thing}\t{tried}\t{said}")
    if not found.holds:
        raise click.ClickException("A list depends on who somebody is: stop using it, tell us.")
    if not any(swap.changed for swap in found.swaps):
        raise click.ClickException("Nothing could be swapped: too few people agreed to placement.")
