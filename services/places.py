"""Where a postcode lies: the district is built in, everything else comes from an imported list."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, insert, select

from domain import places
from domain.errors import RuleBroken
from domain.place_list import PlaceList, read_places
from models import PlaceListVersion, Postcode, db, transactional
from services.ranking_marks import mark_lists

STEP = 2_000
LARGEST = 300 * 1024 * 1024
_MEMBERS = ("DE.txt", "zipcodes.de.csv")

Coordinates = tuple[float, float]


def coordinates_of(postcodes: Iterable[str | None]) -> dict[str, Coordinates]:
    """Return the places of postcodes that are known; one statement, and none for the district."""
    wanted = {code for code in postcodes if code}
    found = {code: place for code in wanted if (place := places.coordinates(code))}
    missing = wanted - found.keys()
    if missing:
        rows = db.session.execute(
            select(Postcode.code, Postcode.latitude, Postcode.longitude).where(
                Postcode.code.in_(missing)
            )
        )
        found |= {row.code: (row.latitude, row.longitude) for row in rows}
    return found


def place_list_in_use() -> PlaceListVersion | None:
    """Return the list whose postcodes are kept, or ``None`` where only the district is known."""
    return db.session.scalar(select(PlaceListVersion).order_by(PlaceListVersion.id.desc()).limit(1))


def import_places(
    *, path: Path, now: datetime, progress: Callable[[int], None] = lambda _count: None
) -> PlaceList:
    """Put a list in the place of the one before, or nothing if any line of it is wrong.

    Raises
    ------
    RuleBroken
        If the file is not such a list.
    """
    found = _read(path, progress)
    if not found.faults:
        _keep(found, path, now)
    return found


@transactional
def _keep(found: PlaceList, path: Path, now: datetime) -> None:
    db.session.execute(delete(Postcode))
    rows = [
        {"code": one.postcode, "name": one.name, "latitude": one.latitude} | {"longitude": one[3]}
        for one in found.postcodes
    ]
    for start in range(0, len(rows), STEP):
        db.session.execute(insert(Postcode), rows[start : start + STEP])
    mark_lists("places", now)
    with path.open("rb") as file:
        number = hashlib.file_digest(file, "sha256").hexdigest()
    db.session.add(
        PlaceListVersion(
            file_name=path.name[:200], check_number=number, postcodes=len(rows), imported_at=now
        )
    )


def _read(path: Path, progress: Callable[[int], None]) -> PlaceList:
    try:
        with _text(path) as lines:
            found = read_places(_counted(lines, progress))
    except (UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise RuleBroken(unreadable=type(error).__name__) from error
    if not found.postcodes and not found.faults:
        raise RuleBroken(empty=path.name)
    return found


@contextmanager
def _text(path: Path) -> Iterator[Iterable[str]]:
    """Open a list as it is, or the one inside an archive, without unpacking it to the disk."""
    if not zipfile.is_zipfile(path):
        with path.open(encoding="utf-8", newline="") as file:
            yield file
        return
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        name = next((one for one in _MEMBERS if one in names), None)
        if name is None or archive.getinfo(name).file_size > LARGEST:
            raise RuleBroken(no_list_in=path.name)
        with archive.open(name) as member:
            yield io.TextIOWrapper(member, encoding="utf-8", newline="")


def _counted(lines: Iterable[str], progress: Callable[[int], None]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if number % STEP == 0:
            progress(number)
        yield line
