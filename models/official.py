"""Official classifications as imported: concepts, labels, relations; titles with their codes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.official_files import OfficialKind, Relation, Vocabulary
from models.base import Base
from models.office import Account


class OfficialFile(Base):
    """Which official file was imported when; the newest of a kind is in use."""

    __tablename__ = "official_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[OfficialKind] = mapped_column(index=True)
    version: Mapped[str] = mapped_column(String(40))
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    file_name: Mapped[str] = mapped_column(String(200))
    check_number: Mapped[str] = mapped_column(String(64))
    """SHA-256 of all files that were read, in the order of their names."""
    entries: Mapped[int]
    attribution: Mapped[str] = mapped_column(String(200))
    imported_at: Mapped[datetime]


class Concept(Base):
    """A code of a scheme. One that left stays, so that what was linked to it can be read."""

    __tablename__ = "concept"
    __table_args__ = (UniqueConstraint("scheme", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[Vocabulary]
    code: Mapped[str] = mapped_column(String(100))
    """Address below ``http://data.europa.eu/esco/``, number of the KldB or of a competence."""
    about: Mapped[str] = mapped_column(Text, default="", server_default="")
    left_at: Mapped[datetime | None]
    """Since when an imported version no longer has it."""


class ConceptLabel(Base):
    """What a concept is called in a language; place 0 is the preferred label."""

    __tablename__ = "concept_label"

    concept_id: Mapped[int] = mapped_column(
        ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(300))


class ConceptRelation(Base):
    """How two concepts stand to each other."""

    __tablename__ = "concept_relation"
    __table_args__ = (Index("ix_concept_relation_other_id", "other_id"),)

    concept_id: Mapped[int] = mapped_column(
        ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True
    )
    relation: Mapped[Relation] = mapped_column(primary_key=True)
    """Read from the first to the other: ``broader`` means that the other lies above."""


class CodedTitle(Base):
    """A title an official file knows, as ``matching.wording.title_key`` writes it, and its code."""

    __tablename__ = "coded_title"

    key: Mapped[str] = mapped_column(String(300), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    kind: Mapped[OfficialKind] = mapped_column(primary_key=True, index=True)
    title: Mapped[str] = mapped_column(String(300))
    name: Mapped[str] = mapped_column(String(300))
    """What the search shows for it."""
    is_main: Mapped[bool]
    """Whether the search learns it even where it cannot learn all."""


class OccupationContent(Base):
    """What an import taught of how near occupations are; the newest row is in use."""

    __tablename__ = "occupation_content"

    id: Mapped[int] = mapped_column(primary_key=True)
    check_number: Mapped[str] = mapped_column(String(64))
    """SHA-256 of what was learned: equal imports leave one row."""
    learned_at: Mapped[datetime]
    weights: Mapped[dict[str, float]] = mapped_column(JSON)
    pairs: Mapped[int]
    explained: Mapped[float]
    """What the weights explain of occupations held out (1 is all)."""
    codes: Mapped[list[str]] = mapped_column(JSON)
    closes: Mapped[bytes] = mapped_column(LargeBinary)
    """How far each pair of types closes what the tree leaves open: float32, row by row, zlib."""


class RememberedTitle(Base):
    """A title as people here write it, and the occupation staff picked for it: a title only."""

    __tablename__ = "remembered_title"
    __table_args__ = (
        CheckConstraint("picks >= 1", name="picks"),
        UniqueConstraint("key", "code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(80))
    code: Mapped[str] = mapped_column(String(5), index=True)
    picks: Mapped[int] = mapped_column(default=1)
    """How often staff picked this occupation for it."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """Who picked last."""
    remembered_at: Mapped[datetime]

    account: Mapped[Account | None] = relationship()
