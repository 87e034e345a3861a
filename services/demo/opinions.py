"""What people wanted to see at the demo fairs, and what they and the firms said afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from domain.opinions import ComesAgain, Mood, Suited
from models import FairWish, FirmOpinion, VisitorOpinion
from services.demo.calendar import DemoCalendar
from services.demo.rows import Rows

WISHES = 2
SAID = 0.5
ANSWERED = 0.7
MOODS = (Mood.GOOD, Mood.GOOD, Mood.GOOD, Mood.SO_SO, Mood.BAD)
SENTENCES = ("", "", "", "Mehr Zeit für die Gespräche.", "Danke, alle waren freundlich.")
FIRMS_SENTENCES = ("", "", "Mehr Licht am Stand.", "Bitte wieder mit Übersetzung.")


def add_wishes(rows: Rows, draw: Random, places: Sequence[int], stands: Sequence[int]) -> None:
    """Let everybody with a place want to meet one or two firms."""
    for place in places:
        for stand_id in draw.sample(stands, min(len(stands), draw.randint(1, WISHES))):
            rows.add(FairWish, registration_id=place, stand_id=stand_id)


def add_opinions(
    rows: Rows,
    draw: Random,
    calendar: DemoCalendar,
    day: date,
    came: Sequence[int],
    stands: Sequence[int],
) -> None:
    """Let half of those who came say how it was, and most of the firms answer."""
    for place in came:
        if draw.random() < SAID:
            rows.add(
                VisitorOpinion,
                registration_id=place,
                mood=draw.choice(MOODS),
                words=draw.choice(SENTENCES),
                given_at=calendar.at(day, 15),
            )
    for stand_id in stands:
        if draw.random() < ANSWERED:
            rows.add(
                FirmOpinion,
                stand_id=stand_id,
                mood=draw.choice(MOODS),
                suited=draw.choice(list(Suited)),
                steps=draw.randint(0, 5),
                again=draw.choice((ComesAgain.YES, ComesAgain.YES, ComesAgain.MAYBE)),
                words=draw.choice(FIRMS_SENTENCES),
                given_by_id=None,
                given_at=calendar.at(day + timedelta(days=1), 10),
            )
