"""How long saving a step of the interview takes, with 100,000 people in the database.

    DATABASE_URL=sqlite:////tmp/steps.sqlite .venv/bin/python -m bench.profile_steps

after `flask db upgrade` and `flask demo load --candidates 100000` with the same address: posts
every step of the interview of 60 people through the application, page and database included.
"""

from __future__ import annotations

import argparse
import statistics
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from app import create_app
from domain.access import Role
from models import Account, Candidate, db
from services.sessions import begin_session
from services.visibility import agreed_to_placement

STEPS: dict[str, dict[str, object]] = {
    "contact": {"given_name": "Amal", "language": "ar", "birth": ["", "", "1990"]},
    "languages": {"de_speaking": "B1", "de_understanding": "B1", "other0": "ti",
                  "other0_speaking": "C2", "scripts": ["latin"]},
    "education": {"own_words": "Gymnasium in Asmara", "years": "9"},
    "work": {"own_words": "Schneiderin im Familienbetrieb", "kind": "family", "years": "8"},
    "skills": {"skills": []},
    "licences": {"licences": ["b", "forklift"], "state": "german"},
    "availability": {"hours": ["part_time"], "weekly_hours": "30", "shifts": ["day"]},
    "wishes": {"kinds": ["job"], "own_words": "gern mit Stoff"},
}  # fmt: skip
LIMIT = 0.100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    count = parser.parse_args().people
    app = create_app({"WTF_CSRF_ENABLED": False, "TESTING": True})
    with app.app_context():
        officer = db.session.scalars(select(Account).where(Account.role == Role.OFFICER)).first()
        people = list(
            db.session.scalars(
                select(Candidate.id)
                .where(agreed_to_placement())
                .order_by(Candidate.id)
                .limit(count)
            )
        )
        token = begin_session(
            now=datetime.now(UTC), lasts=timedelta(hours=1), account=officer, second_factor=True
        )
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    taken: dict[str, list[float]] = {step: [] for step in STEPS}
    for person in people:
        for step, told in STEPS.items():
            begun = time.perf_counter()
            answer = browser.post(f"/desk/candidates/{person}/{step}", data=told)
            taken[step].append(time.perf_counter() - begun)
            assert answer.status_code == 303, (step, answer.status_code)
    report(taken)


def report(taken: dict[str, list[float]]) -> None:
    for step, times in taken.items():
        print(f"{step:14}{_p95(times) * 1000:7.1f} ms p95")
    every = [one for times in taken.values() for one in times]
    print(f"{'all steps':14}{_p95(every) * 1000:7.1f} ms p95, limit {LIMIT * 1000:.0f} ms")


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
