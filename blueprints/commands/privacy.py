"""`flask privacy`: what is left of a text, and what is deleted when."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from blueprints.commands.one_line import one_line
from blueprints.letters import letter_folders
from blueprints.privacy_labels import PRIVACY_LABELS
from blueprints.sessions import now
from domain.clock import office_day
from domain.retention import Kept
from services.leftovers import search_files, search_tables
from services.retention import calendar

SHORTEST = 3


@click.group("privacy")
def privacy() -> None:
    """For the data protection officer: search for leftovers, read the deletion calendar."""


@privacy.command("search")
@click.argument("text")
@with_appcontext
@one_line
def search(text: str) -> None:
    """Find a text in every table and letter file; prints where, never what."""
    wanted = text.strip()
    if len(wanted) < SHORTEST:
        raise click.ClickException(f"{text!r} is too short: give at least {SHORTEST} characters.")
    found = [*search_tables([wanted]), *search_files([wanted], letter_folders())]
    for one in found:
        click.echo(f"{one.place}\t{one.row}")
    if found:
        raise click.ClickException(f"{len(found)} places: open each row and decide what to do.")
    click.echo("Nothing found.")


@privacy.command("due")
@with_appcontext
@one_line
def due() -> None:
    """Print what is deleted on which day; what should be gone already is an error."""
    today = office_day(now())
    lines = calendar(today=today)
    for one in lines:
        late = "\toverdue" if one.is_overdue(today) else ""
        name = PRIVACY_LABELS[Kept][one.kind]
        click.echo(f"{one.day.isoformat()}\t{one.kind}\t{one.number}\t{name}{late}")
    if any(one.is_overdue(today) for one in lines):
        raise click.ClickException("Overdue: is `flask work` running?")
    if not lines:
        click.echo("Nothing is due in the next 30 days.")
