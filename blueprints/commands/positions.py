"""`flask positions`: positions from a file, looked at first, and taken back."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import force_locale
from tqdm import tqdm

from blueprints.commands.one_line import one_line
from blueprints.imports.sentences import file_text, row_texts, unclear_text
from blueprints.labels import label
from blueprints.sessions import now
from domain.access import SYSTEM
from models import Employer, ImportBatch, RowState, db
from services.linkers import take_linkers
from services.position_files.flaws import UnreadableFile
from services.position_files.reading import read_positions
from services.position_files.tables import MOST_BYTES, RawTable
from services.position_imports.checking import check_next_rows, discard_file, take_file
from services.position_imports.confirming import import_file, undo_import
from services.position_imports.lists import FirmUnclear, all_rows, counts_of, find_firm

positions = AppGroup("positions", help="Positions of firms.")

_LANGUAGE = "en"


@positions.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--employer", required=True, help="Name or number of the firm.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen; keep nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before the good rows become positions.")
@one_line
def import_(file: Path, employer: str, dry_run: bool, yes: bool) -> None:
    """Read positions from FILE (CSV, .xlsx, JSON of the job search) and print each row's result.

    Ends with status 0 where every row is good or known, with 1 where a row has an error (the good
    ones are imported all the same) or nothing could be read.
    """
    take_linkers()
    with force_locale(_LANGUAGE):
        firm, table = _firm(employer), _table(file)
        batch = take_file(actor=SYSTEM, employer=firm, file_name=file.name, table=table, now=now())
        _check(batch)
        counts = counts_of(batch=batch)
        _print_rows(batch)
        if batch.left_aside:
            click.echo(f"Not read, no such column: {', '.join(batch.left_aside)}", err=True)
        click.echo(_summed_up(counts))
        wanted = counts[RowState.NEW] > 0 and not dry_run
        if wanted and (yes or click.confirm(f"Import {counts[RowState.NEW]} for {firm.name}?")):
            _import(batch, counts[RowState.NEW])
        else:
            discard_file(actor=SYSTEM, batch=batch, now=now())
            click.echo("Nothing was imported.")
    if counts[RowState.FAULTY]:
        raise click.ClickException(f"{counts[RowState.FAULTY]} rows have errors, see above.")


@positions.command("undo")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@one_line
def undo(number: int) -> None:
    """Remove the positions of import NUMBER that nobody has worked with."""
    batch = db.session.get(ImportBatch, number)
    if batch is None or not undo_import(actor=SYSTEM, batch=batch, now=now()):
        raise click.ClickException(f"There is no import {number} that could be undone.")
    counts = counts_of(batch=batch)
    click.echo(f"{counts[RowState.REMOVED]} positions removed.")
    for row in all_rows(batch=batch, state=RowState.IMPORTED):
        click.echo(f"kept, somebody worked with it: {row.position_id} {row.texts.get('title')}")


def _firm(words: str) -> Employer:
    try:
        return find_firm(words)
    except FirmUnclear as error:
        raise click.ClickException(f"--employer: {unclear_text(error.names)}") from None


def _table(file: Path) -> RawTable:
    with file.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    try:
        return read_positions(data)
    except UnreadableFile as error:
        raise click.ClickException(f"{file}: {file_text(error)}") from None


def _check(batch: ImportBatch) -> None:
    with tqdm(total=batch.total, unit=" rows", desc="checking", disable=None) as bar:
        while count := check_next_rows(batch_id=batch.id, now=now()):
            bar.update(count)


def _import(batch: ImportBatch, count: int) -> None:
    with tqdm(total=count, unit=" positions", desc="importing", disable=None) as bar:
        import_file(actor=SYSTEM, batch=batch, now=now(), progress=bar.update)
    done = counts_of(batch=batch)[RowState.IMPORTED]
    click.echo(f"{done} positions imported; they wait for their release.")
    click.echo(f"To take them back: flask positions undo {batch.id}")


def _print_rows(batch: ImportBatch) -> None:
    for row in all_rows(batch=batch, state=None):
        where = f"{row.texts.get('postcode', '')} {row.texts.get('place', '')}".strip()
        click.echo(f"{row.line}\t{label(row.state)}\t{row.texts.get('title', '')}\t{where}")
        for column, text, is_flaw in row_texts(row.remarks):
            mark = "!" if is_flaw else "-"
            click.echo(f"\t{mark} {column}: {text}" if column else f"\t{mark} {text}")


def _summed_up(counts: dict[RowState, int]) -> str:
    shown = (RowState.NEW, RowState.KNOWN, RowState.FAULTY)
    return ", ".join(f"{label(state)}: {counts[state]}" for state in shown)
