"""Which official files are in use, and the frame every import runs in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.official_files import ATTRIBUTIONS, OfficialKind, is_older
from models import OfficialFile, db, transactional
from services.catalogue_imports.relinking import Relinked, relink
from services.files_in_use import file_in_use, forget_files
from services.known_codes import forget_labels
from services.official_files.faults import Fault, FileRefused
from services.official_files.sources import members
from services.ranking_marks import mark_lists

STEP = 5_000


@dataclass(frozen=True, slots=True)
class Arriving:
    """What an official file says of itself before it is taken over."""

    kind: OfficialKind
    version: str
    path: Path
    languages: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: entries, rows that were passed over, what was linked anew."""

    kind: OfficialKind
    version: str
    entries: int
    passed_over: list[Fault]
    relinked: Relinked


class _DryRunError(Exception):
    """Ends a rehearsal: what was written is taken back."""

    def __init__(self, imported: Imported) -> None:
        super().__init__()
        self.imported = imported


def take_over(
    arriving: Arriving,
    write: Callable[[], int],
    passed_over: list[Fault],
    *,
    now: datetime,
    dry_run: bool,
) -> Imported:
    """Write a file that was checked, note where it came from, and link everybody anew.

    ``write`` puts the entries into the running transaction and returns how many there are. A dry
    run does all of it and takes it back.

    Raises
    ------
    FileRefused
        If a later version is in use.
    """
    refuse_older(arriving)

    @transactional
    def written() -> Imported:
        entries = write()
        _note(arriving, entries, now)
        mark_lists("catalogue", now)
        done = Imported(arriving.kind, arriving.version, entries, passed_over, relink(now=now))
        if dry_run:
            raise _DryRunError(done)
        return done

    try:
        return written()
    except _DryRunError as rehearsal:
        return rehearsal.imported
    finally:
        forget_files()
        forget_labels()


def refuse_older(arriving: Arriving) -> None:
    """Keep the version in use where an older one arrives.

    Raises
    ------
    FileRefused
        If a later version is in use.
    """
    in_use = file_in_use(arriving.kind)
    if in_use is not None and is_older(arriving.version, in_use.version):
        what = f"is version {arriving.version}, but {in_use.version} is in use"
        raise FileRefused(Fault(arriving.path.name, 0, what, "nothing was changed"))


def _note(arriving: Arriving, entries: int, now: datetime) -> None:
    db.session.add(
        OfficialFile(
            kind=arriving.kind,
            version=arriving.version[:40],
            languages=list(arriving.languages),
            file_name=arriving.path.name[:200],
            check_number=check_number(arriving.path),
            entries=entries,
            attribution=ATTRIBUTIONS[arriving.kind],
            imported_at=now,
        )
    )


def check_number(path: Path) -> str:
    """Return the SHA-256 of a file, or of all files of a folder in the order of their names."""
    digest = hashlib.sha256()
    for file in sorted({one.path for one in members(path)}) if path.is_dir() else [path]:
        with file.open("rb") as opened:
            while block := opened.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def silent(_count: int) -> None:
    """Tell nobody how far it is."""
