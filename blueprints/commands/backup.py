"""`flask backup FILE` and `flask restore FILE`."""

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

from blueprints.commands.one_line import one_line
from models import db
from services.backups import (
    BackupRefused,
    DamagedBackup,
    DatabaseNotEmpty,
    FileExists,
    NewerBackup,
    NotABackup,
    NothingToBackUp,
    restore_backup,
    write_backup,
)

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
    manifest = write_backup(file, engine=db.engine, now=datetime.now(UTC))
    click.echo(f"{file}: {manifest.rows} rows of {len(manifest.tables)} tables.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
@one_line
@refusals
def restore(file: Path) -> None:
    """Load the backup FILE into the empty database this program is set to."""
    scripts = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())
    known = frozenset(script.revision for script in scripts.walk_revisions())

    def migrate(before: str | None, after: str) -> None:
        """Go up or down the line of migrations, which the empty database allows."""
        if before is not None and before not in known:
            raise click.ClickException(f"The database is from a newer version ({before}).")
        older = scripts.iterate_revisions(before, "base") if before else ()
        below = {one.revision for one in older} - {before}
        (downgrade if after in below else upgrade)(revision=after)

    manifest = restore_backup(file, engine=db.engine, known_revisions=known, migrate=migrate)
    click.echo(f"{file}: {manifest.rows} rows of {len(manifest.tables)} tables restored.")
