"""What has been kept long enough goes in the night of its day; nothing goes before."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from domain.access import Role
from domain.clock import office_day, office_moment
from domain.consent import Purpose
from domain.errors import RuleBroken
from domain.letters import Channel, LetterState
from domain.retention import PERIODS, Kept, cutoff, due_day
from models import (
    AuditEntry,
    Base,
    Consent,
    FairWish,
    Interview,
    Letter,
    MonthCount,
    Registration,
    RetentionPeriod,
    Stand,
    StandStaff,
    Task,
    TaskKind,
    db,
    transactional,
)
from services.retention import calendar, delete_due
from services.retention_periods import periods, set_period
from tests.factories import Office
from tests.factories.office import NOW

TODAY = office_day(NOW)


@transactional
def stored(*rows: Base) -> None:
    db.session.add_all(rows)


def count(kind: type[Base]) -> int:
    db.session.rollback()
    return db.session.query(kind).count()


def night_of(kind: Kept, days_ago: int = 0) -> timedelta:
    """Return how long ago something happened that is deleted tonight, or was due days ago.

    It was noon of its day: at whatever hour the tests run, no change of the clock moves the day.
    """
    day = TODAY - timedelta(days=PERIODS[kind].days + 1 + days_ago)
    return NOW - office_moment(day, time(12))


def test_the_day_in_the_calendar_is_the_day_of_the_deletion() -> None:
    for days in (1, 183, 1096):
        for hours in range(26):
            moment = NOW - timedelta(days=days + 1, hours=hours)
            gone = moment < cutoff(TODAY, days)
            assert gone == (due_day(moment, days) <= TODAY)


def test_attendance_goes_after_its_period_and_is_counted(app: Flask, office: Office) -> None:
    old, recent = (
        office.fair(starts_at=ends - timedelta(hours=4), ends_at=ends)
        for ends in (NOW - night_of(Kept.ATTENDANCE), NOW - timedelta(days=100))
    )
    stand = office.stand(fair=old)
    place = office.registration(fair=old, checked_in_at=old.starts_at)
    stored(FairWish(registration_id=place.id, stand_id=stand.id))
    office.registration(fair=recent)
    assert [(one.kind, one.number) for one in calendar(today=TODAY)] == [(Kept.ATTENDANCE, 1)]

    assert delete_due(now=NOW) == 1
    assert count(Registration) == 1
    assert count(FairWish) == 0
    counted = {(one.kind, one.number) for one in db.session.query(MonthCount)}
    assert counted == {("registered", 1), ("attended", 1)}
    assert delete_due(now=NOW) == 0


def test_names_at_a_stand_go_a_month_after_the_fair_and_the_stand_stays(
    app: Flask, office: Office
) -> None:
    ends = NOW - night_of(Kept.STAND_STAFF)
    old = office.stand(fair=office.fair(starts_at=ends - timedelta(hours=4), ends_at=ends))
    coming = office.stand(fair=office.fair())
    for stand in (old, coming):
        stored(StandStaff(stand_id=stand.id, number=1, name="Petra Öz", languages=["tr"]))
    assert [(one.kind, one.day, one.number) for one in calendar(today=TODAY)] == [
        (Kept.STAND_STAFF, TODAY, 1)
    ]
    assert delete_due(now=NOW) == 1
    assert [one.stand_id for one in db.session.query(StandStaff)] == [coming.id]
    assert count(Stand) == 2


def test_a_shorter_period_counts_from_the_next_night(app: Flask, office: Office) -> None:
    lead = office.account(Role.TEAM_LEAD)
    stand = office.stand()
    stored(
        Interview(
            stand_id=stand.id,
            desk=1,
            starts_at=NOW - timedelta(days=90),
            candidate_id=office.candidate().id,
            booked_by_id=lead.id,
            booked_at=NOW,
        )
    )
    assert delete_due(now=NOW) == 0
    set_period(actor=lead.actor, kind=Kept.TALKS, days=60, reason="Weniger reicht", now=NOW)
    assert [one.is_overdue(TODAY) for one in calendar(today=TODAY)] == [True]
    assert delete_due(now=NOW) == 1
    assert not calendar(today=TODAY)
    assert periods()[Kept.TALKS] == 60
    assert db.session.query(AuditEntry).filter_by(action="retention.changed").count() == 1


@pytest.mark.parametrize("beyond", [-1, 1])
def test_a_period_beyond_its_bounds_is_refused(app: Flask, office: Office, beyond: int) -> None:
    lead = office.account(Role.TEAM_LEAD)
    for kind, bounds in PERIODS.items():
        days = bounds.least - 1 if beyond < 0 else bounds.most + 1
        with pytest.raises(RuleBroken):
            set_period(actor=lead.actor, kind=kind, days=days, reason="x", now=NOW)
    assert count(RetentionPeriod) == 0


def test_a_letter_goes_with_its_file_unless_a_task_is_open(
    app: Flask, office: Office, tmp_path: Path
) -> None:
    person = office.candidate()
    sent, dead, queued = (
        Letter(
            kind="scheme-changed",
            channel=Channel.SMS,
            address="+4915112345678",
            language="de",
            facts={"office": "", "starts_on": "", "unit": "", "contact": "", "apply": False},
            candidate_id=person.id,
            state=state,
            due_at=NOW,
            written_at=NOW - night_of(Kept.LETTERS),
        )
        for state in (LetterState.SENT, LetterState.DEAD, LetterState.QUEUED)
    )
    stored(sent, dead, queued)
    stored(Task(kind=TaskKind.LETTER_DEAD, letter_id=dead.id, created_at=NOW))
    kept = {dead.id, queued.id}
    (tmp_path / f"letter-{sent.id}-aa.sms.txt").write_text("x")
    (tmp_path / f"letter-{dead.id}-bb.sms.txt").write_text("x")
    assert delete_due(now=NOW, folders=[tmp_path]) == 1
    db.session.rollback()
    assert {one.id for one in db.session.query(Letter)} == kept
    assert [path.name[-11:] for path in tmp_path.iterdir()] == ["-bb.sms.txt"]


def test_the_proof_of_a_consent_stays_while_it_holds(app: Flask, office: Office) -> None:
    old = NOW - night_of(Kept.CONSENTS, days_ago=400)
    person = office.candidate(agreed=False)
    stored(
        *(
            Consent(
                candidate_id=person.id,
                purpose=Purpose.FAIR,
                text_version="1",
                given_at=old,
                withdrawn_at=withdrawn,
            )
            for withdrawn in (None, NOW - timedelta(days=1000), old)
        )
    )
    assert delete_due(now=NOW) == 1
    assert count(Consent) == 2


def _entry(ago: timedelta) -> AuditEntry:
    return AuditEntry(
        at=NOW - ago, role=Role.OFFICER, action="x", subject_kind="candidate", subject_id=7
    )


def test_the_trail_loses_only_what_is_old_enough(app: Flask, office: Office) -> None:
    stored(_entry(night_of(Kept.AUDIT)), _entry(timedelta(days=300)), _entry(timedelta()))
    assert delete_due(now=NOW) == 1
    assert count(AuditEntry) == 2


CHANGES = (
    "DELETE FROM audit_entry",
    "UPDATE audit_entry SET action = 'y'",
    "UPDATE audit_entry SET subject_id = 8",
    "UPDATE audit_entry SET subject_id = 0, other_id = NULL, role = 'public'",
    "UPDATE audit_entry SET subject_id = 0, other_id = NULL, account_id = 1",
)


@pytest.mark.parametrize("deed", CHANGES)
def test_the_trail_refuses_every_other_change(app: Flask, office: Office, deed: str) -> None:
    office.officer()
    stored(_entry(timedelta(days=300)))
    with db.engine.connect() as connection, pytest.raises(DatabaseError, match="append-only"):
        connection.execute(text(deed))


def test_the_period_of_the_trail_is_read_by_the_database_itself(app: Flask, office: Office) -> None:
    lead = office.account(Role.TEAM_LEAD)
    stored(_entry(timedelta(days=300)))
    set_period(actor=lead.actor, kind=Kept.AUDIT, days=200, reason="Weniger reicht", now=NOW)
    assert delete_due(now=NOW) == 1


def test_every_kind_has_bounds_around_its_default_and_a_reason() -> None:
    assert set(PERIODS) == set(Kept)
    for period in PERIODS.values():
        assert 1 <= period.least <= period.days <= period.most
        assert period.basis


def test_lots_follow_each_other(
    app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.retention.LOT", 2)
    stored(*(_entry(night_of(Kept.AUDIT)) for _ in range(5)))
    assert delete_due(now=NOW) == 5
