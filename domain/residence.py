"""What is noted of a residence document, as it was seen; nothing here is computed from it."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_TABLE = Path(__file__).parent / "rules" / "residence_documents.csv"

UNCLEAR = "ungeklaert"
"""The key of a document nobody could name yet; a valid answer."""
CONTINUES_RIGHTS = "fiktion_81_4"
"""The certificate under which the rights of the earlier document go on (§ 81 (4) AufenthG)."""
KEY_LENGTH = 48


class EmploymentEntry(StrEnum):
    """The entry on the document (Nebenbestimmung); it decides in practice (§ 4a AufenthG)."""

    UNKNOWN = "unknown"
    GAINFUL_ACTIVITY = "erwerbstaetigkeit_erlaubt"
    EMPLOYMENT = "beschaeftigung_erlaubt"
    WITH_PERMISSION = "nur_mit_erlaubnis"
    NOT_ALLOWED = "nicht_erlaubt"


class DocumentGroup(StrEnum):
    """What a list of documents is ordered by, in the order a colleague looks for them."""

    ASYLUM = "asylum"
    TOLERATION = "toleration"
    PROTECTION = "protection"
    WORK = "work"
    SETTLED = "settled"
    PROVISIONAL = "provisional"
    OPEN = "open"


class DocumentEvidence(StrEnum):
    """How the office knows of a document."""

    SEEN = "seen"
    COPY = "copy"
    AUTHORITY = "authority"
    STATED = "stated"
    """Only told; nobody of the office has seen it."""


class Authority(StrEnum):
    """Who issues documents and decides on permissions in Kreis Herford (facts 1.1)."""

    TOWN = "abh_stadt_herford"
    DISTRICT = "abh_kreis_herford"
    LAND_FACILITY = "zab_bielefeld"
    FEDERAL_OFFICE = "bamf"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One document of the law table: its key there, its group and German title.

    ``in_facility`` is what the key itself says about living in a reception facility.
    """

    key: str
    group: DocumentGroup
    in_facility: bool | None
    title: str


def document_kind(key: str) -> DocumentKind:
    """Return a document of the law table.

    >>> document_kind("duldung_60c").title
    'Ausbildungsduldung (§ 60c AufenthG)'
    """
    return _kinds()[key]


def is_document(key: str) -> bool:
    """Return whether the law table knows the key."""
    return key in _kinds()


def documents_by_group() -> dict[DocumentGroup, list[DocumentKind]]:
    """Return all documents, group by group."""
    return {
        group: [kind for kind in _kinds().values() if kind.group is group]
        for group in DocumentGroup
    }


@functools.cache
def _kinds() -> dict[str, DocumentKind]:
    says = {"yes": True, "no": False, "": None}
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {
            row["key"]: DocumentKind(
                row["key"], DocumentGroup(row["group"]), says[row["facility"]], row["title"]
            )
            for row in csv.DictReader(table)
        }
