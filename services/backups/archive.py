"""The backup file: a zip with a manifest and one JSON-lines file per table."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

FORMAT = "meeting-point-backup-1"
MANIFEST = "manifest.json"
_QUICK = 3
"""Level of compression: higher ones take long and save little on JSON."""

Row = dict[str, Any]


class BackupRefused(Exception):
    """A backup or restore cannot be done; ``file`` is the one it is about."""

    def __init__(self, file: Path, detail: str = "") -> None:
        super().__init__(f"{file} {detail}".strip())
        self.file = file
        self.detail = detail


class FileExists(BackupRefused):
    """A backup never overwrites a file."""


class NothingToBackUp(BackupRefused):
    """The database has no tables."""


class NotABackup(BackupRefused):
    """The file is something else."""


class DamagedBackup(BackupRefused):
    """The file is a backup, and not as it was written."""


class NewerBackup(BackupRefused):
    """The backup was made by a newer version of the program."""


class DatabaseNotEmpty(BackupRefused):
    """Somebody or something is recorded in the database already."""


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What a table's file must be."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the backup holds, and the migration its tables had."""

    revision: str
    made_at: str
    tables: dict[str, TableFacts]

    @property
    def rows(self) -> int:
        """Return how many rows there are in all tables."""
        return sum(table.rows for table in self.tables.values())


class ArchiveWriter:
    """Writes tables one after the other, then the manifest."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK)
        self._tables: dict[str, TableFacts] = {}

    def __enter__(self) -> ArchiveWriter:
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()

    def add_table(self, name: str, rows: Iterable[Row]) -> None:
        """Write all rows of a table."""
        digest, count = hashlib.sha256(), 0
        with self._zip.open(_member(name), "w", force_zip64=True) as out:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                digest.update(line)
                out.write(line)
                count += 1
        self._tables[name] = TableFacts(count, digest.hexdigest())

    def finish(self, *, revision: str, made_at: str) -> Manifest:
        """Write the manifest and close the archive."""
        manifest = Manifest(revision, made_at, self._tables)
        content = {"format": FORMAT, **asdict(manifest)}
        self._zip.writestr(MANIFEST, json.dumps(content, indent=1))
        self._zip.close()
        return manifest


class Archive:
    """A backup file opened for reading.

    Raises
    ------
    NotABackup
        If it is something else.
    DamagedBackup
        If its frame is broken.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except zipfile.BadZipFile:
            raise self._unreadable() from None
        self.manifest = self._manifest()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()

    def verify(self) -> None:
        """Read everything once and compare it with the manifest.

        Raises
        ------
        DamagedBackup
            If a single byte of a table differs.
        """
        for name, facts in self.manifest.tables.items():
            digest, count = hashlib.sha256(), 0
            for line in self._lines(name):
                digest.update(line)
                count += 1
            if TableFacts(count, digest.hexdigest()) != facts:
                raise DamagedBackup(self.path, name)

    def rows(self, name: str) -> Iterator[Row]:
        """Return the rows of a table as they were written."""
        return (json.loads(line) for line in self._lines(name))

    def _lines(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(_member(name)) as lines:
                yield from lines
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError):
            raise DamagedBackup(self.path, name) from None

    def _manifest(self) -> Manifest:
        try:
            content = json.loads(self._zip.read(MANIFEST))
            if content["format"] != FORMAT:
                raise NotABackup(self.path)
            tables = {name: TableFacts(**facts) for name, facts in content["tables"].items()}
            return Manifest(content["revision"], content["made_at"], tables)
        except KeyError:
            raise NotABackup(self.path) from None
        except (ValueError, TypeError, AttributeError, zipfile.BadZipFile, zlib.error, EOFError):
            raise DamagedBackup(self.path, MANIFEST) from None

    def _unreadable(self) -> BackupRefused:
        """Return what a file is that has no end of a zip: cut off, or never one."""
        with self.path.open("rb") as file:
            began_as_zip = file.read(4) == b"PK\x03\x04"
        return (
            DamagedBackup(self.path, "its end is missing")
            if began_as_zip
            else NotABackup(self.path)
        )


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"
