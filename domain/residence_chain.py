"""Which residence document of a person holds on a day; a chain of rows, none of them changed.

The document that began last replaces what was before, also where the older paper would still
run. Under a Fiktionsbescheinigung of § 81 (4) AufenthG the rights of the document it continues
go on. What is not known or contradicts itself is named as a doubt, never read as a yes.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from domain.residence import (
    CONTINUES_RIGHTS,
    UNCLEAR,
    Authority,
    DocumentEvidence,
    EmploymentEntry,
    document_kind,
)
from domain.rules.words import Clock

_CONTINUED = Path(__file__).parent / "rules" / "continued_documents.csv"
_DAY = timedelta(days=1)


class Doubt(StrEnum):
    """What stands between a document and an answer."""

    NOTHING_NOTED = "nothing_noted"
    NOT_NAMED = "not_named"
    ENDED = "ended"
    END_UNKNOWN = "end_unknown"
    CONTRADICTED = "contradicted"
    CONTINUED_UNKNOWN = "continued_unknown"
    CERTIFICATE_LATE = "certificate_late"
    FACILITY_UNKNOWN = "facility_unknown"
    FACILITY_CONTRADICTED = "facility_contradicted"
    ONLY_STATED = "only_stated"
    """The answer stands, and has to be checked on the paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One row of the chain, as far as the rules need it.

    ``begins_on`` is the first day on the paper, or the day it was noted where that is not known.
    """

    id: int
    status_key: str
    entry: EmploymentEntry
    begins_on: date
    valid_until: date | None = None
    is_unlimited: bool = False
    extends_id: int | None = None
    corrects_id: int | None = None
    in_facility: bool | None = None
    clock_start: date | None = None
    clock_kind: Clock | None = None
    evidence: DocumentEvidence = DocumentEvidence.SEEN
    issued_by: Authority = Authority.UNKNOWN


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds on a day.

    ``document`` is the paper that holds, or the last one that did; ``rights`` the document whose
    rights go on, the same except under a Fiktionsbescheinigung of § 81 (4); ``earlier`` what it
    extends, the latest first; ``also`` what would run beside it.
    """

    document: Document | None
    rights: Document | None
    earlier: tuple[Document, ...]
    also: tuple[Document, ...]
    doubts: tuple[Doubt, ...]

    @property
    def is_clear(self) -> bool:
        """Return whether the rules can be asked with this document."""
        return not set(self.doubts) - {Doubt.ONLY_STATED}

    @property
    def entry(self) -> EmploymentEntry:
        """Return the entry that holds: of the paper, else of the document it continues."""
        told = [one.entry for one in (self.document, self.rights) if one is not None]
        known = [entry for entry in told if entry is not EmploymentEntry.UNKNOWN]
        return known[0] if known else EmploymentEntry.UNKNOWN

    def clock_start(self, kind: Clock | None) -> date | None:
        """Return when a waiting time of that kind began, as noted on the paper or an earlier one.

        A day that was noted for another kind of waiting time says nothing about this one.
        """
        papers = [self.document, *self.earlier] if self.document else []
        told = (one.clock_start for one in papers if one and one.clock_kind is kind)
        return next((day for day in told if day is not None), None)


def standing_on(documents: Iterable[Document], day: date) -> Standing:
    """Return which document holds on ``day``, whose rights go on, and every doubt about it."""
    chain = _chain(documents)
    begun = [one for one in chain if one.begins_on <= day]
    if not begun:
        return Standing(None, None, (), (), (Doubt.NOTHING_NOTED,))
    paper = begun[-1]
    rights = _rights(paper, chain)
    running = [one for one in begun[:-1] if runs_on(one, day)]
    earlier = tuple(_earlier(paper, chain))
    related = {one.id for one in earlier}
    also = tuple(one for one in running if one.id not in related)
    doubts = [*_doubts(paper, also, day), *_doubts_of_rights(paper, rights, earlier)]
    if paper.evidence is DocumentEvidence.STATED:
        doubts.append(Doubt.ONLY_STATED)
    return Standing(paper, rights, earlier, also, tuple(doubts))


def covered_until(documents: Sequence[Document], day: date) -> date | None:
    """Return the last day that is covered without a gap, ``None`` where that is not known.

    The day before ``day`` or earlier means that nothing covers it any more.
    """
    standing = standing_on(documents, day)
    end = last_day(standing.document) if standing.document else day - _DAY
    while end is not None and day <= end < date.max:
        following = standing_on(documents, end + _DAY).document
        further = last_day(following) if following else end
        if further is not None and further <= end:
            break
        end = further
    return end


def last_day(document: Document) -> date | None:
    """Return the last day of a document, also where a regulation continues what is printed."""
    if document.is_unlimited:
        return date.max
    end = document.valid_until
    if end is None:
        return None
    continued = [
        rule.valid_until
        for rule in continued_documents()
        if rule.key == document.status_key and document.begins_on <= rule.valid_on <= end
    ]
    return max([end, *continued])


def runs_on(document: Document, day: date) -> bool:
    """Return whether the dates of a document allow that day; an unknown end does not."""
    end = last_day(document)
    return end is not None and document.begins_on <= day <= end


def in_order(begins_on: date | None, valid_until: date | None) -> bool:
    """Return whether a document does not end before it begins."""
    return begins_on is None or valid_until is None or begins_on <= valid_until


def _chain(documents: Iterable[Document]) -> list[Document]:
    """Return the rows nobody corrected, in the order in which they began.

    What extends a corrected row extends its correction.
    """
    rows = list(documents)
    corrected = {one.corrects_id: one.id for one in rows if one.corrects_id is not None}
    kept = (
        replace(one, extends_id=_corrected(one.extends_id, corrected))
        if one.extends_id in corrected
        else one
        for one in rows
        if one.id not in corrected
    )
    return sorted(kept, key=lambda one: (one.begins_on, one.id))


def _corrected(row_id: int | None, corrected: dict[int, int]) -> int | None:
    while row_id in corrected:
        row_id = corrected[row_id]
    return row_id


def _earlier(paper: Document, chain: Sequence[Document]) -> Iterator[Document]:
    """Yield what a document extends, and what that extended."""
    by_id = {one.id: one for one in chain}
    seen = {paper.id}
    extended = by_id.get(paper.extends_id or 0)
    while extended is not None and extended.id not in seen:
        yield extended
        seen.add(extended.id)
        extended = by_id.get(extended.extends_id or 0)


def _rights(paper: Document, chain: Sequence[Document]) -> Document | None:
    if paper.status_key != CONTINUES_RIGHTS:
        return paper
    before = _earlier(paper, chain)
    return next((one for one in before if one.status_key != CONTINUES_RIGHTS), None)


def _doubts(paper: Document, also: tuple[Document, ...], day: date) -> Iterator[Doubt]:
    end = last_day(paper)
    if end is None:
        yield Doubt.END_UNKNOWN
    elif end < day:
        yield Doubt.ENDED
    if any(one.begins_on == paper.begins_on and _differs(one, paper) for one in also):
        yield Doubt.CONTRADICTED


def _doubts_of_rights(
    paper: Document, rights: Document | None, earlier: tuple[Document, ...]
) -> Iterator[Doubt]:
    if rights is None:
        yield Doubt.CONTINUED_UNKNOWN
        return
    if rights.status_key == UNCLEAR:
        yield Doubt.NOT_NAMED
    if rights is not paper and _has_gap([paper, *earlier[: earlier.index(rights) + 1]]):
        yield Doubt.CERTIFICATE_LATE
    said = document_kind(rights.status_key).in_facility
    told = paper.in_facility if paper.in_facility is not None else rights.in_facility
    if said is not None and told is None:
        yield Doubt.FACILITY_UNKNOWN
    elif said is not None and told is not said:
        yield Doubt.FACILITY_CONTRADICTED


def _has_gap(papers: Sequence[Document]) -> bool:
    """Return whether one of the papers, the latest first, began after the one before had ended."""
    ends = ((later, last_day(before)) for later, before in pairwise(papers))
    return any(end is not None and end < later.begins_on - _DAY for later, end in ends)


def _differs(one: Document, other: Document) -> bool:
    return (one.status_key, one.entry) != (other.status_key, other.entry)


@dataclass(frozen=True, slots=True)
class ContinuedDocument:
    """Documents of a key that were valid on a day go on beyond what is printed."""

    key: str
    valid_on: date
    valid_until: date


@functools.cache
def continued_documents() -> tuple[ContinuedDocument, ...]:
    """Return the documents that a regulation continues."""
    with _CONTINUED.open(encoding="utf-8", newline="") as table:
        return tuple(
            ContinuedDocument(
                row["key"],
                date.fromisoformat(row["valid_on"]),
                date.fromisoformat(row["valid_until"]),
            )
            for row in csv.DictReader(table)
        )
