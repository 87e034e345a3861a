"""Transitions the law makes short: a finished training whose time counts for another one.

Dated data in ``matching/catalogue/transitions.csv``: one row for each pair of KldB types, with
the months that count, how long the other training lasts, for both where it was read, and how sure
it is: *high* where a paragraph was read for both, *medium* where a chamber or an association says
one of them. That the training was finished, and in which field, no type of the KldB tells; the
line of the score names it. Where both trainings lie in one type there is no row: nothing could
come nearer. A pair without a row is not known to be short; it counts like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
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

    @property
    def share(self) -> float:
        """Return the part of the other training that is done already (0 to 1)."""
        return self.months / self.of_months


@lru_cache(maxsize=1)
def known_transitions() -> dict[tuple[str, str], Transition]:
    """Return the shipped transitions by the codes of both types."""
    return {(one.from_code, one.to_code): one for one in read_transitions(FILE)}


def transition(from_code: str | None, to_code: str | None) -> Transition | None:
    """Return the short way between two types, None where none is known.

    >>> transition("25122", "25102").months, transition("25102", "25122")
    (24, None)
    """
    return known_transitions().get((from_code or "", to_code or ""))


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
        )
        for row in read_rows(path)
    ]


def transition_mistakes(
    rows: list[Transition], catalogue: Catalogue | None = None
) -> Iterator[str]:
    """Yield what is wrong with transitions, a line each."""
    known = (catalogue or load_catalogue()).by_code
    seen: set[tuple[str, str]] = set()
    for one in rows:
        pair = (one.from_code, one.to_code)
        named = f"transitions.csv: {one.from_code} to {one.to_code}"
        if pair in seen:
            yield f"{named} stands there twice"
        seen.add(pair)
        if one.from_code not in known or one.to_code not in known:
            yield f"{named} names an unknown code"
        if one.from_code == one.to_code:
            yield f"{named} leads nowhere"
        if not 0 < one.months < one.of_months:
            yield f"{named}: {one.months} of {one.of_months} months cannot count"
        if not (one.citation and one.length_citation) or one.confidence not in CONFIDENCES:
            yield f"{named} needs where both numbers stand and how sure they are"
