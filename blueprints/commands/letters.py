"""`flask letters`: send what is due, look at what is not sent."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from blueprints.commands.one_line import one_line
from blueprints.letters import send_letters
from domain.letters import LetterState
from services.letters import latest_letters

letters = AppGroup("letters", help="Letters: e-mail, SMS and post.")


@letters.command("send")
@one_line
def send() -> None:
    """Send every letter that is due, and end."""
    try:
        sent = send_letters(current_app._get_current_object())  # type: ignore[attr-defined]
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{sent} letters sent.")


@letters.command("list")
@click.option("--state", type=click.Choice([state.value for state in LetterState]), default="dead")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@one_line
def show(state: str, limit: int) -> None:
    """List letters in one state, the newest first; no address, no content."""
    for letter in latest_letters(state=LetterState(state), limit=limit):
        written = letter.written_at.isoformat(timespec="seconds")
        reason = letter.last_error or ""
        click.echo(f"{letter.id}\t{letter.kind}\t{letter.channel}\t{written}\t{reason}")
