"""What the demo's fairs are prepared with: way, things to bring, needs of stands, interpreters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from domain.fair_plan import Step
from domain.fairs import Bring
from models import FairInterpreter, FairStep, StandStaff
from services.demo.calendar import DemoCalendar
from services.demo.rows import Rows

STAFF = ("Erika Muster (Demo)", "Max Beispiel (Demo)", "Aylin Probe (Demo)")
SPOKEN: tuple[list[str], ...] = ([], ["en"], ["tr", "en"], ["ar"])


def way_and_things(calendar: DemoCalendar, day: date) -> dict[str, Any]:
    """Return what a fair of the demo tells its visitors and its firms."""
    return {
        "directions": "Aus dem Bus, dann 200 Meter geradeaus. Das Haus ist groß und gelb.",
        "directions_in": {
            "en": "From the bus walk 200 metres straight on. The building is large and yellow.",
            "ar": "بعد النزول من الحافلة، 200 متر إلى الأمام. المبنى كبير وأصفر.",
        },
        "bus_stop": "Hansastraße",
        "bring": [Bring.TICKET.value, Bring.CV.value, Bring.CERTIFICATES.value],
        "bring_words": {},
        "stand_deadline": calendar.at(day - timedelta(days=13), 0),
    }


def stand_needs(number: int) -> dict[str, Any]:
    """Return what the stand with this number needs."""
    return {
        "power": number % 3 == 0,
        "tables": number % 2,
        "screens": 1 if number % 4 == 0 else 0,
        "interpreters": ["ar"] if number % 5 == 0 else [],
        "needs": "Nahe am Eingang" if number == 7 else "",
    }


def add_plan(
    rows: Rows,
    calendar: DemoCalendar,
    day: date,
    fair_id: int,
    stands: Sequence[int],
    *,
    names_are_kept: bool,
) -> None:
    """Add staff at most stands while names are kept, the interpreters engaged, the first step."""
    for place, stand_id in enumerate(stands if names_are_kept else ()):
        if place % 4 != 3:
            rows.add(
                StandStaff,
                stand_id=stand_id,
                number=1,
                name=STAFF[place % len(STAFF)],
                languages=SPOKEN[place % len(SPOKEN)],
            )
    rows.add(FairInterpreter, fair_id=fair_id, language="ar", number=2)
    rows.add(
        FairStep,
        fair_id=fair_id,
        step=Step.INVITE_FIRMS,
        done_at=calendar.at(day - timedelta(days=59), 9),
        done_by_id=1,
    )
