"""Transitions the law makes short: a finished training whose time counts for another one.

Dated data in ``matching/catalogue/transitions.csv``: one row for each pair of KldB types, with
the months that count, how long the other training lasts, for both where it was read, and how sure
it is: *high* where a paragraph was read for both, *medium* where a chamber or an association says
one of them. That the training was finished, and in which field, no type of the KldB tells; the
line of the score names it. Where both trainings lie in one type there is no row: nothing could
come nearer. A pair without a row is not known to be short; it counts like any other.

A row counts on the days from ``valid_from`` to ``until``. Rows are only added: of several of a
pair that count on a day the one with the latest ``valid_from`` does; one with the same
``valid_from`` and a later ``recorded_on`` replaces what was recorded before it.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from matching.catalogue import HERE, Catalogue, load_catalogue
from matching.catalogue.rows import read_rows

FILE = HERE / "transitions.csv"
CONFIDENCES = ("high", "medium", "low")


class Transition(NamedTuple):
    """``months`` of a training from ``from_code`` count for the ``of_months`` to ``to_code``."""

    from_code: str
    to_code: str
    from_title: str
    to_title: str
    months: int
    of_months: int
    citation: str
    length_citation: str
    valid_from: date
    until: date | None
    """Last day the rule cited applies, where it names one."""
    confidence: str
    recorded_on: date

    def counts_on(self, day: date) -> bool:
        """Return whether the rule cited applies on a day."""
        return self.valid_from <= day and (self.until is None or day <= self.until)

    @property
    def share(self) -> float:
        """Return the part of the other training that is done already (0 to 1)."""
        return self.months / self.of_months


Known = dict[tuple[str, str], Transition]
"""Transitions by the codes of both types."""


@lru_cache(maxsize=8)
def known_transitions(day: date | None = None) -> Known:
    """Return the shipped transitions that count on a day; without one all that ever do."""
    return transitions_on(_shipped(), day)


@lru_cache(maxsize=1)
def _shipped() -> list[Transition]:
    return read_transitions(FILE)


def transitions_on(rows: Iterable[Transition], day: date | None) -> Known:
    """Return which of some rows count on a day; without one the last of each pair."""
    last: dict[tuple[str, str, date], Transition] = {}
    for one in sorted(rows, key=lambda row: (row.valid_from, row.recorded_on)):
        last[one.from_code, one.to_code, one.valid_from] = one
    return {
        (one.from_code, one.to_code): one
        for one in last.values()
        if day is None or one.counts_on(day)
    }


def transition(
    from_code: str | None, to_code: str | None, day: date | None = None
) -> Transition | None:
    """Return the short way between two types on a day, None where none is known.

    >>> transition("25122", "25102").months, transition("25102", "25122")
    (24, None)
    >>> transition("32102", "32122", date(2030, 8, 1))
    """
    return known_transitions(day).get((from_code or "", to_code or ""))


def read_transitions(path: Path) -> list[Transition]:
    """Return the rows of a file.

    Raises
    ------
    ValueError, KeyError
        If a row is malformed.
    """
    return [
        Transition(
            from_code=row["from_code"],
            to_code=row["to_code"],
            from_title=row["from_title"],
            to_title=row["to_title"],
            months=int(row["months"]),
            of_months=int(row["of_months"]),
            citation=row["citation"],
            length_citation=row["length_citation"],
            valid_from=date.fromisoformat(row["valid_from"]),
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            confidence=row["confidence"],
            recorded_on=date.fromisoformat(row["recorded_on"]),
        )
        for row in read_rows(path)
    ]


def transition_mistakes(
    rows: list[Transition], catalogue: Catalogue | None = None
) -> Iterator[str]:
    """Yield what is wrong with transitions, a line each."""
    known = (catalogue or load_catalogue()).by_code
    pairs = {(one.from_code, one.to_code) for one in rows}
    seen: set[tuple[object, ...]] = set()
    for one in rows:
        row = (one.from_code, one.to_code, one.valid_from, one.recorded_on)
        found = [
            *(["stands there twice"] if row in seen else []),
            *_mistakes_of_pair(one, pairs, known),
            *_mistakes_of_numbers(one),
        ]
        seen.add(row)
        yield from (f"transitions.csv: {one.from_code} to {one.to_code} {said}" for said in found)


def _mistakes_of_pair(
    one: Transition, pairs: Collection[tuple[str, str]], known: Container[str]
) -> Iterator[str]:
    if one.from_code not in known or one.to_code not in known:
        yield "names an unknown code"
    if one.from_code == one.to_code:
        yield "leads nowhere"
    elif (one.to_code, one.from_code) in pairs:
        yield "leads back, too"


def _mistakes_of_numbers(one: Transition) -> Iterator[str]:
    if not 0 < one.months < one.of_months:
        yield f"has {one.months} of {one.of_months} months, which cannot count"
    if one.until is not None and one.until < one.valid_from:
        yield "ends before it begins"
    if not (one.citation and one.length_citation) or one.confidence not in CONFIDENCES:
        yield "needs where both numbers stand and how sure they are"
