"""Printed cards that nobody holds yet: the first to claim one makes its code their own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class BlankCard(Base):
    """A card with a code for somebody not yet known; used once, then it is a personal code."""

    __tablename__ = "blank_card"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    batch: Mapped[str] = mapped_column(String(16), index=True)
    """The cards printed at once share it."""
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    issued_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
