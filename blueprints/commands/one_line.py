"""What is foreseeable at the command line ends in one line that says what to do, not in a trace."""

from __future__ import annotations

import errno
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from flask import current_app
from sqlalchemy.exc import DBAPIError

P = ParamSpec("P")
R = TypeVar("R")


def one_line(command: Callable[P, R]) -> Callable[P, R]:
    """Turn what databases, disks and settings refuse into one line and status 1."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except DBAPIError as error:
            raise click.ClickException(database_sentence(error)) from None
        except OSError as error:
            raise click.ClickException(disk_sentence(error)) from None

    return guarded


def database_sentence(error: DBAPIError) -> str:
    """Return what to do about a database that does not do what it should."""
    reason = (str(error.orig).strip().splitlines() or [type(error.orig).__name__])[0]
    if "disk is full" in reason:
        return "The disk of the database is full: free some space and run the command again."
    if "no such table" in reason or "does not exist" in reason:
        return "The database has no tables yet: run `flask db upgrade` first."
    url = current_app.extensions["sqlalchemy"].engine.url.render_as_string(hide_password=True)
    return f"The database {url} does not answer ({reason}): check DATABASE_URL."


def disk_sentence(error: OSError) -> str:
    """Return what to do about a file that cannot be written or read."""
    place = error.filename or "the disk"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"The disk is full ({place}): free some space and run the command again."
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return f"{place} cannot be used: this account may not read or write there."
    return f"{place}: {error.strerror or error}"


class OneLineCommand(click.Command):
    """A command that says in one line what is missing or too much."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was typed; what is wrong with it is one sentence and where to read more."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            says = f"{error.format_message()} See: {ctx.command_path} --help"
            raise click.ClickException(" ".join(says.split())) from None


class OneLineGroup(click.Group):
    """A group whose commands say in one line what is wrong."""

    command_class = OneLineCommand

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is named together with those there are."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            known = ", ".join(self.list_commands(ctx))
            says = f"{ctx.command_path} has no command {args[0]!r}; known: {known}."
            raise click.ClickException(says) from None
