"""What the workbench shows of one list: filtered rows, conditions, decisions, plain warnings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from werkzeug.datastructures import MultiDict

from blueprints.matches import filters
from blueprints.matches.lists import Listed, ListPage, Standing, page_of, people_of, standings_of
from blueprints.matches.people_filters import asked_of_people
from blueprints.sessions import current_actor, now
from domain.clock import office_day
from domain.languages import LanguageLevel, LanguageSkill
from domain.match_conditions import Condition
from models import Candidate, Exclusion, Position
from services.catalogue import is_occupation
from services.exclusions import exclusions_of
from services.floor_orders import has_second_order
from services.hard_conditions import conditions_of_people, conditions_of_positions
from services.ranked_lists import RankedList, list_people, list_positions
from services.ranking import Match
from services.shown_lists import note_people_shown, note_positions_shown


@dataclass(frozen=True)
class Bench:
    """One ranked list as a page shows it."""

    ranked: RankedList
    shown: ListPage[Match]
    conditions: dict[int, list[Condition]]
    left_out: list[Exclusion]
    people: dict[int, Listed] = field(default_factory=dict)
    """Those the page shows, by id, where it is the list of a position."""
    standings: dict[int, Standing] = field(default_factory=dict)
    """The positions of the list by id, where it is that of a person."""
    told: dict[str, str] = field(default_factory=dict)
    """Who said the facts of the person, by part of the score, where it is the list of one."""

    @cached_property
    def ranked_by_id(self) -> dict[int, Match]:
        """Return every match of the list as it was ranked, before any filter."""
        return {one.id: one for one in self.ranked.rows}

    @property
    def has_second_order(self) -> bool:
        """Return whether a floor is on and the list is long enough for an order with it."""
        rows = _without(self.ranked.rows, {one.candidate_id for one in self.left_out})
        return self.ranked.floor_id is not None and has_second_order(len(rows))

    @property
    def ranks(self) -> dict[int, int]:
        """Return the rank of everybody on the list."""
        return {one.id: one.rank for one in self.ranked.rows}


def bench_of_position(
    position: Position, args: MultiDict[str, str], chosen: Collection[int]
) -> Bench:
    """Return the people for a position; what is shown is written down.

    ``chosen`` are the ids of those on the shortlist, who are shown whatever the page.
    """
    actor, today = current_actor(), office_day(now())
    left_out = list(exclusions_of(position_id=position.id, actor=actor))
    gone = {one.candidate_id for one in left_out}

    def wanted(ids: Sequence[int]) -> set[int]:
        page = page_of([one for one in ids if one not in gone], args.get("page", "1"))
        return {*(ids if filters.is_filtered(args) else page.rows), *chosen}

    ranked = list_people(position=position, actor=actor, now=now(), wanted=wanted)
    rows = _without(ranked.rows, gone)
    rows = filters.of_parts(rows, args)
    asked, people = asked_of_people(args, today), {}
    if asked:
        people = people_of([one.id for one in rows], *asked)
        rows = [one for one in rows if one.id in people]
    known: dict[int, list[Condition]] = {}
    if filters.asks_for_condition(args):
        known = conditions_of_people(matches=rows, position=position, today=today)
        rows = filters.of_conditions(rows, known, args)
    shown = page_of(rows, args.get("page", "1"))
    known = known or conditions_of_people(matches=shown.rows, position=position, today=today)
    note_people_shown(
        actor=actor, position_id=position.id, rows=shown.rows, ranked=ranked, now=now()
    )
    people = people or people_of([one.id for one in shown.rows])
    return Bench(ranked, shown, known, left_out, people=people)


def bench_of_person(listed: Listed, args: MultiDict[str, str]) -> Bench:
    """Return the positions for a person; what is shown is written down."""
    actor, candidate = current_actor(), listed.person
    ranked = list_positions(candidate=candidate, actor=actor, now=now())
    standings = standings_of(ranked.rows, candidate, actor)
    left_out = [one.exclusion for one in standings.values() if one.exclusion]
    rows = _without(ranked.rows, {one.position_id for one in left_out})
    rows = [one for one in filters.of_parts(rows, args) if one.id in standings]
    known: dict[int, list[Condition]] = {}
    if filters.asks_for_condition(args):
        known = _of_positions(rows, standings, candidate)
        rows = filters.of_conditions(rows, known, args)
    shown = page_of(rows, args.get("page", "1"))
    known = known or _of_positions(shown.rows, standings, candidate)
    note_positions_shown(
        actor=actor, candidate_id=candidate.id, rows=shown.rows, ranked=ranked, now=now()
    )
    return Bench(ranked, shown, known, left_out, standings=standings, told=listed.told)


def _of_positions(
    rows: list[Match], standings: dict[int, Standing], candidate: Candidate
) -> dict[int, list[Condition]]:
    positions = {one.id: standings[one.id].position for one in rows}
    return conditions_of_positions(
        matches=rows, positions=positions, candidate=candidate, today=office_day(now())
    )


def _without(rows: list[Match], ids: Collection[int]) -> list[Match]:
    return [one for one in rows if one.id not in ids]


def asks_for_nothing(position: Position) -> bool:
    """Return whether a position names no requirement, so that everybody is nearly equal."""
    german = (getattr(position, f"german_{skill.value}") for skill in LanguageSkill)
    asked = (position.occupation_code, position.skills, position.licences, position.hours,
             position.weekly_hours, position.shifts)  # fmt: skip
    return not any(asked) and all(level is LanguageLevel.NONE for level in german)


def has_lost_its_code(position: Position) -> bool:
    """Return whether the occupation's code is no longer in the catalogue."""
    code = position.occupation_code
    return bool(code) and not is_occupation(code)
