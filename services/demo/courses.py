"""Fictional courses and measures: some over, some running, some to come, with people in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from domain.courses import CourseKind, PartState
from domain.languages import LanguageLevel
from models import Course, CoursePart
from services.demo.calendar import DemoCalendar
from services.demo.people import DemoPerson
from services.demo.rows import Rows

BEGINNERS = (LanguageLevel.NONE, LanguageLevel.A1, LanguageLevel.A2, None)
AT_WORK = (LanguageLevel.B1, LanguageLevel.B2)
EVERYBODY = (*LanguageLevel, None)
GAVE_UP = 0.12
REASONS = ("Arbeit gefunden", "Umzug", "Kinderbetreuung fehlt", "Wechsel in einen anderen Kurs")


@dataclass(frozen=True, slots=True)
class Plan:
    """A course of the demo: its days are counted from the loading day."""

    name: str
    provider: str
    kind: CourseKind
    begins: int
    ends: int | None
    seats: int | None
    people: int
    levels: tuple[LanguageLevel | None, ...] = EVERYBODY

    @property
    def is_over(self) -> bool:
        """Return whether it ended before the loading day."""
        return self.ends is not None and self.ends < 0


SCHOOL, WORKSHOP = "Sprachschule Wiesengrund (Demo)", "Bildungswerk Mühlenbach (Demo)"
PLANS = (
    Plan("Integrationskurs mit Alphabetisierung", SCHOOL, CourseKind.INTEGRATION,
         -160, 140, 16, 15, BEGINNERS),
    Plan("Integrationskurs am Abend", SCHOOL, CourseKind.INTEGRATION, -70, 200, 20, 20, BEGINNERS),
    Plan("Integrationskurs für Eltern", SCHOOL, CourseKind.INTEGRATION, 22, 300, 18, 9, BEGINNERS),
    Plan("Berufssprachkurs B2", SCHOOL, CourseKind.VOCATIONAL_LANGUAGE, -45, 90, 22, 17, AT_WORK),
    Plan("Berufssprachkurs B2 Pflege", SCHOOL, CourseKind.VOCATIONAL_LANGUAGE,
         30, 190, 20, 6, AT_WORK),
    Plan("Stärken finden, Bewerbung schreiben", WORKSHOP, CourseKind.ACTIVATION, -150, -60, 15, 14),
    Plan("Werkstatttage Metall und Holz", WORKSHOP, CourseKind.ACTIVATION, -10, 32, 12, 11),
    Plan("Gabelstaplerschein", WORKSHOP, CourseKind.TRAINING, 16, 20, 10, 7, AT_WORK),
    Plan("Schweißen, Grundlagen", WORKSHOP, CourseKind.TRAINING, -90, -32, 8, 8),
    Plan("Erprobung im Betrieb", "Verschiedene Betriebe (Demo)", CourseKind.EMPLOYER_MEASURE,
         -12, 16, None, 5, AT_WORK),
)  # fmt: skip


def add_courses(
    rows: Rows, draw: Random, calendar: DemoCalendar, people: Sequence[DemoPerson]
) -> None:
    """Add the courses; nobody takes part in two, and each part fits the days of its course."""
    waiting = [one for one in people if one.caseworker_id is not None]
    draw.shuffle(waiting)
    for plan in PLANS:
        chosen = [one for one in waiting if one.german in plan.levels][: plan.people]
        left = set(chosen)
        waiting = [one for one in waiting if one not in left]
        _add_course(rows, draw, calendar, plan, chosen)


def _add_course(
    rows: Rows, draw: Random, calendar: DemoCalendar, plan: Plan, chosen: Sequence[DemoPerson]
) -> None:
    begins = _on(calendar, plan.begins)
    ends = None if plan.ends is None else _on(calendar, plan.ends)
    states = list(_states(draw, plan, len(chosen)))
    recorded_at = calendar.ago(max(2, 14 - plan.begins))
    course_id = rows.add(
        Course,
        name=plan.name,
        provider=plan.provider,
        kind=plan.kind,
        starts_on=begins,
        ends_on=ends,
        seats=plan.seats,
        taken=sum(one is not PartState.BROKEN_OFF for one in states),
        created_by_id=chosen[0].caseworker_id if chosen else None,
        created_at=recorded_at,
        changed_at=recorded_at,
    )
    for person, state in zip(chosen, states, strict=True):
        gave_up = state is PartState.BROKEN_OFF
        rows.add(
            CoursePart,
            course_id=course_id,
            candidate_id=person.id,
            state=state,
            starts_on=begins,
            ends_on=begins + timedelta(days=7) if gave_up else ends if plan.is_over else None,
            reason=draw.choice(REASONS) if gave_up else "",
            recorded_by_id=person.caseworker_id,
            recorded_at=recorded_at,
        )


def _states(draw: Random, plan: Plan, count: int) -> Iterator[PartState]:
    present = PartState.RUNNING if plan.begins <= 0 else PartState.PLANNED
    for _ in range(count):
        gave_up = plan.begins < 0 and draw.random() < GAVE_UP
        usual = PartState.FINISHED if plan.is_over else present
        yield PartState.BROKEN_OFF if gave_up else usual


def _on(calendar: DemoCalendar, days: int) -> date:
    return calendar.day + timedelta(days=days)
