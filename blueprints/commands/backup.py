"""`flask backup FILE` and `flask restore FILE`, which repeats deletions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from blueprints.commands.one_line import one_line
from blueprints.deletion_list import deletion_list
from blueprints.letters import letter_folders
from models import Setting, db
from services.backups import (
    BackupRefused,
    DamagedBackup,
    DatabaseNotEmpty,
    FileExists,
    Manifest,
    NewerBackup,
    NotABackup,
    NothingToBackUp,
    read_manifest,
    restore_backup,
    write_backup,
)
from services.deletion_list import BrokenList, DeletionList, installation_mark
from services.repeated_deletions import NoMark, Repeated, repeat_deletions

P = ParamSpec("P")
R = TypeVar("R")

SENTENCES: dict[type[BackupRefused], str] = {
    FileExists: "{file} exists: choose another name, a backup never overwrites a file.",
    NothingToBackUp: "The database has no tables yet: there is nothing to back up.",
    NotABackup: "{file} is not a backup of Meeting Point.",
    DamagedBackup: "{file} is damaged ({detail}): nothing was restored, take another backup.",
    NewerBackup: "{file} is from a newer version of Meeting Point (migration {detail}): "
    "restore it with that version.",
    DatabaseNotEmpty: "The database is not empty ({detail} has rows): "
    "a backup is restored into an empty one only; DATABASE_URL names another.",
}


def refusals(command: Callable[P, R]) -> Callable[P, R]:
    """Turn what a backup refuses into one line."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except BackupRefused as error:
            sentence = SENTENCES[type(error)].format(file=error.file, detail=error.detail)
            raise click.ClickException(sentence) from None

    return guarded


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
@one_line
@refusals
def backup(file: Path) -> None:
    """Write the whole database into FILE; the program may go on working meanwhile."""
    if inspect(db.engine).has_table(Setting.__tablename__):
        installation_mark()
    deletion_list().begin()
    manifest = write_backup(file, engine=db.engine, now=datetime.now(UTC))
    click.echo(f"{file}: {manifest.rows} rows of {len(manifest.tables)} tables.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--deleted",
    "lists",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A list of people deleted since; by default the one of this installation.",
)
@click.option("--nobody-deleted", is_flag=True, help="Nobody was deleted since, I am sure.")
@with_appcontext
@one_line
@refusals
def restore(file: Path, lists: tuple[Path, ...], nobody_deleted: bool) -> None:
    """Load the backup FILE into the empty database; whoever was deleted since goes again."""
    read_manifest(file)
    known = _lists(lists, nobody_deleted)
    manifest = _load(file)
    click.echo(f"{file}: {manifest.rows} rows of {len(manifest.tables)} tables restored.")
    _repeat(known, datetime.fromisoformat(manifest.made_at))


def _lists(named: tuple[Path, ...], nobody_deleted: bool) -> list[DeletionList]:
    """Return the lists to read, all of them readable, before anything is restored."""
    own = deletion_list()
    lists = [DeletionList(path) for path in named] or ([own] if own.path.exists() else [])
    if not lists and not nobody_deleted:
        raise click.ClickException(
            f"{own.path} is not there: who was deleted since the backup would be back. Name the "
            "list with --deleted FILE, or say --nobody-deleted."
        )
    for one in lists:
        try:
            one.check()
        except BrokenList as error:
            path, line = error.args
            raise click.ClickException(
                f"{path}, line {line}, is not a line of a deletion list: nothing was restored."
            ) from None
    return lists


def _load(file: Path) -> Manifest:
    scripts = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())
    known = frozenset(script.revision for script in scripts.walk_revisions())

    def migrate(before: str | None, after: str) -> None:
        """Go up or down the line of migrations, which the empty database allows."""
        if before is not None and before not in known:
            raise click.ClickException(f"The database is from a newer version ({before}).")
        older = scripts.iterate_revisions(before, "base") if before else ()
        below = {one.revision for one in older} - {before}
        (downgrade if after in below else upgrade)(revision=after)

    return restore_backup(file, engine=db.engine, known_revisions=known, migrate=migrate)


def _repeat(lists: list[DeletionList], made_at: datetime) -> None:
    try:
        done = repeat_deletions(
            lists=lists,
            ledger=deletion_list(),
            made_at=made_at,
            folders=letter_folders(),
            now=datetime.now(UTC),
        )
    except NoMark:
        raise click.ClickException(
            "Restored, but nobody was deleted again: this backup is older than the lists of "
            "deletions. Compare it with the proofs of deletion on paper."
        ) from None
    _tell(done)


def _tell(done: Repeated) -> None:
    if done.done:
        proofs = ", ".join(map(str, done.done))
        click.echo(f"{len(done.done)} people deleted since were deleted again (proofs {proofs}).")
    left = [
        f"record {gone} is part of record {kept} in this backup: split them, then delete {gone}."
        for gone, kept in done.merged.items()
    ]
    left += [f"a letter to record {one} is on its way: delete it by hand." for one in done.waiting]
    if left:
        raise click.ClickException("Restored, but not deleted again: " + " ".join(left))
