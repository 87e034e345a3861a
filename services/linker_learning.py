"""Learning the linkers anew: from the shipped catalogue and the official files in use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from matching.linker_files import Linkers
from matching.linker_learning import learn, shipped_version
from matching.stored import ModelUnreadable
from matching.title_reading import TaughtTitle
from models import CodedTitle, db
from services.linkers import read_linkers, store_linkers, versions_in_use
from services.official_skills import official_skill_labels

MOST_LEARNED = 60_000
"""Titles beyond the shipped ones; it bounds the memory of a worker and the time of learning."""


def are_learned() -> bool:
    """Return whether the stored linkers can be read and know the catalogue in use."""
    try:
        return read_linkers().catalogue == (shipped_version(), *versions_in_use())
    except ModelUnreadable:
        return False


def learn_linkers(*, now: datetime, step: Callable[[int], object]) -> tuple[Linkers, Path]:
    """Learn the linkers from the catalogue in use and store them; no transaction stays open."""
    titles, skills, versions = _titles(), official_skill_labels(), versions_in_use()
    db.session.rollback()  # reading is over: learning takes a minute
    linkers = learn(titles, skills, versions, step)
    return linkers, store_linkers(linkers, now)


def _titles() -> list[TaughtTitle]:
    """Return what official files know: main titles, then as many others as are learned."""
    rows = db.session.execute(
        select(CodedTitle.title, CodedTitle.code, CodedTitle.name)
        .order_by(CodedTitle.is_main.desc(), CodedTitle.kind.desc(), CodedTitle.key)
        .limit(MOST_LEARNED)
    )
    return [TaughtTitle(row.title, row.code, row.name) for row in rows]
