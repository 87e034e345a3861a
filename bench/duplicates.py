"""Is this person kept already? Asked of 100,000 people, beside a scan with rapidfuzz.

Run ``python -m bench.duplicates``. The people are made up from the names of the demo fair; one in
twenty is asked for again as somebody else would write them down: in the other script, with day
and month swapped, with the names in the other order. Ends with 1 where a number is missed.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from flask_migrate import upgrade
from rapidfuzz import fuzz, process
from sqlalchemy import insert

from app import create_app
from domain.identity import Birth, Identity
from models import Candidate, Office, db, transactional
from services.demo.names import draw_name
from services.duplicates import find_alike, write_missing_keys

PEOPLE, ASKED, SCANNED = 100_000, 400, 20
LIMIT_MS = 100.0
CUTOFF = 85


class Known(NamedTuple):
    """A made-up person as kept."""

    given: str
    family: str
    own_script: str | None
    birth: Birth


def made_up_people(draw: random.Random) -> list[Known]:
    people = []
    for _number in range(PEOPLE):
        name = draw_name(draw, is_female=draw.random() < 0.23)
        is_first_of_january = draw.random() < 0.3
        born = (1, 1) if is_first_of_january else (draw.randint(1, 12), draw.randint(1, 28))
        birth = Birth(draw.randint(1955, 2005), *born)
        people.append(Known(name.given, name.family, name.own_script, birth))
    return people


def written_down_again(known: Known, draw: random.Random) -> Identity:
    """Return the person as the next colleague writes them."""
    birth = Birth(known.birth.year, known.birth.day, known.birth.month)
    if known.own_script and draw.random() < 0.5:
        return Identity(given_name=known.own_script, birth=birth)
    return Identity(given_name=known.family, family_name=known.given, birth=birth)


@transactional
def keep(people: list[Known]) -> None:
    now = datetime.now(UTC)
    office = Office(name="Jobcenter Herford")
    db.session.add(office)
    db.session.flush()
    for start in range(0, len(people), 5_000):
        rows = [
            {
                "id": number,
                "given_name": one.given,
                "family_name": one.family,
                "own_script_name": one.own_script,
                "birth_year": one.birth.year,
                "birth_month": one.birth.month,
                "birth_day": one.birth.day,
                "office_id": office.id,
                "created_at": now,
                "changed_at": now,
            }
            for number, one in enumerate(people[start : start + 5_000], start + 1)
        ]
        db.session.execute(insert(Candidate), rows)


def milliseconds(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return (time.perf_counter() - start) * 1_000


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def scan(names: list[str], asked: Identity) -> list[int]:
    found = process.extract(
        asked.full_name, names, scorer=fuzz.WRatio, score_cutoff=CUTOFF, limit=150
    )
    return [place + 1 for _name, _score, place in found]


def main() -> int:
    draw = random.Random(7)
    people = made_up_people(draw)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        app = create_app({"SQLALCHEMY_DATABASE_URI": url, "SECRET_KEY": "bench only"})
        with app.app_context():
            upgrade()
            keep(people)
            filled = milliseconds(write_missing_keys) / 1_000
            return report(people, draw, filled)


def report(people: list[Known], draw: random.Random, filled: float) -> int:
    asked = [(number, written_down_again(people[number - 1], draw)) for number in
             draw.sample(range(1, PEOPLE + 1), ASKED)]  # fmt: skip
    ours, hits, shown = [], 0, []
    for number, identity in asked:
        found: list[int] = []
        ours.append(milliseconds(lambda: found.extend(i for i, _w in find_alike(identity))))  # noqa: B023
        hits += number in found
        shown.append(len(found))
    names = [f"{one.given} {one.family}" for one in people]
    theirs, their_hits = [], 0
    for number, identity in asked[:SCANNED]:
        listed: list[int] = []
        theirs.append(milliseconds(lambda: listed.extend(scan(names, identity))))  # noqa: B023
        their_hits += number in listed
    print(f"keys of {PEOPLE} people written in {filled:.0f} s")
    print(f"ours: median {statistics.median(ours):.0f} ms, p95 {p95(ours):.0f} ms,")
    print(f"  found {hits / ASKED:.0%}, records shown at the median {statistics.median(shown):.0f}")
    print(f"rapidfuzz WRatio scan: median {statistics.median(theirs):.0f} ms,")
    print(f"  found {their_hits / SCANNED:.0%} among the first 150")
    return int(p95(ours) > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())
