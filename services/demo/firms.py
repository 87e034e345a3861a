"""Sixty fictional firms of the district's trades, and what they look for."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from domain.codes import ALPHABET, PERSONAL_CODE_LENGTH
from domain.employers import EmployerState
from domain.languages import LanguageLevel
from domain.places import place_name
from domain.positions import PositionKind, PositionState
from matching.catalogue import EverydayOccupation, load_catalogue
from models import Employer, EmployerContact, Position, PositionSkill
from services.demo import terms
from services.demo.calendar import DemoCalendar
from services.demo.rows import Rows

FIRMS = 60
FIRST_NAMES = (
    *("Ahornquell", "Birkenstieg", "Dreilinden", "Eichgrund", "Falkenhain", "Goldähre"),
    *("Heidekamp", "Ilexhof", "Kranichfeld", "Lindenbrück", "Mühlenstern", "Nordwall"),
    *("Ostertal", "Pappelgrund", "Quellenried", "Rabenstieg", "Sonnenwinkel", "Tannenbusch"),
    *("Ulmenhof", "Weidenau"),
)
PEOPLE = (
    *("Petra Muster", "Jan Beispiel", "Ute Probe", "Kai Vorlage", "Anja Exempel"),
    *("Tim Musterfeld", "Rita Beispielhaus", "Olaf Probst-Muster"),
)
POSTCODES = (
    *("32049", "32051", "32052", "32257", "32130", "32120", "32278", "32584", "32289", "32139"),
    "32602",
)


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade of the district, with the task areas whose occupations it employs."""

    sector: str
    word: str
    areas: tuple[str, ...]
    weight: int


TRADES = (
    Trade("Küchenmöbel", "Küchen", ("wood", "warehouse", "metal"), 9),
    Trade("Möbel und Beschläge", "Möbelteile", ("wood", "metal", "warehouse"), 8),
    Trade("Metallbau", "Metallbau", ("metal",), 7),
    Trade("Maschinenbau", "Maschinen", ("metal", "electrical"), 6),
    Trade("Kunststoff", "Kunststoffe", ("warehouse", "metal"), 4),
    Trade("Elektro", "Elektrotechnik", ("electrical",), 5),
    Trade("Bekleidung", "Textil", ("sewing", "warehouse"), 3),
    Trade("Lebensmittel", "Feinbäckerei", ("kitchen", "warehouse", "selling"), 5),
    Trade("Logistik", "Logistik", ("warehouse", "driving"), 7),
    Trade("Pflege", "Pflegedienst", ("care",), 7),
    Trade("Gastgewerbe", "Gasthaus", ("kitchen", "cleaning"), 5),
    Trade("Handel", "Markt", ("selling", "warehouse"), 5),
    Trade("Bau und Ausbau", "Bau", ("building",), 6),
    Trade("Reinigung", "Gebäudedienste", ("cleaning",), 4),
    Trade("Garten und Landbau", "Gartenbau", ("garden",), 3),
    Trade("Verwaltung", "Bürodienste", ("office",), 3),
)
KINDS = {
    PositionKind.JOB: 62,
    PositionKind.APPRENTICESHIP: 18,
    PositionKind.INTERNSHIP_ORIENTATION: 10,
    PositionKind.ENTRY_QUALIFICATION: 5,
    PositionKind.TRIAL: 5,
}
GERMAN_BY_LEVEL = {
    1: (LanguageLevel.NONE, LanguageLevel.A1, LanguageLevel.A2, LanguageLevel.A2),
    2: (LanguageLevel.A2, LanguageLevel.B1, LanguageLevel.B1),
    3: (LanguageLevel.B1, LanguageLevel.B2),
    4: (LanguageLevel.B2, LanguageLevel.C1),
}


@dataclass(frozen=True, slots=True)
class DemoPosition:
    """A written position, as proposals and stands need it."""

    id: int
    employer_id: int
    code: str


def draw_code(draw: Random) -> str:
    """Draw a code as people read it aloud; random enough for a demo, the same each time."""
    return "".join(draw.choices(ALPHABET, k=PERSONAL_CODE_LENGTH))


@functools.cache
def area_occupations(area: str) -> list[EverydayOccupation]:
    """Return the everyday occupations of a task area."""
    catalogue = load_catalogue()
    keys = next(one.occupations for one in catalogue.tasks if one.key == area)
    return [catalogue.everyday_by_key[key] for key in keys]


@functools.cache
def skills_of(code: str) -> list[str]:
    """Return the keys of the skills that belong to the group of an occupation."""
    return [one.key for one in load_catalogue().skills if code[:3] in one.groups]


def add_firms(rows: Rows, draw: Random, calendar: DemoCalendar) -> list[Trade]:
    """Add the firms, most of them verified, and return the trade of each, by id from 1."""
    trades = draw.choices(TRADES, weights=[one.weight for one in TRADES], k=FIRMS)
    for number, trade in enumerate(trades):
        postcode = draw.choice(POSTCODES)
        created_at = calendar.ago(draw.randint(20, 700))
        waits = number in {FIRMS - 1, FIRMS - 2, FIRMS - 3}
        first = FIRST_NAMES[number % len(FIRST_NAMES)]
        form = ("GmbH", "KG", "e. K.")[number // len(FIRST_NAMES)]
        street = f"Musterstraße {draw.randint(1, 90)}"
        contact_name = draw.choice(PEOPLE)
        contact_phone = f"+4952219999{number:03d}"
        employer_id = rows.add(
            Employer,
            name=f"{first} {trade.word} {form} (Demo)",
            sector=trade.sector,
            about=f"{trade.sector} aus {place_name(postcode)}. Diese Firma ist erfunden.",
            street=street,
            postcode=postcode,
            place=place_name(postcode),
            establishment_number=terms.establishment_number(number) if number % 3 else None,
            team_languages=terms.team_languages(number),
            contact_name=contact_name,
            contact_phone=contact_phone,
            state=EmployerState.PENDING if waits else EmployerState.VERIFIED,
            state_reason=None,
            decided_at=None if waits else created_at,
            created_at=calendar.ago(number % 3) if waits else created_at,
        )
        _add_contact(rows, employer_id, contact_name, contact_phone)
    return trades


def _add_contact(rows: Rows, employer_id: int, name: str, phone: str) -> None:
    rows.add(
        EmployerContact,
        employer_id=employer_id,
        name=name,
        role="Personalleitung",
        phone=phone,
        email=None,
        is_preferred=True,
    )


def add_positions(
    rows: Rows, draw: Random, calendar: DemoCalendar, trades: list[Trade], count: int
) -> list[DemoPosition]:
    """Add the positions of the firms; every twentieth waits for its release."""
    positions = []
    for number in range(count):
        firm = number % len(trades)
        occupation = draw.choice(area_occupations(draw.choice(trades[firm].areas)))
        waits = number % 20 == 7
        position_id = _add_position(
            rows, draw, calendar, firm + 1, occupation, number=number, waits=waits
        )
        if not waits:
            positions.append(DemoPosition(position_id, firm + 1, occupation.code))
    return positions


def _add_position(
    rows: Rows,
    draw: Random,
    calendar: DemoCalendar,
    employer_id: int,
    occupation: EverydayOccupation,
    *,
    number: int,
    waits: bool,
) -> int:
    level = int(occupation.code[-1])
    postcode = draw.choice(POSTCODES)
    created_at = calendar.ago(draw.randint(1, 120))
    kind = draw.choices(list(KINDS), weights=list(KINDS.values()))[0]
    german = draw.choice(GERMAN_BY_LEVEL[level])
    starts_on = calendar.day + timedelta(days=draw.choice((14, 30, 45, 60, 90)))
    position_id = rows.add(
        Position,
        public_code=draw_code(Random(f"code {number}")),  # noqa: S311 - demo data
        employer_id=employer_id,
        contact_id=employer_id,
        kind=kind,
        title=occupation.neutral,
        occupation_code=occupation.code,
        requirement_level=level,
        german_level=german,
        **terms.german_by_skill(german, number),
        **terms.terms_of(kind, occupation.code, starts_on, number),
        tasks="Mitarbeit im Team, Einarbeitung durch Kolleginnen und Kollegen.",
        postcode=postcode,
        place=place_name(postcode),
        starts_on=starts_on,
        places=draw.choice((1, 1, 1, 2, 3)),
        state=PositionState.SUBMITTED if waits else PositionState.RELEASED,
        state_reason=None,
        decided_by_id=None,
        decided_at=None if waits else created_at,
        created_at=created_at,
    )
    skills = skills_of(occupation.code)
    for skill in draw.sample(skills, min(len(skills), draw.randint(0, 2))):
        need, weeks = terms.skill_need(number, skills.index(skill))
        rows.add(PositionSkill, position_id=position_id, skill=skill, need=need, weeks=weeks)
    return position_id
