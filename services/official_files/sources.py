"""Where official files lie: a folder, an archive, archives in a folder; read line by line."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from services.official_files.faults import Fault, FileRefused

LARGEST = 500 * 1024 * 1024
Progress = Callable[[int], object]


class Row(NamedTuple):
    """A row with the line it ends in and its cells by the name of their column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Member:
    """A file on the disk, or in an archive on the disk."""

    name: str
    path: Path
    size: int
    in_archive: bool

    @contextmanager
    def lines(self) -> Iterator[Iterable[str]]:
        """Open the file as UTF-8 text, with or without a mark, without unpacking it."""
        with ExitStack() as stack:
            binary: IO[bytes]
            if self.in_archive:
                archive = stack.enter_context(zipfile.ZipFile(self.path))
                binary = stack.enter_context(archive.open(self.name))
            else:
                binary = stack.enter_context(self.path.open("rb"))
            yield io.TextIOWrapper(binary, encoding="utf-8-sig", newline="")

    @property
    def file(self) -> str:
        """Return the name without its folders."""
        return self.name.rsplit("/", 1)[-1]


def members(path: Path) -> list[Member]:
    """Return the CSV files of a folder (also in its archives), of an archive, or the file itself.

    Raises
    ------
    FileRefused
        If there is nothing, or an archive is damaged or too large.
    """
    if path.is_dir():
        inside = sorted(one for one in path.iterdir() if one.is_file())
        found = [member for one in inside for member in _members_of(one)]
    elif path.is_file():
        found = _members_of(path)
    else:
        raise FileRefused(Fault(str(path), 0, "does not exist", "name the folder or the file"))
    for one in found:
        if one.size > LARGEST:
            raise FileRefused(Fault(one.file, 0, "is too large", "give the official file"))
    return found


def _members_of(path: Path) -> list[Member]:
    if path.suffix.lower() == ".csv":
        return [Member(path.name, path, path.stat().st_size, in_archive=False)]
    if path.suffix.lower() != ".zip":
        return []
    try:
        with zipfile.ZipFile(path) as archive:
            return [
                Member(one.filename, path, one.file_size, in_archive=True)
                for one in archive.infolist()
                if one.filename.lower().endswith(".csv")
            ]
    except zipfile.BadZipFile:
        raise FileRefused(
            Fault(path.name, 0, "is no archive", "download it again; it may be cut off")
        ) from None


def named(found: Iterable[Member], pattern: str) -> list[tuple[Member, str]]:
    """Return the files whose name fits, each with the first group of the pattern (or nothing)."""
    wanted = re.compile(pattern)
    fits = ((one, wanted.fullmatch(one.file)) for one in found)
    return [(one, (fit[1] or "") if fit.groups() else "") for one, fit in fits if fit]


def read_rows(
    member: Member,
    columns: Iterable[str],
    progress: Progress,
    *,
    delimiter: str = ",",
    begins: str = "",
    strict: bool = True,
) -> Iterator[Row]:
    """Yield the rows below the header that has all ``columns``; other columns are passed over.

    ``begins`` is what the header's first cell begins with where other lines stand above it.
    Without ``strict`` a wrong quotation mark costs its row and not the file.

    Raises
    ------
    FileRefused
        If columns are missing, the text is not UTF-8, or quotes do not end.
    """
    with member.lines() as lines:
        walk = csv.reader(_told(lines, progress), delimiter=delimiter, strict=strict)
        try:
            names = _header(member, walk, list(columns), begins)
            for cells in walk:
                if any(cells):
                    yield Row(walk.line_num, _by_name(names, cells))
        except UnicodeDecodeError:
            raise FileRefused(_not_utf8(member, walk.line_num)) from None
        except (csv.Error, zipfile.BadZipFile) as error:
            raise FileRefused(
                Fault(member.file, walk.line_num, f"cannot be read ({error})", "download it again")
            ) from None


SURPLUS = "\0surplus"
"""The name under which a row keeps that it has more or fewer cells than the header."""


def _by_name(names: list[str], cells: list[str]) -> dict[str, str]:
    row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
    if len(cells) != len(names):
        row[SURPLUS] = str(len(cells))
        row |= dict.fromkeys(names[len(cells) :], "")
    return row


def _header(
    member: Member, walk: Iterator[list[str]], columns: list[str], begins: str
) -> list[str]:
    for cells in walk:
        names = [cell.strip() for cell in cells]
        if not begins or (names and names[0].startswith(begins)):
            missing = [one for one in columns if one not in names]
            if missing:
                what = f"has no column {', '.join(missing)}"
                raise FileRefused(Fault(member.file, 0, what, "give the file as it was published"))
            return names
    what = f"has no line that begins with {begins!r}" if begins else "is empty"
    raise FileRefused(Fault(member.file, 0, what, "give the file as it was published"))


def _told(lines: Iterable[str], progress: Progress) -> Iterator[str]:
    for line in lines:
        progress(len(line))
        yield line


def _not_utf8(member: Member, line: int) -> Fault:
    return Fault(member.file, line + 1, "is not UTF-8", "save the file as UTF-8")
