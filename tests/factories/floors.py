"""Lists on which a group stands behind, and a floor for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from domain.access import Actor
from domain.clock import office_day
from domain.fairness_groups import Trait
from domain.languages import LanguageLevel
from models import Floor, Position
from services.floors import NewFloor, set_floor
from services.ranked_lists import refresh_lists
from tests.factories.office import Office


def uneven_list(office: Office, now: datetime, *, people: int = 30) -> Position:
    """Return a position with joiners, a third of them women, all with less experience."""
    position = office.position(title="Tischler")
    for number in range(people):
        is_woman = number % 3 == 0
        office.candidate(
            sex="female" if is_woman else "male",
            birth_year=1990,
            work=(("Tischler", "22342", 1 + number // 9 if is_woman else 9 + number),),
            german_level=LanguageLevel.B1,
        )
    refresh_lists(now=now)
    return position


def asked_floor(now: datetime, **values: Any) -> NewFloor:
    usual = NewFloor(
        trait=Trait.SEX,
        group="female",
        part=1.0,
        last_day=office_day(now) + timedelta(days=90),
        reason="Frauen stehen auf den Listen der Tischler nie unter den ersten zehn",
        basis="§ 5 AGG, Beteiligung der Gleichstellungsbeauftragten vom 3. November",
    )
    return usual._replace(**values)


def floor_for_women(lead: Actor, now: datetime, **values: Any) -> Floor:
    return set_floor(actor=lead, asked=asked_floor(now, **values), now=now)
