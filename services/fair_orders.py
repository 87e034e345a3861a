"""What the stands and the people of a fair need, added up to what the office orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Integer, cast, func, select

from domain.employers import SHUT
from domain.fair_plan import LanguageGap, Step, language_gaps
from domain.fairs import HELD
from domain.page_languages import SOURCE
from models import Candidate, Employer, Fair, Registration, Stand, db


@dataclass(frozen=True, slots=True)
class PeopleNeeds:
    """How many of those who hold a place need something, and how many are here."""

    placed: int = 0
    here: int = 0
    interpreter: int = 0
    child_care: int = 0
    children: int = 0
    ramp: int = 0


@dataclass(frozen=True, slots=True)
class StandNeeds:
    """What the stands of firms need together."""

    stands: int = 0
    desks: int = 0
    power: int = 0
    tables: int = 0
    screens: int = 0
    without_staff: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    """How many firms need an interpreter of a language."""


@dataclass(frozen=True, slots=True)
class Order:
    """One line of the order list: what is ordered by which step, and how much of it."""

    step: Step
    number: int


def people_needs(fair: Fair) -> PeopleNeeds:
    """Add up the needs of those who hold a place, in one statement."""
    row = db.session.execute(
        select(
            func.count(Registration.id),
            func.count(Registration.checked_in_at),
            *(
                func.coalesce(func.sum(cast(column, Integer)), 0)
                for column in (
                    Registration.needs_interpreter,
                    Registration.needs_child_care,
                    Registration.children,
                    Registration.needs_ramp,
                )
            ),
        ).where(Registration.fair_id == fair.id, Registration.state.in_(HELD))
    ).one()
    numbers: tuple[int, ...] = tuple(row)
    return PeopleNeeds(*numbers)


def stand_needs(fair: Fair) -> StandNeeds:
    """Add up the needs of the stands of firms that are not shut out, in one statement."""
    rows = db.session.execute(
        select(
            Stand.desks,
            Stand.power,
            Stand.tables,
            Stand.screens,
            Stand.interpreters,
            Stand.staff.any(),
        )
        .join(Employer, Employer.id == Stand.employer_id)
        .where(Stand.fair_id == fair.id, Employer.state.not_in(SHUT))
    ).all()
    languages = Counter(language for row in rows for language in row.interpreters)
    return StandNeeds(
        stands=len(rows),
        desks=sum(row.desks for row in rows),
        power=sum(row.power for row in rows),
        tables=sum(row.tables for row in rows),
        screens=sum(row.screens for row in rows),
        without_staff=sum(not row[5] for row in rows),
        languages=dict(languages),
    )


def interpreters_asked(fair: Fair) -> dict[str, int]:
    """Return for each language how many people who hold a place asked for an interpreter."""
    into = func.coalesce(Registration.interpreter_language, Candidate.language)
    rows = db.session.execute(
        select(into.label("language"), func.count().label("people"))
        .select_from(Registration)
        .join(Registration.candidate)
        .where(
            Registration.fair_id == fair.id,
            Registration.state.in_(HELD),
            Registration.needs_interpreter,
        )
        .group_by(into)
    )
    return {row.language: row.people for row in rows}


def gaps_of(
    asked: Mapping[str, int], firms: Mapping[str, int], engaged: Mapping[str, int]
) -> list[LanguageGap]:
    """Return the languages; one that only firms asked for counts as asked for by them.

    Whoever reads German and asks for an interpreter speaks a language nobody has noted.
    """
    wanted = {
        one: asked.get(one, 0) or firms.get(one, 0) for one in {**asked, **firms} if one != SOURCE
    }
    return language_gaps(wanted, engaged)


def order_list(people: PeopleNeeds, stands: StandNeeds, gaps: list[LanguageGap]) -> list[Order]:
    """Return what is to be ordered, also lines of which nothing is needed.

    Each desk of a stand has one table; further ones are for what a firm shows.
    """
    wanted = sum(gap.missing + gap.engaged for gap in gaps if gap.asked)
    return [
        Order(Step.ORDER_INTERPRETERS, wanted),
        Order(Step.ORDER_CHILD_CARE, max(people.children, people.child_care)),
        Order(Step.ORDER_RAMP, people.ramp),
        Order(Step.ORDER_POWER, stands.power),
        Order(Step.ORDER_TABLES, stands.desks + stands.tables),
        Order(Step.ORDER_SCREENS, stands.screens),
    ]


def not_needed(orders: list[Order]) -> set[Step]:
    """Return the orders of which nothing is needed."""
    return {order.step for order in orders if not order.number}
