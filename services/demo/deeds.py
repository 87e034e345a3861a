"""What the audit trail says of the proposals in the demo data: each step that is shown."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.access import Role
from domain.proposals import PersonsWord, ProposalState
from models import AuditEntry, Candidate
from services.demo.rows import Rows

Step = tuple[str, datetime, Role, int | None]
_ANSWERS = {ProposalState.INTERESTED: "accept", ProposalState.DECLINED: "decline"}


def add_deeds(
    rows: Rows,
    pair: tuple[int, int],
    state: ProposalState,
    word: dict[str, object],
    at: datetime,
) -> None:
    """Write down who did what, oldest first; ``pair`` is the person and the position."""
    for action, moment, role, account_id in sorted(_steps(state, word, at), key=lambda one: one[1]):
        rows.add(
            AuditEntry,
            at=moment,
            role=role,
            account_id=account_id,
            action=f"proposal.{action}",
            subject_kind=Candidate.__tablename__,
            subject_id=pair[0],
            other_id=pair[1],
        )


def _steps(state: ProposalState, word: dict[str, object], at: datetime) -> list[Step]:
    steps: list[Step] = [("shortlisted", at - timedelta(days=1), Role.OFFICER, 1)]
    if word["person_word"] is not PersonsWord.NOT_ASKED:
        steps.append(("asked", at, Role.OFFICER, 1))
    if word["person_word"] is PersonsWord.YES:
        steps.append(("agreed", at + timedelta(hours=5), Role.CANDIDATE, None))
    if state is not ProposalState.SHORTLISTED:
        steps.append(("proposed", at, Role.OFFICER, 1))
    if state in _ANSWERS:
        steps.append((_ANSWERS[state], at + timedelta(hours=6), Role.EMPLOYER, None))
    if state is ProposalState.INTERESTED and word["person_word"] is PersonsWord.YES:
        steps.append(("released", at + timedelta(hours=7), Role.OFFICER, 1))
    return steps
