"""`flask catalogue`: whether the catalogue's files are in order."""

from __future__ import annotations

from pathlib import Path

import click

from blueprints.commands.one_line import one_line
from matching.catalogue import HERE
from matching.catalogue.check import mistakes_in


@click.group("catalogue")
def catalogue() -> None:
    """Look after the catalogue of occupations and skills."""


@catalogue.command("check")
@click.argument("folder", required=False)
@one_line
def check(folder: str | None) -> None:
    """Find missing forms, codes, labels, skills and tasks in the catalogue's files."""
    place = Path(folder) if folder is not None else HERE
    if not place.is_dir():
        raise click.ClickException(f"{place} is no folder: name the folder that holds the files.")
    found = mistakes_in(place)
    for line in found:
        click.echo(line)
    if found:
        raise click.ClickException(f"{len(found)} mistakes in the catalogue.")
    click.echo("The catalogue is in order.")
