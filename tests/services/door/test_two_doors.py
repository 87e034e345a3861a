"""Two doors, one ticket: whoever is first checks in, and only once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from domain.door import ScanOutcome
from models import AuditEntry, DoorScan, Fair, Registration, db
from services.check_in import Scan, sweep_scans, take_scan, undo_check_in
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race

TODAY = {"starts_at": NOW - timedelta(hours=1), "ends_at": NOW + timedelta(hours=3)}


def count(kind: type, *conditions: object) -> int:
    return db.session.scalar(select(func.count()).select_from(kind).where(*conditions)) or 0


def checked_in() -> int:
    return count(AuditEntry, AuditEntry.action == "registration.checked_in")


def outcomes(app: Flask, office: Office, ids: list[str]) -> Counter[ScanOutcome]:
    """Scan one ticket at many doors at one moment, each scan with its id."""
    place = office.registration(fair=office.fair(**TODAY))
    actor, code, fair_id = (
        office.officer().actor,
        place.candidate.personal_codes[0].code,
        place.fair_id,
    )

    def scan(number: int) -> ScanOutcome:
        fair = db.session.get_one(Fair, fair_id)
        return take_scan(
            fair=fair, scan=Scan(id=ids[number], text=code), actor=actor, now=NOW
        ).outcome

    answers = race(app, scan, runners=len(ids))
    db.session.rollback()
    return Counter(answers)


def test_one_ticket_at_many_doors_checks_in_once(app: Flask, office: Office) -> None:
    found = outcomes(app, office, [f"door-{number}" for number in range(6)])
    assert found == {ScanOutcome.ARRIVED: 1, ScanOutcome.AGAIN: 5}
    assert checked_in() == 1


def test_one_scan_sent_many_times_at_once_has_one_answer(app: Flask, office: Office) -> None:
    assert outcomes(app, office, ["the same"] * 6) == {ScanOutcome.ARRIVED: 6}
    assert checked_in() == count(DoorScan) == 1


def test_a_replay_after_it_was_taken_back_checks_nobody_in(office: Office) -> None:
    place = office.registration(fair=office.fair(**TODAY))
    actor = office.officer().actor
    scan = Scan(id="one", text=place.candidate.personal_codes[0].code)
    for _time in range(2):
        assert take_scan(fair=place.fair, scan=scan, actor=actor, now=NOW).outcome == "arrived"
        undo_check_in(registration=place, actor=actor, now=NOW)
    assert db.session.get_one(Registration, place.id, populate_existing=True).checked_in_at is None
    assert checked_in() == 1


def test_a_queue_sent_after_a_lost_connection_counts_everybody_once(office: Office) -> None:
    fair = office.fair(**TODAY)
    actor = office.officer().actor
    queue = [
        Scan(
            id=f"scan-{number}",
            text=office.registration(fair=fair).candidate.personal_codes[0].code,
        )
        for number in range(5)
    ]
    for scan in (*queue[:3], *queue, *queue):
        take_scan(fair=fair, scan=scan, actor=actor, now=NOW)
    assert checked_in() == count(DoorScan) == 5


def test_a_ticket_of_a_fair_that_was_says_so(office: Office) -> None:
    day = timedelta(days=40)
    old = office.registration(fair=office.fair(starts_at=NOW - day, ends_at=NOW - day / 2))
    today = office.fair(**TODAY)
    scan = Scan(id="old", text=old.candidate.personal_codes[0].code)
    answer = take_scan(fair=today, scan=scan, actor=office.officer().actor, now=NOW)
    assert answer.outcome is ScanOutcome.ELSEWHERE
    assert answer.registration == old


def test_scans_of_days_that_are_over_are_deleted(office: Office) -> None:
    place = office.registration(fair=office.fair(**TODAY))
    for number, days in enumerate((0, 1, 3)):
        scan = Scan(id=f"scan-{number}", text=place.candidate.personal_codes[0].code)
        moment = NOW - timedelta(days=days)
        take_scan(fair=place.fair, scan=scan, actor=office.officer().actor, now=moment)
    assert sweep_scans(now=NOW) == 1
    assert count(DoorScan) == 2
