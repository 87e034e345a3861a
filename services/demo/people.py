"""Fictional people with believable profiles; counts as published for the end of 2016."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from domain.consent import Purpose
from domain.languages import LanguageLevel
from domain.places import place_name
from domain.support_scheme import Scheme
from matching.catalogue import EverydayOccupation, load_catalogue
from models import (
    Candidate,
    CandidateSkill,
    Consent,
    PersonalCode,
    SchemePeriod,
    WorkExperience,
)
from services.demo.calendar import DemoCalendar
from services.demo.firms import POSTCODES, area_occupations, draw_code, skills_of
from services.demo.names import draw_name
from services.demo.papers import PROTECTED, add_papers, draw_paper
from services.demo.profiles import DemoFacts, add_profile
from services.demo.rows import Rows

PEOPLE = 1_100
WOMEN = 250 / 1_100
"""850 men and 250 women at the end of December 2016 (founding article, see office.md)."""
IN_SGB2 = 0.41
"""Share that drew Arbeitslosengeld II then (same source)."""

# Telephone numbers are of the block the Bundesnetzagentur keeps free for film and television.
HERFORD = 0.34
"""Rough share of the district's people who live in the town of Herford."""

AREAS = {
    "kitchen": 13, "building": 15, "care": 9, "sewing": 8, "driving": 10, "office": 6,
    "cleaning": 11, "warehouse": 14, "metal": 11, "wood": 7, "electrical": 8, "garden": 7,
    "selling": 9,
}  # fmt: skip
WOMENS_AREAS = {
    "kitchen": 14, "building": 1, "care": 18, "sewing": 14, "driving": 1, "office": 14,
    "cleaning": 13, "warehouse": 6, "metal": 1, "wood": 1, "electrical": 1, "garden": 3,
    "selling": 13,
}  # fmt: skip
GERMAN = {
    LanguageLevel.NONE: 9, LanguageLevel.A1: 21, LanguageLevel.A2: 31, LanguageLevel.B1: 25,
    LanguageLevel.B2: 10, LanguageLevel.C1: 2, None: 2,
}  # fmt: skip

ASYLUM = ("Asylverfahren", "Anerkennung")
PROTECTION = ("Ankunft", "Vorübergehender Schutz")
"""Why somebody's support began, and why it changed."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Who looks after the people: office of each scheme and its caseworkers."""

    agency_id: int
    jobcenter_id: int
    agency_caseworkers: tuple[int, ...]
    jobcenter_caseworkers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A written person, as fairs, proposals and cases need them."""

    id: int
    code: str
    """KldB code of the first occupation."""
    caseworker_id: int | None
    german: LanguageLevel | None
    is_sgb2: bool


def add_people(
    rows: Rows, draw: Random, calendar: DemoCalendar, staff: Staff, count: int
) -> Iterator[DemoPerson]:
    """Add people one by one and yield each.

    The shares of women and of SGB II hold exactly, whatever the count.
    """
    women = _shuffled(draw, count, WOMEN)
    in_sgb2 = _shuffled(draw, count, IN_SGB2)
    for number, is_female in enumerate(women):
        traits = {"is_female": is_female, "is_sgb2": in_sgb2[number]}
        yield _add_person(rows, draw, calendar, staff, number, **traits)


def _shuffled(draw: Random, count: int, share: float) -> list[bool]:
    flags = [number < round(count * share) for number in range(count)]
    draw.shuffle(flags)
    return flags


def _add_person(
    rows: Rows,
    draw: Random,
    calendar: DemoCalendar,
    staff: Staff,
    number: int,
    *,
    is_female: bool,
    is_sgb2: bool,
) -> DemoPerson:
    holds = draw_paper(draw, calendar.day, is_sgb2=is_sgb2)
    name = draw_name(draw, is_female=is_female, is_ukrainian=holds.key == PROTECTED)
    german = draw.choices(list(GERMAN), weights=list(GERMAN.values()))[0]
    town = draw.random() < HERFORD
    postcode = draw.choice(POSTCODES[:3] if town else POSTCODES[3:])
    colleagues = staff.jobcenter_caseworkers if is_sgb2 else staff.agency_caseworkers
    caseworker_id = None if draw.random() < 0.01 else draw.choice(colleagues)
    created_at = calendar.ago(draw.randint(5, 600))
    candidate_id = rows.add(
        Candidate,
        given_name=name.given,
        family_name=name.family,
        own_script_name=name.own_script,
        birth_year=calendar.day.year - max(17, min(62, round(draw.gauss(31, 9)))),
        sex="female" if is_female else "male",
        email=f"person{number}@demo.example.org" if number % 3 == 0 else None,
        phone=f"+49176040690{number % 100:02d}" if number % 3 == 1 else None,
        language=name.letters,
        postcode=postcode,
        place=place_name(postcode),
        german_level=german,
        office_id=staff.jobcenter_id if is_sgb2 else staff.agency_id,
        caseworker_id=caseworker_id,
        created_at=created_at,
        changed_at=created_at,
    )
    facts = DemoFacts(candidate_id, caseworker_id, created_at, calendar.day)
    code = _add_work(rows, draw, facts, is_female=is_female)
    add_papers(rows, draw, calendar, candidate_id, holds)
    came, changed = PROTECTION if holds.key == PROTECTED else ASYLUM
    _add_schemes(rows, draw, calendar, candidate_id, came, changed if is_sgb2 else None)
    add_profile(rows, Random(candidate_id), facts, german=german, home=name.home)  # noqa: S311
    _add_code_and_consent(rows, draw, candidate_id, created_at)
    return DemoPerson(candidate_id, code, caseworker_id, german, is_sgb2)


def _add_code_and_consent(
    rows: Rows, draw: Random, candidate_id: int, created_at: datetime
) -> None:
    rows.add(
        PersonalCode,
        candidate_id=candidate_id,
        code=draw_code(draw),
        issued_at=created_at,
        revoked_at=None,
    )
    if draw.random() < 0.93:
        rows.add(
            Consent,
            candidate_id=candidate_id,
            purpose=Purpose.PLACEMENT,
            text_version="1",
            given_at=created_at,
            recorded_by_id=None,
            withdrawn_at=None,
        )


def _add_work(rows: Rows, draw: Random, facts: DemoFacts, *, is_female: bool) -> str:
    own_draw = Random(facts.candidate_id)  # noqa: S311
    areas = WOMENS_AREAS if is_female else AREAS
    count = draw.choices((1, 2), weights=(70, 30))[0]
    drawn = [
        draw.choice(area_occupations(area))
        for area in draw.choices(list(areas), weights=list(areas.values()), k=count)
    ]
    for occupation in drawn:
        rows.add(
            WorkExperience,
            **facts.evidence(own_draw),
            own_words=occupation.female if is_female else occupation.male,
            occupation_code=occupation.code,
            years=min(35, round(draw.expovariate(1 / 5))),
            is_wish=draw.random() < 0.2,
        )
    _add_skills(rows, draw, facts, drawn)
    return drawn[0].code


def _add_skills(
    rows: Rows, draw: Random, facts: DemoFacts, drawn: list[EverydayOccupation]
) -> None:
    own_draw = Random(facts.candidate_id)  # noqa: S311
    fitting = sorted({key for occupation in drawn for key in skills_of(occupation.code)})
    others = [one.key for one in draw.sample(load_catalogue().skills, 2)]
    chosen = draw.sample(fitting, min(len(fitting), draw.randint(1, 5)))
    for skill in sorted({*chosen, *(others if draw.random() < 0.3 else ())}):
        rows.add(CandidateSkill, skill=skill, **facts.evidence(own_draw))


def _add_schemes(
    rows: Rows, draw: Random, calendar: DemoCalendar, candidate_id: int,
    came: str, changed: str | None,
) -> None:  # fmt: skip
    """Add scheme periods of which one holds on the loading day, and why each began."""
    arrived = calendar.day - timedelta(days=draw.randint(200, 1500))
    recognised = _first_of_month(calendar.day - timedelta(days=draw.randint(0, 150)))
    before = draw.choices((Scheme.SGB3, Scheme.ASYLBLG, Scheme.NONE), weights=(86, 10, 4))[0]
    rows.add(
        SchemePeriod,
        candidate_id=candidate_id,
        scheme=before,
        starts_on=arrived,
        ends_on=recognised - timedelta(days=1) if changed else None,
        reason=came,
        recorded_by_id=None,
        recorded_at=calendar.ago(1),
    )
    if changed:
        rows.add(
            SchemePeriod,
            candidate_id=candidate_id,
            scheme=Scheme.SGB2,
            starts_on=recognised,
            ends_on=None,
            reason=changed,
            recorded_by_id=None,
            recorded_at=calendar.ago(1),
        )


def _first_of_month(day: date) -> date:
    return day.replace(day=1)
