"""All lists anew, with 5,000 people and 2,000 positions in the database, and opening one.

    .venv/bin/python -m bench.ranked_lists [--people 5000 --positions 2000]

fills an empty SQLite file with demo data (or takes DATABASE_URL as it is), computes and stores all
lists, changes one person, brings the lists up to date again, and opens lists through the
application. Ends with 1 where a number is missed.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import statistics
import sys
import tempfile
import time
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select, update

from app import create_app
from domain.access import Role
from domain.clock import office_day
from matching.ranking import Ranker
from matching.title_reading import shipped_reader
from models import Account, Candidate, PeopleList, RankingMark, db, transactional
from services.demo.load import DemoSize, load_demo
from services.ranked_lists import refresh_lists, seed_of
from services.ranking_facts import people_features, position_features
from services.sessions import begin_session
from services.stored_lists import KEPT_PEOPLE, KEPT_POSITIONS
from services.visibility import agreed_to_placement, shown_position

LIMIT_SECONDS, LIMIT_MIB, LIMIT_PAGE_MS = 5.0, 500.0, 300.0
PAGES = 60


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5400)
    parser.add_argument("--positions", type=int, default=2110)
    options = parser.parse_args()
    print(f"Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{Path(folder) / 'lists.sqlite'}"
        child = get_context("spawn").Process(
            target=fill, args=(url, options.people, options.positions)
        )
        child.start()
        child.join()
        app = app_on(url)
        with app.app_context():
            missed = [*measure_run(), *measure_change()]
        missed += measure_pages(app)
    print("Missed: " + ", ".join(missed) if missed else "All limits are kept.")
    return 1 if missed else 0


def app_on(url: str) -> Flask:
    return create_app({"SQLALCHEMY_DATABASE_URI": url, "WTF_CSRF_ENABLED": False, "TESTING": True})


def fill(url: str, people: int, positions: int) -> None:
    """Fill an empty database, in a process of its own: its memory is not what is measured."""
    with app_on(url).app_context():
        if db.engine.dialect.name == "sqlite":
            db.create_all()
        if not db.session.scalar(select(func.count()).select_from(Candidate)):
            load_demo(
                day=office_day(datetime.now(UTC)),
                size=DemoSize(candidates=people, positions=positions),
                random_state=0,
                progress=lambda _count: None,
            )


def measure_run() -> list[str]:
    now = datetime.now(UTC)
    today = office_day(now)
    shipped_reader()  # once in a process, not once in a run
    begun = time.perf_counter()
    people = people_features(agreed_to_placement(), today)
    positions = position_features(shown_position())
    read = time.perf_counter()
    lists = Ranker().top_lists(people, positions, seed_of(today),
                               most_people=KEPT_PEOPLE, most_positions=KEPT_POSITIONS)  # fmt: skip
    count = sum(1 for side in lists for _one in side)
    ranked = time.perf_counter()
    print(f"{len(people)} people who agreed x {len(positions)} open positions, {count} lists")
    print(f"  read the facts {read - begun:6.2f} s, rank with points {ranked - read:6.2f} s")
    del people, positions, lists
    took = run("The whole run", now)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory of the process at its peak {peak:.0f} MiB; due {LIMIT_MIB:.0f} MiB")
    return ["run"] * (took > LIMIT_SECONDS) + ["memory"] * (peak > LIMIT_MIB)


def run(what: str, now: datetime) -> float:
    """Bring the lists up to date and return how many seconds it took by the clock."""
    begun, worked = time.perf_counter(), time.process_time()
    written = refresh_lists(now=now)
    took, work = time.perf_counter() - begun, time.process_time() - worked
    print(f"{what}, {written} lists written: {took:.2f} s by the clock, {work:.2f} s of the"
          f" processor; due {LIMIT_SECONDS:.0f} s")  # fmt: skip
    return took


def measure_change() -> list[str]:
    """Change one person and bring the lists up to date."""
    now = datetime.now(UTC)
    _move_somebody(now)
    return ["change"] * (run("After one change", now) > LIMIT_SECONDS)


@transactional
def _move_somebody(now: datetime) -> None:
    first = select(func.min(Candidate.id)).where(agreed_to_placement()).scalar_subquery()
    db.session.execute(
        update(Candidate)
        .where(Candidate.id == first)
        .values(postcode="32602")
        .execution_options(synchronize_session=False)
    )
    db.session.add(RankingMark(about="person", at=now))


def measure_pages(app: Flask) -> list[str]:
    """Open the lists of positions through the application."""
    with app.app_context():
        officer = db.session.scalars(select(Account).where(Account.role == Role.OFFICER)).first()
        owners = list(db.session.scalars(select(PeopleList.position_id).limit(PAGES)))
        token = begin_session(
            now=datetime.now(UTC), lasts=timedelta(hours=1), account=officer, second_factor=True
        )
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    times, work = [], []
    for position in [owners[0], *owners]:
        begun, worked = time.perf_counter(), time.process_time()
        with redirect_stdout(io.StringIO()):
            answer = browser.get(f"/desk/matches/positions/{position}")
        times.append(1000 * (time.perf_counter() - begun))
        work.append(1000 * (time.process_time() - worked))
        assert answer.status_code == 200, answer.status_code
    late = statistics.quantiles(times[1:], n=20)[-1]
    print(f"Opening a stored list: median {statistics.median(times[1:]):.0f} ms, p95 {late:.0f} ms"
          f" by the clock, p95 {statistics.quantiles(work[1:], n=20)[-1]:.0f} ms of the processor;"
          f" due {LIMIT_PAGE_MS:.0f} ms")  # fmt: skip
    return ["page"] * (late > LIMIT_PAGE_MS)


if __name__ == "__main__":
    sys.exit(main())
