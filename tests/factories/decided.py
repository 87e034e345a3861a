"""Lists that were shown and decided by a made-up staff: synthetic decisions only."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
from sqlalchemy import insert

from domain.access import Actor
from domain.exclusions import ExclusionReason
from domain.proposals import ProposalState
from models import Exclusion, Proposal, ShownMatch, db, transactional
from services.learning.basis import switch_learning
from tests.factories.office import Office

BASIS = "Genehmigung nach § 67c Abs. 5 SGB X vom 1. Oktober 2026, Az. 12-34"
LIKES = np.array([40.0, 10, 9, 13, 160, 4, 4, 4, 3, 3])
"""A staff for which German counts sixteen times as much as published.

Which lists are compared in which fold depends on the salt of the recorded basis: whatever it is,
the gain is four times its error.
"""


def switched_on(lead: Actor, now: datetime) -> None:
    switch_learning(actor=lead, is_on=True, basis=BASIS, seen=0, now=now)


@transactional
def decided(office: Office, officer: Actor, now: datetime, *, lists: int = 40, people: int = 10,
            reason: ExclusionReason = ExclusionReason.QUALIFICATION) -> None:  # fmt: skip
    """Show every person for every position; the staff proposes the half it likes better."""
    draw = np.random.default_rng(4)
    candidates = [office.candidate() for _ in range(people)]
    employer = office.employer()
    for number in range(lists):
        position = office.position(employer=employer)
        shares = draw.random((people, len(LIKES))).astype("<f4")
        liked = shares @ LIKES > np.median(shares @ LIKES)
        shared = {"position_id": position.id, "at": now, "account_id": officer.account_id,
                  "of_position": True, "version": "v", "seed": "s", "score": 50.0}  # fmt: skip
        db.session.execute(insert(ShownMatch), [
            shared | {"candidate_id": one.id, "place": place, "shares": shares[place - 1].tobytes()}
            for place, one in enumerate(candidates, start=1)
        ])  # fmt: skip
        for one, yes in zip(candidates, liked.tolist(), strict=True):
            db.session.add(_yes(one.id, position.id, officer, now, number) if yes
                           else _no(one.id, position.id, officer, now, reason))  # fmt: skip


def _no(candidate_id: int, position_id: int, officer: Actor, now: datetime,
        reason: ExclusionReason) -> Exclusion:  # fmt: skip
    return Exclusion(position_id=position_id, candidate_id=candidate_id, reason=reason,
                     note="x" if reason is ExclusionReason.OTHER else "",
                     set_by_id=officer.account_id, set_at=now + timedelta(minutes=1))  # fmt: skip


def _yes(candidate_id: int, position_id: int, officer: Actor, now: datetime,
         number: int) -> Proposal:  # fmt: skip
    return Proposal(
        candidate_id=candidate_id, position_id=position_id, reference=f"P{number}-{candidate_id}",
        state=ProposalState.PROPOSED, shortlisted_by_id=officer.account_id, shortlisted_at=now,
        proposed_by_id=officer.account_id, proposed_at=now + timedelta(minutes=1),
        released_until=now.date() + timedelta(days=30),
    )  # fmt: skip
