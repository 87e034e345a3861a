"""Documents that run out: how early somebody must act, and in which order waiting does harm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.authorities import responsible_authority
from domain.residence import Authority, DocumentGroup, document_kind
from domain.residence_chain import Document, covered_until, standing_on

USUAL_WEEKS = 8
"""Weeks an authority needs where a team lead has set nothing else."""
LEAST_WEEKS, MOST_WEEKS = 1, 52
LOOKS_AHEAD = timedelta(weeks=MOST_WEEKS)
STAYS_LISTED = timedelta(weeks=26)
"""How long a document that has ended stays on the list; after that the file alone says so."""

LeadTimes = Mapping[tuple[Authority, DocumentGroup], int]


def lead_weeks(times: LeadTimes, authority: Authority, group: DocumentGroup) -> int:
    """Return how many weeks before its end a document must be at the authority.

    >>> lead_weeks({(Authority.TOWN, DocumentGroup.ASYLUM): 12}, Authority.TOWN, DocumentGroup.WORK)
    8
    """
    return times.get((authority, group), USUAL_WEEKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """The end of what covers a person, and what of theirs lies after it."""

    covered_until: date
    weeks: int
    affected: int = 0
    """Talks, fair days and proposals after the last day."""
    document: str = ""
    authority: Authority = Authority.UNKNOWN
    """Who extends the document, as far as that is known."""

    @property
    def act_by(self) -> date:
        """Return the last day on which the extension reaches the authority in time."""
        return self.covered_until - timedelta(weeks=self.weeks)

    def has_ended(self, today: date) -> bool:
        """Return whether nothing covers the person any more."""
        return self.covered_until < today

    def is_due(self, today: date) -> bool:
        """Return whether somebody must act now."""
        return self.act_by <= today

    def harm_of_waiting(self, today: date) -> tuple[bool, bool, bool, date]:
        """Return what sorts the most harmful first.

        What has ended comes before what has not; then what a talk, fair or proposal hangs on,
        as soon as somebody must act; then the day on which the authority needs the papers.
        """
        due = self.is_due(today)
        return (not self.has_ended(today), not (due and self.affected), not due, self.act_by)


def expiry_of(
    chain: Sequence[Document], postcode: str | None, times: LeadTimes, today: date
) -> Expiry | None:
    """Return the end of what covers a person; none where it never ends or is not known."""
    until = covered_until(chain, today)
    paper = standing_on(chain, today).document
    if until is None or until == date.max or paper is None:
        return None
    authority = _extended_by(paper, postcode)
    weeks = lead_weeks(times, authority, document_kind(paper.status_key).group)
    return Expiry(covered_until=until, weeks=weeks, document=paper.status_key, authority=authority)


_EXTENDS_NOTHING = {Authority.UNKNOWN, Authority.FEDERAL_OFFICE}


def _extended_by(paper: Document, postcode: str | None) -> Authority:
    """Return who issued the paper, else who decides where the person lives."""
    if paper.issued_by not in _EXTENDS_NOTHING:
        return paper.issued_by
    return responsible_authority(postcode, paper.in_facility)
