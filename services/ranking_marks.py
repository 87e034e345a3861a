"""Marks that stored lists are old: written in the transaction of the change, whatever changed."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from models import RankingMark, db

About = Literal["person", "position", "firm", "weights", "places"]


def mark_lists(about: About, now: datetime) -> None:
    """Say inside a running verb that what the lists read has changed.

    Rows are only added: a list that is being computed meanwhile takes away the marks it has seen,
    never this one.
    """
    db.session.add(RankingMark(about=about, at=now))
