"""`flask admin`: the first account of an installation."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import AppGroup

from blueprints.commands.one_line import one_line
from blueprints.fields import EMAIL_LONGEST, printable
from blueprints.letters import page
from domain.errors import AlreadyThere
from domain.keys import INVITATION_LASTS
from services.installation import is_demo
from services.staff_accounts import create_first_account

LONGEST_NAME = 120

admin = AppGroup("admin", help="Accounts of administrators.")


@admin.command("create")
@click.argument("email")
@click.option("--name", required=True, help="Name of the person, as colleagues read it.")
@one_line
def create(email: str, name: str) -> None:
    """Make an administrator and print the link that sets the password."""
    if is_demo():
        raise click.ClickException(
            "This is a demo database; it has an administrator already (flask demo accounts). "
            "Real work needs an empty database: make run DEMO=0."
        )
    address, known_as = _address(email), _name(name)
    try:
        token = create_first_account(email=address, name=known_as, now=datetime.now(UTC))
    except AlreadyThere:
        raise click.ClickException(
            f"{address} has an account already: sign in, or ask for a new password there."
        ) from None
    click.echo(f"{known_as} is an administrator. Set the password within ", nl=False)
    click.echo(f"{INVITATION_LASTS.days} days at\n{page('accounts.set_password', token=token)}")


def _address(email: str) -> str:
    try:
        found = validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        found = None
    if found is None or len(found.normalized) > EMAIL_LONGEST:
        raise click.ClickException(
            f"{email[:80]!r} is no e-mail address, such as name@example.org."
        )
    return found.normalized.lower()


def _name(name: str) -> str:
    plain = " ".join(printable(name).split())
    if not 0 < len(plain) <= LONGEST_NAME:
        raise click.ClickException(f"--name needs 1 to {LONGEST_NAME} signs.")
    return plain
