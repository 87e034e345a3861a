"""Files of positions a firm sends: looked at first, stored as positions after a yes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from models.base import Base
from models.employer import Employer
from models.position import Position


class ImportState(StrEnum):
    """Where a file stands."""

    CHECKING = "checking"
    """Rows are still being read; large files take some seconds."""
    READY = "ready"
    """Each row has its result; nothing is stored as a position yet."""
    IMPORTED = "imported"
    UNDONE = "undone"


class RowState(StrEnum):
    """The result of a row."""

    WAITING = "waiting"
    NEW = "new"
    KNOWN = "known"
    """The firm has this position already, or an earlier row of the file is the same."""
    FAULTY = "faulty"
    IMPORTED = "imported"
    REMOVED = "removed"
    """The import was undone, and nobody had worked with the position."""


class ImportBatch(Base):
    """One file of positions of one firm, with a row each; deleted after some weeks."""

    __tablename__ = "import_batch"
    __table_args__ = (CheckConstraint("total >= 1", name="total"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    """Who sent it; none from the command line."""
    file_name: Mapped[str] = mapped_column(String(160))
    file_kind: Mapped[str] = mapped_column(String(8))
    """``csv``, ``xlsx`` or ``json``."""
    left_aside: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Columns and sheets nothing was read from."""
    total: Mapped[int]
    state: Mapped[ImportState] = mapped_column(default=ImportState.CHECKING)
    created_at: Mapped[datetime] = mapped_column(index=True)
    imported_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    employer: Mapped[Employer] = relationship()


class ImportRow(Base):
    """One row of a file: what it says, and what came of it."""

    __tablename__ = "import_row"
    __table_args__ = (
        UniqueConstraint("batch_id", "line"),
        Index("ix_import_row_batch_state", "batch_id", "state", "line"),
        Index("ix_import_row_batch_identity", "batch_id", "identity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id", ondelete="CASCADE"))
    line: Mapped[int]
    """Line of the file; in JSON the number of the position."""
    texts: Mapped[dict[str, str]] = mapped_column(JSON)
    """What the row says, by field, as it stood in the file."""
    state: Mapped[RowState] = mapped_column(default=RowState.WAITING)
    identity: Mapped[str | None] = mapped_column(String(64))
    """What makes it the same position as another: its reference, or title, place and start."""
    occupation_code: Mapped[str | None] = mapped_column(String(5))
    """The occupation the words are linked to: a suggestion."""
    remarks: Mapped[list[list[object]]] = mapped_column(JSON, default=list)
    """Flaws and notes: column, word, facts (``services.position_files.flaws``)."""
    position_id: Mapped[int | None] = mapped_column(
        ForeignKey("position.id", ondelete="SET NULL"), index=True
    )
    """The position it became, or the one that was there."""

    batch: Mapped[ImportBatch] = relationship()
    position: Mapped[Position | None] = relationship()
