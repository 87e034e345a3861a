"""How long the nightly training takes with ten thousand synthetic decisions, and its memory.

Run ``python -m bench.training``: the demo fair in a database of its own, 250 lists of 40 people
each shown and decided by a made-up staff, then one training as the nightly job does it: reading,
strengths compared on lists held out, the gate with its groups, the card.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import delete, select

from app import create_app
from domain.access import Actor, Role
from domain.clock import office_day
from domain.exclusions import ExclusionReason
from domain.proposals import EndReason, ProposalState
from matching.fits import PART_NAMES
from models import Account, Candidate, Exclusion, Position, Proposal, ShownMatch, db, transactional
from services.bulk_rows import write_rows
from services.demo.load import DemoSize, load_demo
from services.learning.basis import switch_learning
from services.learning.training import train_version

LISTS, SHOWN = 250, 40
LIKES = np.array([40.0, 10, 9, 40, 10, 4, 4, 4, 3, 3])
"""What each part is worth to the made-up staff: skills three times as much as published."""

Pair = tuple[int, int]
Row = dict[str, Any]


def main() -> int:
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'training.sqlite'}"
        with create_app({"SQLALCHEMY_DATABASE_URI": url, "TESTING": True}).app_context():
            db.create_all()
            load_demo(
                day=office_day(now), size=DemoSize(), random_state=0, progress=lambda _count: None
            )
            lead = db.session.scalars(select(Account).where(Account.role == Role.TEAM_LEAD)).first()
            assert lead is not None  # the demo has one
            actor = Actor(lead.role, lead.id)
            switch_learning(actor=actor, is_on=True, basis="bench, § 67c SGB X", seen=0, now=now)
            decide_all(now)
            begun, worked = time.perf_counter(), time.process_time()
            version = train_version(now=now + timedelta(hours=1))
            took, work = time.perf_counter() - begun, time.process_time() - worked
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            sys.stdout.write(
                f"{version.decisions} decisions on {version.card['lists']} lists: {took:.1f} s by "
                f"the clock, {work:.1f} s of the processor; peak of the process {peak:.0f} MiB\n"
            )
            db.session.remove()
    return 0


@transactional
def decide_all(now: datetime) -> None:
    """Replace the decisions of the demo by ten thousand: every pair that is shown is decided."""
    for kind in (ShownMatch, Exclusion):
        db.session.execute(delete(kind))
    draw = np.random.default_rng(0)
    proposed = db.session.execute(select(Proposal.candidate_id, Proposal.position_id))
    known = {(row.candidate_id, row.position_id) for row in proposed}
    people = db.session.scalars(select(Candidate.id)).all()
    shown, yes, no = [], [], []
    for position_id in db.session.scalars(select(Position.id).limit(LISTS)).all():
        chosen = draw.choice(people, SHOWN + 20, replace=False).tolist()
        pairs = [(one, position_id) for one in chosen if (one, position_id) not in known][:SHOWN]
        shares = draw.random((SHOWN, len(PART_NAMES))).astype("<f4")
        likes = shares @ LIKES
        for place, (pair, fits) in enumerate(zip(pairs, shares, strict=True), start=1):
            shown.append(shown_row(pair, place, fits.tobytes(), now))
            if likes[place - 1] > np.median(likes):
                yes.append(proposed_row(pair, len(yes), now))
            else:
                no.append(left_out_row(pair, now))
    for kind, rows in ((ShownMatch, shown), (Proposal, yes), (Exclusion, no)):
        write_rows(kind, rows)


def shown_row(pair: Pair, place: int, shares: bytes, now: datetime) -> Row:
    return of_pair(pair) | {
        "at": now, "account_id": 1, "of_position": True, "place": place, "score": 50.0,
        "version": "bench", "seed": "bench", "shares": shares,
    }  # fmt: skip


def proposed_row(pair: Pair, number: int, now: datetime) -> Row:
    return of_pair(pair) | {
        "reference": f"B{number}", "state": ProposalState.CLOSED, "shortlisted_by_id": 1,
        "shortlisted_at": now, "proposed_by_id": 1, "proposed_at": now + timedelta(minutes=1),
        "end_reason": EndReason.POSITION_CLOSED, "ended_at": now + timedelta(minutes=2),
    }  # fmt: skip


def left_out_row(pair: Pair, now: datetime) -> Row:
    return of_pair(pair) | {
        "reason": ExclusionReason.QUALIFICATION, "note": "", "set_by_id": 1,
        "set_at": now + timedelta(minutes=1),
    }  # fmt: skip


def of_pair(pair: Pair) -> Row:
    return {"candidate_id": pair[0], "position_id": pair[1]}


if __name__ == "__main__":
    sys.exit(main())
