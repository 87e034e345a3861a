"""Loads the demo fair into an empty database, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from domain.errors import RuleBroken
from models import transactional
from services.demo.calendar import DemoCalendar
from services.demo.cases import add_cases, freeze_offers
from services.demo.coming_rules import add_coming_rule
from services.demo.courses import add_courses
from services.demo.decisions import add_decisions
from services.demo.fairs import add_fairs, add_proposals
from services.demo.firms import add_firms, add_positions
from services.demo.invitations import add_invitations
from services.demo.people import PEOPLE, add_people
from services.demo.rows import Rows
from services.demo.staff import add_members, add_staff
from services.duplicates import write_missing_keys
from services.installation import is_demo, is_empty, mark_as_demo

POSITIONS = 250


@dataclass(frozen=True, slots=True)
class DemoSize:
    """How much to load."""

    candidates: int = PEOPLE
    positions: int = POSITIONS


@transactional
def load_demo(
    *,
    day: date,
    size: DemoSize,
    random_state: int,
    progress: Callable[[int], object],
) -> None:
    """Mark the empty database as a demo and fill it; the same state and day give the same rows.

    Parameters
    ----------
    day
        The loading day: documents, schemes and fairs are valid on it.
    progress
        Called with the number of people added since the last call.

    Raises
    ------
    RuleBroken
        If anything was recorded before.
    """
    if is_demo() and not is_empty():
        raise RuleBroken(demo="loaded before")
    mark_as_demo()
    rows, draw, calendar = Rows(), Random(f"{random_state} {day}"), DemoCalendar(day)  # noqa: S311
    staff = add_staff(rows, draw, calendar)
    trades = add_firms(rows, draw, calendar)
    add_members(rows, calendar, len(trades))
    positions = add_positions(rows, draw, calendar, trades, size.positions)
    people = []
    for person in add_people(rows, draw, calendar, staff, size.candidates):
        people.append(person)
        progress(1)
        if rows.is_large():
            rows.write()
    add_fairs(rows, draw, calendar, people, positions)
    add_proposals(rows, draw, calendar, people, positions)
    add_cases(rows, draw, calendar, staff, [one.caseworker_id for one in people])
    add_courses(rows, Random(f"courses {random_state} {day}"), calendar, people)  # noqa: S311
    add_invitations(rows, Random(f"guests {random_state} {day}"), calendar, people)  # noqa: S311
    add_coming_rule(rows, calendar)
    rows.write()
    add_decisions(rows, Random(f"decisions {random_state} {day}"), calendar, positions)  # noqa: S311
    rows.write()
    freeze_offers(calendar)
    write_missing_keys()
    rows.continue_numbering()
