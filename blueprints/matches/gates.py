"""The gate beside the score: may this person do this work on its first day? Staff only.

A hint that stands beside a ranked list; nothing of it reaches the score.
"""

from __future__ import annotations

from datetime import date

from blueprints.residence_sentences import Flag, flag
from domain.work_access import access_on
from models import Candidate, Position
from services.law import book_of_office
from services.ranking import Match
from services.work_access import activity_of_position, chains_of, first_day, gates_of

NO_ACTIVITY = Flag("ungeklärt", "warning")


def flags_of_people(rows: list[Match], position: Position, today: date) -> dict[int, Flag]:
    """Return the flag of each person on one page of a list, for one position."""
    day = first_day(position, today)
    activity = activity_of_position(position.kind, day)
    if activity is None:
        return {}
    gates = gates_of([row.id for row in rows], activity, day)
    return {owner: flag(access) for owner, access in gates.items()}


def flags_of_positions(
    candidate: Candidate, positions: dict[int, Position], today: date
) -> dict[int, Flag]:
    """Return the flag of one person for each position on one page of a list."""
    chain = chains_of([candidate.id]).get(candidate.id, [])
    flags, book = {}, book_of_office()
    for position in positions.values():
        day = first_day(position, today)
        activity = activity_of_position(position.kind, day)
        if activity is not None:
            flags[position.id] = flag(access_on(book, chain, activity, day))
    return flags
