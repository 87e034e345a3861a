"""`flask learning`: state, training, release by name, and the way back."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from blueprints.commands.one_line import OneLineGroup, one_line
from blueprints.learning.words import decimal
from blueprints.sessions import now
from domain.access import Actor, Permission
from domain.errors import NotFound, Outdated, RuleBroken
from models import LearnedVersion
from services.learning.basis import newest_basis
from services.learning.releasing import (
    HeldBack,
    ModelDamaged,
    release_version,
    return_to_before,
    versions,
)
from services.learning.training import LearningIsOff, NothingToLearn, train_version
from services.ranking_weights import weights_in_use
from services.staff_accounts import active_account

_as = click.option(
    "--as", "email", required=True, help="The address of the one who answers for it."
)


@click.group("learning", cls=OneLineGroup)
def learning() -> None:
    """Learn the weights from decisions; only where somebody recorded the legal basis."""


@learning.command("status")
@with_appcontext
@one_line
def status() -> None:
    """Say whether learning is on, which weights count, and what was learned."""
    basis, use = newest_basis(), weights_in_use()
    if basis is not None and basis.is_on:
        click.echo(f"on since {basis.set_at:%Y-%m-%d}, recorded by {basis.set_by.name}")
        click.echo(f"\t{basis.basis}")
    else:
        click.echo("off: nobody recorded the legal basis (page Lernen, team lead)")
    counts = f"learned version {use.learned.number}" if use.learned else "weights people set"
    click.echo(f"in use: {use.version}, {counts}")
    for one in versions():
        click.echo(_line(one, use.number))


@learning.command("train")
@with_appcontext
@one_line
def train() -> None:
    """Train a version from all decisions; it waits for a release, if the gate lets it pass."""
    try:
        version = train_version(now=now())
    except LearningIsOff:
        raise click.ClickException(
            "Learning is off: a team lead records the legal basis on the page Lernen first."
        ) from None
    except NothingToLearn:
        raise click.ClickException(
            "No pair that was shown since learning is on has been decided yet."
        ) from None
    click.echo(_line(version, version.compared_with))


@learning.command("release")
@click.argument("number", type=click.IntRange(min=1))
@_as
@click.option("--reason", required=True, help="Why; without names.")
@with_appcontext
@one_line
def release(number: int, email: str, reason: str) -> None:
    """Let a version count that the gate let pass; all lists are computed again."""
    actor = _lead(email)
    try:
        row = release_version(actor=actor, number=number, reason=reason[:400],
                              seen=weights_in_use().number, now=now())  # fmt: skip
    except NotFound:
        raise click.ClickException(
            f"There is no version {number}: flask learning status."
        ) from None
    except RuleBroken as error:
        raise click.ClickException(_sentence(error, number)) from None
    click.echo(f"Version {number} counts as weights {row.number}.")


@learning.command("return")
@_as
@with_appcontext
@one_line
def go_back(email: str) -> None:
    """Let those weights count again that counted before the learned ones."""
    actor = _lead(email)
    try:
        row = return_to_before(actor=actor, seen=weights_in_use().number, now=now())
    except RuleBroken:
        raise click.ClickException("No learned version counts: nothing to return from.") from None
    click.echo(f"Weights {row.number} count: {row.reason}.")


def _lead(email: str) -> Actor:
    account = active_account(email.strip().lower())
    if account is None:
        raise click.ClickException(f"{email[:80]!r} is nobody's active account.")
    actor = account.actor
    if not actor.may(Permission.WEIGHTS_SET):
        raise click.ClickException(f"{account.name} may not set weights: only a team lead may.")
    return actor


def _line(one: LearnedVersion, weights: int) -> str:
    """Return what became of a version, where the weights of that number count."""
    waits = "may be released" if one.compared_with == weights else "compared with older weights"
    held = f"held back: {', '.join(one.refusals)}" if one.refusals else waits
    before, after = (
        "-" if value is None else decimal(value).replace(",", ".")
        for value in (one.card["before"], one.card["after"])
    )
    return (
        f"version {one.number}\t{one.trained_at:%Y-%m-%d}\t{one.decisions} decisions\t"
        f"right order {before} -> {after}\t{held}"
    )


def _sentence(error: RuleBroken, number: int) -> str:
    if isinstance(error, HeldBack):
        return f"Version {number} is held back: {', '.join(error.facts['refusals'])}."  # type: ignore[arg-type]
    if isinstance(error, ModelDamaged):
        return f"{error.facts['model']} What counts now goes on counting."
    if isinstance(error, Outdated):
        return f"Version {number} was compared with other weights or another engine: train again."
    return "Give a reason."
