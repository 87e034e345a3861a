"""Which official files are in use: the newest of each kind; asked once in a session."""

from __future__ import annotations

from sqlalchemy import func, select

from domain.official_files import OfficialKind
from models import OfficialFile, db

_KEPT = "official files in use"


def files_in_use() -> list[OfficialFile]:
    """Return the newest file of each kind, in the order of their import."""
    kept: dict[str, list[OfficialFile]] = db.session.info
    if _KEPT not in kept:
        newest = select(func.max(OfficialFile.id)).group_by(OfficialFile.kind)
        found = select(OfficialFile).where(OfficialFile.id.in_(newest)).order_by(OfficialFile.id)
        kept[_KEPT] = list(db.session.scalars(found))
    return kept[_KEPT]


def file_in_use(kind: OfficialKind) -> OfficialFile | None:
    """Return the file of one kind whose entries are kept."""
    return next((one for one in files_in_use() if one.kind is kind), None)


def forget_files() -> None:
    """Ask for the files again: one is being taken over."""
    db.session.info.pop(_KEPT, None)
