"""Which people were deleted, in a file beside the database: a restored backup has them again.

One line a person: when, the mark of the installation, the number the record had. The number leads
to nobody but in a backup that still holds the person. Lines are only ever added.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models import Setting, db, transactional

MARK = "installation"
"""The key of the random words that tell this installation from another one."""

SLACK = timedelta(minutes=15)
"""A deletion begun this long before a backup may have ended after it."""


class BrokenList(Exception):
    """A line of the list cannot be read; ``args`` are the file and the number of the line."""


@dataclass(frozen=True, slots=True)
class DeletionList:
    """The list at one place."""

    path: Path

    def begin(self) -> None:
        """Make an empty list where there is none, for its owner only."""
        self._write("")

    def add(self, ids: Iterable[int], *, mark: str, now: datetime) -> None:
        """Note people who are deleted; call it last in the verb, before it commits."""
        self._write("".join(_line(now, mark, "id", one) for one in ids))

    def take_back(self, candidate_id: int, *, now: datetime) -> None:
        """Note that somebody is still there, because the database refused after all."""
        lines = self._lines() if self.path.exists() else ()
        marks = {line["mark"] for line in lines if line.get("id") == candidate_id}
        self._write("".join(_line(now, mark, "kept", candidate_id) for mark in marks))

    def check(self) -> None:
        """Read every line; a broken one raises BrokenList."""
        for _line in self._lines():
            pass

    def is_empty(self) -> bool:
        """Return whether nobody was ever noted."""
        return not any(True for _line in self._lines())

    def since(self, moment: datetime, mark: str) -> list[int]:
        """Return who was deleted in this installation since a moment, in order."""
        found: dict[int, None] = {}
        for line in self._lines():
            if line["mark"] != mark or datetime.fromisoformat(line["at"]) < moment - SLACK:
                continue
            if "id" in line:
                found[line["id"]] = None
            else:
                found.pop(line["kept"], None)
        return list(found)

    def _lines(self) -> Iterable[dict[str, Any]]:
        for number, text in enumerate(self.path.read_text("utf-8").splitlines(), start=1):
            try:
                line = json.loads(text)
                datetime.fromisoformat(line["at"])
                int(line.get("id", line.get("kept"))), str(line["mark"])
            except (ValueError, TypeError, KeyError, AttributeError):
                raise BrokenList(self.path, number) from None
            yield line

    def _write(self, text: str) -> None:
        """Append in one piece, as several processes may at once; on the disk when it returns."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, text.encode())
            os.fsync(handle)
        finally:
            os.close(handle)


def known_mark() -> str | None:
    """Return the mark of this installation, which its backups carry, if it has one."""
    return db.session.scalar(select(Setting.value).where(Setting.key == MARK))


@transactional
def installation_mark() -> str:
    """Return the mark of this installation; it is made when first asked for."""
    mark = known_mark()
    if mark is None:
        try:
            with db.session.begin_nested():
                db.session.add(Setting(key=MARK, value=secrets.token_hex(8)))
        except IntegrityError:
            pass  # another process made it this moment
        mark = known_mark()
    return str(mark)


def _line(now: datetime, mark: str, word: str, candidate_id: int) -> str:
    return json.dumps({"at": now.isoformat(), "mark": mark, word: candidate_id}) + "\n"
