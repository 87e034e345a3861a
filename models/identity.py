"""Records that may be of one person: how they are found, judged, put together and split again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Connection, ForeignKey, Index, String, event, inspect
from sqlalchemy import delete as delete_rows
from sqlalchemy import insert as insert_rows
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.identity import Birth, Identity, blocking_keys
from domain.identity.keys import KEY_LENGTH
from models.base import Base
from models.candidate import Candidate
from models.office import Account

_TELLING = (
    *("given_name", "family_name", "own_script_name", "birth_year", "birth_month", "birth_day"),
    *("phone", "email", "place", "sex"),
)


class NameKey(Base):
    """A key under which a record is found whatever the spelling; written by itself."""

    __tablename__ = "name_key"
    __table_args__ = (Index("ix_name_key_key", "key", "candidate_id"),)

    candidate_id: Mapped[int] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)


class Comparison(Base):
    """That a record was compared with all others; gone again when its person changes."""

    __tablename__ = "comparison"

    candidate_id: Mapped[int] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), primary_key=True
    )
    compared_at: Mapped[datetime]


class DuplicatePair(Base):
    """Two records suspected to be of one person, or said by a colleague not to be."""

    __tablename__ = "duplicate_pair"
    __table_args__ = (
        CheckConstraint("one_id < other_id", name="in_order"),
        Index("uq_duplicate_pair_one_id", "one_id", "other_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    one_id: Mapped[int] = mapped_column(ForeignKey("candidate.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    per_cent: Mapped[int] = mapped_column(index=True)
    """The score when it was found, of a hundred."""
    found_at: Mapped[datetime]
    told_apart_at: Mapped[datetime | None]
    """When a colleague said that these are two people."""
    told_apart_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    one: Mapped[Candidate] = relationship(foreign_keys=[one_id])
    other: Mapped[Candidate] = relationship(foreign_keys=[other_id])


class Merge(Base):
    """Two records put together; ``story`` holds what splits them again, for thirty days."""

    __tablename__ = "merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("candidate.id", ondelete="CASCADE"), index=True)
    gone_id: Mapped[int] = mapped_column(index=True)
    """The id the other record had; no row has it while this stands, and none gets it anew."""
    merged_at: Mapped[datetime]
    merged_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    story: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    kept: Mapped[Candidate] = relationship()
    merged_by: Mapped[Account | None] = relationship(foreign_keys=[merged_by_id])


def identity_of(row: Any) -> Identity:
    """Return what a record, or a row with its columns, says about who somebody is."""
    return Identity(
        given_name=row.given_name,
        family_name=row.family_name or "",
        own_script_name=row.own_script_name,
        birth=Birth(row.birth_year, row.birth_month, row.birth_day),
        phone=row.phone,
        email=row.email,
        place=row.place,
        sex=row.sex,
    )


def write_name_keys(connection: Connection, row: Any) -> None:
    """Write the keys of a record anew; it counts as not compared yet."""
    for table in (NameKey, Comparison):
        connection.execute(delete_rows(table).where(table.candidate_id == row.id))
    keys = [{"candidate_id": row.id, "key": key} for key in sorted(blocking_keys(identity_of(row)))]
    if keys:
        connection.execute(insert_rows(NameKey), keys)


@event.listens_for(Candidate, "after_insert")
def _write_keys(_mapper: Any, connection: Connection, candidate: Candidate) -> None:
    write_name_keys(connection, candidate)


@event.listens_for(Candidate, "after_update")
def _write_keys_anew(_mapper: Any, connection: Connection, candidate: Candidate) -> None:
    state = inspect(candidate)
    if any(state.attrs[column].history.has_changes() for column in _TELLING):
        write_name_keys(connection, candidate)
