"""What was scanned at the door, so that a scan sent twice is answered twice and counted once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.door import ScanOutcome
from models.base import Base
from models.fair import Registration


class DoorScan(Base):
    """One scan and what came of it; its id is made by the device that scanned."""

    __tablename__ = "door_scan"
    __table_args__ = (UniqueConstraint("fair_id", "scan_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"))
    scan_id: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[ScanOutcome]
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id"), index=True)
    """Whose place it was, at this fair or at another; none where nobody holds the code."""
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)
    """Whose ticket it was; the scan goes with the person."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    scanned_at: Mapped[datetime] = mapped_column(index=True)

    registration: Mapped[Registration | None] = relationship()
