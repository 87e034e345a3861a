"""`flask places`: postcodes beyond the district, from the list of GeoNames."""

from __future__ import annotations

from pathlib import Path

import click

from blueprints.commands.one_line import one_line
from blueprints.sessions import now
from domain.errors import RuleBroken
from domain.place_list import LICENCE, SOURCE
from services.places import import_places


@click.group("places")
def places() -> None:
    """Look after the list of postcodes."""


@places.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@one_line
def import_file(file: Path) -> None:
    """Take over FILE (DE.txt or DE.zip of GeoNames): all of it, or nothing."""
    try:
        found = import_places(path=file, now=now(), progress=_tell)
    except RuleBroken:
        raise click.ClickException(
            f"{file} is no postal code list: give DE.txt or DE.zip of GeoNames, in UTF-8."
        ) from None
    if found.faults:
        for fault in found.faults:
            click.echo(f"line {fault.line}: {fault.reason}", err=True)
        raise click.ClickException("Nothing was taken over: mend these lines and import again.")
    click.echo(f"{len(found.postcodes)} postcodes from {found.lines} lines ({SOURCE}, {LICENCE}).")


def _tell(count: int) -> None:
    click.echo(f"{count} lines", err=True)
