"""Marks that stored lists are old: written in the transaction of the change, whatever changed."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import delete

from models import PeopleList, RankingMark, db

About = Literal["person", "position", "firm", "weights", "places", "catalogue"]


def mark_lists(about: About, now: datetime) -> None:
    """Say inside a running verb that what the lists read has changed.

    Rows are only added: a list that is being computed meanwhile takes away the marks it has seen,
    never this one.
    """
    db.session.add(RankingMark(about=about, at=now))


def forget_people_lists() -> None:
    """Drop the lists of all positions inside a running verb: somebody on them is deleted.

    The next run stores them anew; until then they are computed when they are opened.
    """
    db.session.execute(delete(PeopleList))
