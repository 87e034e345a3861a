"""Letters: e-mail, SMS and post as rows of the transaction that caused them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from domain.letters import Channel, LetterState
from models.base import Base


class Letter(Base):
    """A letter to be rendered and sent; its words are made when it is sent."""

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_state_due_at", "state", "due_at"),
        CheckConstraint("(account_id IS NULL) OR (candidate_id IS NULL)", name="one_reader"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(48))
    """The template: letters/<kind>.txt."""
    channel: Mapped[Channel]
    address: Mapped[str] = mapped_column(String(400))
    """E-mail address, telephone number or postal address at the time of writing."""
    language: Mapped[str] = mapped_column(String(8))
    facts: Mapped[dict[str, object]] = mapped_column(JSON)
    """What the template needs; emptied once the letter is sent."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)
    state: Mapped[LetterState] = mapped_column(default=LetterState.QUEUED)
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None] = mapped_column(String(64))
    written_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(String(200))
