"""What a change of scheme would do, before the button: read only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from domain.residence_chain import standing_on
from domain.scheme_hints import Participation, SchemeHint, hints_for, participation_hint
from domain.support_scheme import room_for
from models import Candidate, Office, SchemePeriod, db
from services.going_on import coming_talks_of, courses_of, open_proposals_of
from services.residence_documents import chain_of
from services.schemes import NewPeriod, latest_period


@dataclass(frozen=True, slots=True)
class SchemePreview:
    """The change and what goes on untouched."""

    new: NewPeriod
    closes: SchemePeriod | None
    closes_on: date | None
    office_before: str
    office: str
    caseworker: str | None
    courses: int
    talks: int
    proposals: int
    participation: Participation

    @property
    def office_changes(self) -> bool:
        """Return whether another office becomes responsible."""
        return self.office != self.office_before


def preview_scheme(*, candidate: Candidate, new: NewPeriod, now: datetime) -> SchemePreview:
    """Return what recording the period would do.

    Raises
    ------
    PeriodOverlaps, AlreadyThere
        Exactly where recording it would.
    """
    latest = latest_period(candidate.id)
    closes_on = room_for(latest.period, new.scheme, new.starts_on) if latest else None
    closes = latest if latest is not None and latest.ends_on is None else None
    office = db.session.get(Office, new.office_id) if new.office_id else candidate.office
    return SchemePreview(
        new=new,
        closes=closes,
        closes_on=closes_on if closes else None,
        office_before=candidate.office.name,
        office=office.name if office else candidate.office.name,
        caseworker=candidate.caseworker.name if candidate.caseworker else None,
        courses=len(courses_of(candidate.id)),
        talks=len(coming_talks_of(candidate.id, now)),
        proposals=len(open_proposals_of(candidate.id)),
        participation=participation_hint(new.scheme),
    )


def scheme_hints(candidate_id: int, day: date) -> list[SchemeHint]:
    """Return what the table suggests for the document whose rights hold on that day."""
    rights = standing_on([row.link for row in chain_of(candidate_id)], day).rights
    return hints_for(rights.status_key if rights else None, day)


def offices_to_choose() -> list[Office]:
    """Return every office by name."""
    return list(db.session.scalars(select(Office).order_by(Office.name)))
