"""Facts of this installation: is it a demo, when did its jobs last run."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from domain.errors import RuleBroken
from models import Account, Candidate, Employer, JobRun, Setting, db, transactional
from models.setting import DEMO_MARK


def is_demo() -> bool:
    """Return whether this database was marked as a demo when it was empty."""
    return db.session.get(Setting, DEMO_MARK) is not None


def is_empty() -> bool:
    """Return whether nobody and nothing was recorded yet."""
    return all(
        db.session.scalar(select(func.count()).select_from(kind)) == 0
        for kind in (Account, Candidate, Employer)
    )


@transactional
def mark_as_demo() -> None:
    """Make this empty database a demo, for good.

    Raises
    ------
    RuleBroken
        If anything was recorded before: demo and real operation never mix.
    """
    if is_demo():
        return
    if not is_empty():
        raise RuleBroken(database="not empty")
    db.session.add(Setting(key=DEMO_MARK, value="1"))


@transactional
def note_job_ran(*, job: str, now: datetime) -> None:
    """Write when a timed job last ran to its end."""
    db.session.merge(JobRun(job=job, ran_at=now))
