"""`flask catalogue`: whether its files are in order; official files taken over, whole or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click
from flask.cli import AppGroup
from tqdm import tqdm

from blueprints.commands.one_line import one_line
from blueprints.sessions import now
from matching.catalogue import HERE
from matching.catalogue.check import completeness, mistakes_in
from matching.linker_learning import STEPS, shipped_version
from matching.stored import ModelUnreadable
from services.catalogue_imports.agency_files import import_kldb, import_mapping, import_titles
from services.catalogue_imports.esco import esco_export, import_esco
from services.catalogue_imports.files import Imported
from services.catalogue_imports.relinking import Change
from services.files_in_use import files_in_use
from services.linker_learning import are_learned, learn_linkers
from services.linkers import label_in_use, read_linkers, versions_in_use
from services.official_files.faults import FileRefused

P = ParamSpec("P")
R = TypeVar("R")

_SHOWN = 20
_TWICE = 2
"""An export is read once to see that nothing is wrong, and once to be written."""

catalogue = AppGroup("catalogue", help="The catalogue of occupations and skills.")
_file = click.argument("file", type=click.Path(path_type=Path))
_dry_run = click.option("--dry-run", is_flag=True, help="Only say what would change; keep nothing.")
_version = click.option("--version", help="The version, where the files do not say it.")


def _refusals(command: Callable[P, R]) -> Callable[P, R]:
    """Name each error of a file in a line; the last one says that nothing was changed."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except FileRefused as refused:
            *first, last = refused.faults
            for fault in first:
                click.echo(str(fault), err=True)
            more = f" ({refused.more} more)" if refused.more else ""
            says = f"{last}{more}. Nothing was taken over; what is in use stays."
            raise click.ClickException(says) from None

    return guarded


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
    for line in completeness(place):
        click.echo(line)
    click.echo("The catalogue is in order.")


@catalogue.command("files")
@one_line
def files() -> None:
    """Name the official files in use, with version, checksum and attribution."""
    for one in files_in_use():
        languages = ",".join(one.languages)
        click.echo(f"{one.kind.value} {one.version} ({languages}): {one.entries} entries")
        click.echo(f"\t{one.file_name}, {one.imported_at:%Y-%m-%d}, sha256 {one.check_number}")
        click.echo(f"\t{one.attribution}")
    if not files_in_use():
        click.echo("Only the shipped catalogue is in use.")
    _tell_linkers()


def _tell_linkers() -> None:
    """Say which linkers are stored and whether they know the catalogue in use."""
    try:
        linkers, label = read_linkers(), label_in_use()
    except ModelUnreadable as error:
        click.echo(f"linkers: {error}")
        return
    is_new = linkers.catalogue == (shipped_version(), *versions_in_use())
    says = "know this catalogue" if is_new else "know an earlier one: run `flask catalogue learn`"
    click.echo(f"linkers of {label.written_at} {says}, sha256 {label.check_number}")


@catalogue.command("import-esco")
@click.argument("place", type=click.Path(path_type=Path), metavar="DIR|ZIP")
@click.option("--language", "languages", multiple=True, help="Only this language; repeatable.")
@_version
@_dry_run
@one_line
@_refusals
def esco(place: Path, languages: tuple[str, ...], version: str | None, dry_run: bool) -> None:
    """Take over the official CSV export of ESCO: all of it, or nothing."""
    export = esco_export(place, languages, version)
    with _bar(_TWICE * export.size, "characters") as progress:
        done = import_esco(path=place, export=export, now=now(), progress=progress, dry_run=dry_run)
    _finish(done, dry_run)


@catalogue.command("import-kldb")
@_file
@_dry_run
@one_line
@_refusals
def kldb(file: Path, dry_run: bool) -> None:
    """Take over the structure of the KldB 2010 (CSV of the Bundesagentur für Arbeit)."""
    _finish(_run(import_kldb, file, "characters", dry_run), dry_run)


@catalogue.command("import-titles")
@_file
@_version
@_dry_run
@one_line
@_refusals
def titles(file: Path, version: str | None, dry_run: bool) -> None:
    """Take over the list of occupation titles (Excel of the Bundesagentur für Arbeit)."""
    _finish(_run(import_titles, file, "rows", dry_run, version=version), dry_run)


@catalogue.command("import-competences")
@_file
@_dry_run
@one_line
@_refusals
def competences(file: Path, dry_run: bool) -> None:
    """Take over what stands for what in ESCO: competences or occupations of the Bundesagentur."""
    _finish(_run(import_mapping, file, "characters", dry_run), dry_run)


@catalogue.command("learn")
@click.option("--if-needed", is_flag=True, help="Only where what is stored is old or unreadable.")
@one_line
def learn(if_needed: bool) -> None:
    """Learn anew what the pages take typed words for, from the catalogue in use."""
    if if_needed and are_learned():
        click.echo("The linkers know the catalogue in use.")
    else:
        _learn()


def _finish(done: Imported, dry_run: bool) -> None:
    """Say what an import did, and learn what came with it."""
    _report(done, dry_run)
    if not dry_run:
        _learn()


def _learn() -> None:
    with tqdm(total=STEPS, unit=" steps", desc="learning", disable=None) as bar:
        linkers, path = learn_linkers(now=now(), step=bar.update)
    count = len(linkers.occupations.classes_)
    click.echo(f"Learned the titles of {count} occupations; stored as {path}.")


def _run(
    verb: Callable[..., Imported], file: Path, unit: str, dry_run: bool, **more: Any
) -> Imported:
    size = file.stat().st_size if unit == "characters" and file.is_file() else None
    with _bar(size, unit) as progress:
        return verb(path=file, now=now(), progress=progress, dry_run=dry_run, **more)


@contextmanager
def _bar(total: int | None, unit: str) -> Iterator[Callable[[int], object]]:
    with tqdm(total=total, unit=f" {unit}", unit_scale=True, desc="reading", disable=None) as bar:
        yield bar.update


def _report(done: Imported, dry_run: bool) -> None:
    """Say what was taken over, what was passed over, and whose link changed; by numbers only."""
    for fault in done.passed_over[:_SHOWN]:
        click.echo(f"passed over: {fault}", err=True)
    passed = len(done.passed_over)
    click.echo(f"{done.kind.value} {done.version}: {done.entries} entries, {passed} passed over.")
    _changes("linked now", done.relinked.linked)
    _changes("linked by somebody to another occupation, which stands", done.relinked.differ)
    _changes("linked to a number that left, please look at", done.relinked.left)
    if dry_run:
        click.echo("This was a dry run: nothing was kept.")


def _changes(what: str, changes: list[Change]) -> None:
    click.echo(f"{len(changes)} {what}")
    for change in changes[:_SHOWN]:
        click.echo(f"\t{change}")
    if len(changes) > _SHOWN:
        click.echo(f"\t... and {len(changes) - _SHOWN} more")
