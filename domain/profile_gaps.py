"""What is missing in a profile or in the way of work: facts to ask for, never a judgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.expiry import Expiry
from domain.languages import LanguageLevel
from domain.residence import UNCLEAR, EmploymentEntry


class Gap(StrEnum):
    """One thing that somebody should do something about."""

    NO_PLACEMENT_CONSENT = "no_placement_consent"
    NO_CASEWORKER = "no_caseworker"
    NO_CONTACT = "no_contact"
    NO_PLACE = "no_place"
    NO_GERMAN_LEVEL = "no_german_level"
    NO_WORK = "no_work"
    WORK_NOT_LINKED = "work_not_linked"
    NO_SKILLS = "no_skills"
    NO_DOCUMENT = "no_document"
    DOCUMENT_ENDED = "document_ended"
    DOCUMENT_RUNS_OUT = "document_runs_out"
    DOCUMENT_END_UNKNOWN = "document_end_unknown"
    PERMISSION_NEEDED = "permission_needed"
    WORK_NOT_ALLOWED = "work_not_allowed"
    NO_SCHEME = "no_scheme"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileFacts:
    """What a profile holds, as far as gaps are concerned."""

    agreed: bool
    has_caseworker: bool
    can_be_reached: bool
    postcode: str | None
    german_level: LanguageLevel | None
    works: int
    linked_works: int
    skills: int
    document: str | None
    """The key of the document that holds, or of the last one that did."""
    entry: EmploymentEntry | None
    expiry: Expiry | None
    """The end of what covers the person; none: without an end, or not known."""
    end_unknown: bool
    has_scheme: bool


def gaps(facts: ProfileFacts, today: date) -> list[Gap]:
    """Return what is missing or in the way on that day, the most harmful first."""
    return [*_rights(facts, today), *_profile(facts)]


def _rights(facts: ProfileFacts, today: date) -> Iterator[Gap]:
    if not facts.agreed:
        yield Gap.NO_PLACEMENT_CONSENT
    if facts.document in {None, UNCLEAR}:
        yield Gap.NO_DOCUMENT
    else:
        yield from _document(facts, today)
    if facts.entry is EmploymentEntry.NOT_ALLOWED:
        yield Gap.WORK_NOT_ALLOWED
    elif facts.entry is EmploymentEntry.WITH_PERMISSION:
        yield Gap.PERMISSION_NEEDED
    if not facts.has_scheme:
        yield Gap.NO_SCHEME


def _document(facts: ProfileFacts, today: date) -> Iterator[Gap]:
    if facts.end_unknown:
        yield Gap.DOCUMENT_END_UNKNOWN
    elif facts.expiry is not None and facts.expiry.has_ended(today):
        yield Gap.DOCUMENT_ENDED
    elif facts.expiry is not None and facts.expiry.is_due(today):
        yield Gap.DOCUMENT_RUNS_OUT


def _profile(facts: ProfileFacts) -> list[Gap]:
    missing = {
        Gap.NO_CASEWORKER: not facts.has_caseworker,
        Gap.NO_CONTACT: not facts.can_be_reached,
        Gap.NO_PLACE: not facts.postcode,
        Gap.NO_GERMAN_LEVEL: facts.german_level is None,
        Gap.NO_WORK: facts.works == 0,
        Gap.WORK_NOT_LINKED: facts.linked_works < facts.works,
        Gap.NO_SKILLS: facts.skills == 0,
    }
    return [gap for gap, is_missing in missing.items() if is_missing]
