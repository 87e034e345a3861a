"""How long the rehearsal of a coming rule takes for everybody of an office.

    DATABASE_URL=sqlite:////tmp/people.sqlite .venv/bin/python -m bench.rehearsal

takes a database filled by ``flask demo load --candidates 100000``, moves everybody into the office
of the team lead, drafts three rules for every document, makes a proposal for every third person,
and rolls all of it back.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, insert, select, update

from app import create_app
from domain.access import Actor, Role
from domain.labour_market import Access, Activity, Confidence
from domain.proposals import ProposalState
from models import Account, Candidate, OfficeRule, Position, Proposal, ResidenceDocument, db
from services.rehearsal import rehearse

DRAFTED = (Activity.EMPLOYMENT, Activity.APPRENTICESHIP, Activity.SELF_EMPLOYMENT)
LIMIT = 30.0


def main() -> int:
    app = create_app()
    with app.app_context():
        lead = db.session.scalars(select(Account).where(Account.role == Role.TEAM_LEAD)).first()
        if lead is None:
            print("Fill the database first: flask demo load --candidates 100000")
            return 1
        actor = Actor(role=lead.role, account_id=lead.id, office_id=lead.office_id)
        db.session.execute(update(Candidate).values(office_id=lead.office_id))
        now = datetime.now(UTC)
        _draft(lead.id, now)
        _propose(lead.id, now)
        begun = time.perf_counter()
        found = rehearse(actor=actor, now=now)
        took = time.perf_counter() - begun
        proposals = db.session.scalar(select(func.count()).select_from(Proposal))
        db.session.rollback()
    print(f"{found.examined} people examined, {proposals} proposals, {found.total} changes")
    print(f"{took:.1f} s (due: {LIMIT:.0f} s)")
    return 0 if took <= LIMIT else 1


def _propose(lead_id: int, now: datetime) -> None:
    """Give every third person a proposal for one of the positions."""
    positions = db.session.scalars(select(Position.id)).all()
    taken = set(db.session.scalars(select(Proposal.candidate_id)))
    rows = [
        {
            "candidate_id": person,
            "position_id": positions[person % len(positions)],
            "reference": f"B{person:07d}",
            "state": ProposalState.PROPOSED,
            "shortlisted_by_id": lead_id,
            "shortlisted_at": now,
            "proposed_by_id": lead_id,
            "proposed_at": now,
        }
        for person in db.session.scalars(select(Candidate.id).where(Candidate.id % 3 == 0))
        if person not in taken
    ]
    db.session.execute(insert(Proposal), rows)


def _draft(lead_id: int, now: datetime) -> None:
    """Forbid from a coming day three kinds of work with every document."""
    keys = db.session.scalars(select(ResidenceDocument.status_key).distinct()).all()
    for key in sorted(keys):
        for activity in DRAFTED:
            db.session.add(
                OfficeRule(
                    document=key,
                    activity=activity,
                    valid_from=now.date() + timedelta(days=40),
                    access=Access.PROHIBITED,
                    cite="§ 0",
                    source="bench",
                    confidence=Confidence.LOW,
                    entered_by_id=lead_id,
                    entered_at=now,
                )
            )
    db.session.flush()


if __name__ == "__main__":
    sys.exit(main())
