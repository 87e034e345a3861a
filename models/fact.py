"""Evidence of facts: who said them, how they were checked, and what they were before."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from domain.evidence import Check, Detail, Source
from models.base import Base


class Fact:
    """What every fact of a person knows of itself."""

    source: Mapped[Source] = mapped_column(
        default=Source.PERSON, server_default=Source.PERSON.value
    )
    check: Mapped[Check] = mapped_column(
        "checked", default=Check.SELF_STATED, server_default=Check.SELF_STATED.value
    )
    noted_at: Mapped[datetime | None]
    """None: written down before evidence was kept."""
    holds_until: Mapped[date | None]
    """None: until further notice."""

    @declared_attr
    def noted_by_id(cls) -> Mapped[int | None]:  # noqa: N805
        """Return the column of who wrote it down; None where the person did it alone."""
        return mapped_column(ForeignKey("account.id"))


class CandidateDetail(Fact, Base):
    """The evidence of a group of columns of a person; the values stand on the person."""

    __tablename__ = "candidate_detail"
    __table_args__ = (UniqueConstraint("candidate_id", "detail"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    detail: Mapped[Detail]


class EarlierFact(Base):
    """A fact as it was before it was corrected, confirmed or taken away; never changed."""

    __tablename__ = "earlier_fact"
    __table_args__ = (Index("ix_earlier_fact_candidate", "candidate_id", "replaced_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    kind: Mapped[str] = mapped_column(String(48))
    """The table, or the detail, the fact stood in."""
    fact_id: Mapped[int | None]
    """The row it was; the same id means the same fact over time."""
    values: Mapped[dict[str, Any]] = mapped_column("told", JSON)
    source: Mapped[Source]
    check: Mapped[Check] = mapped_column("checked")
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    noted_at: Mapped[datetime | None]
    holds_until: Mapped[date | None]
    replaced_at: Mapped[datetime]
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """None where the person did it alone."""
    is_taken_away: Mapped[bool] = mapped_column(default=False)
    """Nothing came in its place."""
