"""Looking for people: what each role finds, sorted and filtered, one page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select, true

from domain.access import Actor, Role
from domain.languages import LanguageLevel
from domain.names import folded
from models import Account, Candidate, WorkExperience, db
from services.visibility import scope

PAGE = 25
SHORTEST_NAME = 2
SORTS = ("name", "place", "german", "caseworker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What somebody looks for; ``sort`` is one of SORTS, with a minus for the other way."""

    name: str = ""
    place: str = ""
    level: LanguageLevel | None = None
    caseworker_id: int | None = None
    sort: str = "name"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the answer; ``in_scope`` is false where only name and colleague are shown."""

    candidate_id: int
    name: str
    own_script_name: str | None
    caseworker: str | None
    in_scope: bool
    place: str | None = None
    german_level: LanguageLevel | None = None
    work: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of the people found, and how many there are."""

    rows: list[Found]
    total: int
    page: int
    pages: int


def search_candidates(*, actor: Actor, wanted: Search) -> Answer:
    """Return one page of people.

    A caseworker who types a name also finds the people of colleagues, by name and responsible
    colleague only; a filter on anything else never tells something about them.
    """
    inside = scope(Candidate, actor)
    which = and_(_reach(actor, wanted, inside), *_filters(wanted))
    total = db.session.scalar(select(func.count()).select_from(Candidate).where(which)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, wanted.page), pages)
    statement = _lines(inside).where(which).order_by(*_order(wanted.sort, inside))
    lines = db.session.execute(statement.limit(PAGE).offset((page - 1) * PAGE)).all()
    work = _work_of([line.id for line in lines if line.in_scope])
    return Answer([_found(line, work) for line in lines], total, page, pages)


def caseworkers_to_choose(actor: Actor) -> list[tuple[int, str]]:
    """Return id and name of the caseworkers a search can be narrowed to."""
    statement = select(Account.id, Account.name).where(Account.role == Role.CASEWORKER)
    if actor.role is Role.TEAM_LEAD:
        statement = statement.where(Account.office_id == actor.office_id)
    rows = db.session.execute(statement.order_by(Account.name, Account.id))
    return [(row.id, row.name) for row in rows]


def _reach(actor: Actor, wanted: Search, inside: ColumnElement[bool]) -> ColumnElement[bool]:
    by_name_only = not wanted.place and wanted.level is None
    long_enough = len(folded(wanted.name)) >= SHORTEST_NAME
    if actor.role is Role.CASEWORKER and by_name_only and long_enough:
        return true()
    return inside


def _filters(wanted: Search) -> list[ColumnElement[bool]]:
    found = [
        Candidate.name_folded.contains(word, autoescape=True)
        for word in folded(wanted.name).split()[:8]
    ]
    if wanted.place:
        found.append(Candidate.place == wanted.place)
    if wanted.level is not None:
        found.append(Candidate.german_level == wanted.level)
    if wanted.caseworker_id is not None:
        found.append(Candidate.caseworker_id == wanted.caseworker_id)
    return found


def _lines(inside: ColumnElement[bool]) -> Any:
    return select(
        Candidate.id,
        Candidate.given_name,
        Candidate.family_name,
        Candidate.own_script_name,
        Candidate.place,
        Candidate.german_level,
        Account.name.label("caseworker"),
        inside.label("in_scope"),
    ).join(Account, Candidate.caseworker_id == Account.id, isouter=True)


def _order(sort: str, inside: ColumnElement[bool]) -> list[ColumnElement[Any]]:
    """Order by what the line shows: what it hides must not show in the order either."""
    by_name: list[ColumnElement[Any]] = [
        func.lower(Candidate.family_name),
        func.lower(Candidate.given_name),
        Candidate.id.asc(),
    ]
    level = case(*((Candidate.german_level == one, one.rank) for one in LanguageLevel), else_=-1)
    keys: dict[str, ColumnElement[Any]] = {
        "place": case((inside, func.coalesce(Candidate.place, "")), else_=""),
        "german": case((inside, level), else_=-1),
        "caseworker": func.coalesce(Account.name, ""),
    }
    key = keys.get(sort.removeprefix("-"), by_name[0])
    return [key.desc() if sort.startswith("-") else key.asc(), *by_name]


def _work_of(ids: list[int]) -> dict[int, tuple[str, ...]]:
    rows = db.session.execute(
        select(WorkExperience.candidate_id, WorkExperience.own_words)
        .where(WorkExperience.candidate_id.in_(ids))
        .order_by(WorkExperience.is_wish, WorkExperience.id)
    )
    work: dict[int, tuple[str, ...]] = {}
    for row in rows:
        work[row.candidate_id] = (*work.get(row.candidate_id, ()), row.own_words)
    return work


def _found(line: Any, work: dict[int, tuple[str, ...]]) -> Found:
    name = f"{line.family_name}, {line.given_name}" if line.family_name else line.given_name
    if not line.in_scope:
        return Found(line.id, name, None, line.caseworker, in_scope=False)
    return Found(
        line.id,
        name,
        line.own_script_name,
        line.caseworker,
        in_scope=True,
        place=line.place,
        german_level=line.german_level,
        work=work.get(line.id, ())[:2],
    )
