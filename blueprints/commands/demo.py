"""`flask demo`: the fictional fair to try everything on."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select
from tqdm import tqdm

from blueprints.commands.one_line import one_line
from domain.access import Role
from domain.clock import office_day
from domain.codes import spaced
from domain.errors import RuleBroken
from domain.fairs import FairState
from models import Fair, PersonalCode, Registration, db
from services.demo.load import POSITIONS, DemoSize, load_demo
from services.demo.people import PEOPLE
from services.demo.staff import ACCOUNTS, PASSWORD
from services.installation import is_demo

demo = AppGroup("demo", help="The fictional demo fair.")

ROLES = {
    Role.OFFICER: "Officer",
    Role.CASEWORKER: "Caseworker",
    Role.TEAM_LEAD: "Team lead",
    Role.ADMINISTRATOR: "Administrator",
    Role.EMPLOYER: "Employer",
}


@demo.command("load")
@click.option("--candidates", default=PEOPLE, show_default=True, type=click.IntRange(0, 1_000_000))
@click.option("--positions", default=POSITIONS, show_default=True, type=click.IntRange(0, 100_000))
@click.option("--random-state", default=0, show_default=True, type=int)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Loading day, today by default.")
@one_line
def load(candidates: int, positions: int, random_state: int, day: datetime | None) -> None:
    """Fill an empty database with fictional people, firms, positions and fairs."""
    loading_day: date = day.date() if day else office_day(datetime.now(UTC))
    size = DemoSize(candidates, positions)
    try:
        with tqdm(total=candidates, unit=" people", disable=None) as bar:
            load_demo(day=loading_day, size=size, random_state=random_state, progress=bar.update)
    except RuleBroken:
        raise click.ClickException(
            "This database is not empty. Demo data goes into an empty one only: "
            "name another with DATABASE_URL, or move instance/ away."
        ) from None
    click.echo(f"Loaded {candidates} fictional people and {positions} positions.")


@demo.command("accounts")
@one_line
def accounts() -> None:
    """Print the accounts to try, one a role; nothing where this is no demo."""
    if not is_demo():
        return
    click.echo(f"Demo accounts (all people and firms are fictional); password: {PASSWORD}")
    shown: set[Role] = set()
    for account in ACCOUNTS:
        if account.role not in shown:
            shown.add(account.role)
            click.echo(f"  {ROLES[account.role]:<14} {account.email}")
    code = db.session.scalar(
        select(PersonalCode.code)
        .join(Registration, Registration.candidate_id == PersonalCode.candidate_id)
        .join(Fair)
        .where(Fair.state == FairState.OPEN)
        .order_by(Registration.id)
        .limit(1)
    )
    if code:
        base = current_app.config["BASE_URL"]
        click.echo(f"  {'Candidate':<14} ticket {spaced(code)} at {base}/t/{code}")
