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
