"""The door: who came, when, and taken back where somebody was mistaken.

A device gives each scan an id. The id is written first, in the transaction of the check-in, so a
scan that is sent twice (a double click, a connection that broke before the answer came) finds
what came of it and changes nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.door import ScanOutcome, code_in, is_before_the_day, moment_of
from domain.errors import CodeRefused
from domain.fairs import FairState, RegistrationState
from models import DoorScan, Fair, Registration, db, transactional
from services.audit import record
from services.newcomers import owner_of_code
from services.records import changed_rows

SCANS_LAST = timedelta(days=2)
"""So long a scan that is sent again finds its answer; a device sends for half a day at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a device read or somebody typed; ``is_sure`` after the question before the day."""

    id: str
    text: str = ""
    is_sure: bool = False
    waited: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a scan, and whose place it was, at this fair or at another."""

    outcome: ScanOutcome
    registration: Registration | None = None


@transactional
def take_scan(*, fair: Fair, scan: Scan, actor: Actor, now: datetime) -> Answer:
    """Check in whoever holds the ticket; the same scan again gets the same answer."""
    if (earlier := _answer_of(fair.id, scan.id)) is not None:
        return earlier
    code = code_in(scan.text)
    registration = None
    outcome = ScanOutcome.NO_TICKET
    if code is not None:
        outcome, registration = _place_of(code, fair)
    return _answered(fair, scan, outcome, registration, actor, now)


@transactional
def check_in(*, registration: Registration, scan: Scan, actor: Actor, now: datetime) -> Answer:
    """Check in somebody whose name was found; the same press again gets the same answer."""
    if (earlier := _answer_of(registration.fair_id, scan.id)) is not None:
        return earlier
    fair = registration.fair
    return _answered(fair, scan, ScanOutcome.ARRIVED, registration, actor, now)


@transactional
def sweep_scans(*, now: datetime) -> int:
    """Delete the scans of days that are over, and return how many: no device sends them again."""
    old = delete(DoorScan).where(DoorScan.scanned_at <= now - SCANS_LAST)
    return changed_rows(db.session.execute(old))


@transactional
def undo_check_in(*, registration: Registration, actor: Actor, now: datetime) -> None:
    """Take a check-in back; the second time nothing changes."""
    undone = db.session.execute(
        update(Registration)
        .where(Registration.id == registration.id, Registration.checked_in_at.is_not(None))
        .values(checked_in_at=None, checked_in_by_id=None)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(registration)
    if changed_rows(undone) == 1:
        record(actor=actor, action="registration.check_in_undone", subject=registration, now=now)


def _answer_of(fair_id: int, scan_id: str) -> Answer | None:
    """Return what came of a scan that was sent before."""
    earlier = db.session.scalar(
        select(DoorScan)
        .where(DoorScan.fair_id == fair_id, DoorScan.scan_id == scan_id)
        .options(joinedload(DoorScan.registration).joinedload(Registration.candidate))
    )
    return None if earlier is None else Answer(earlier.outcome, earlier.registration)


def _answered(
    fair: Fair,
    scan: Scan,
    outcome: ScanOutcome,
    registration: Registration | None,
    actor: Actor,
    now: datetime,
) -> Answer:
    """Note the scan and do what it means, or return the answer of its twin that came first."""
    noted = DoorScan(
        fair_id=fair.id,
        scan_id=scan.id,
        outcome=outcome,
        registration_id=registration.id if registration else None,
        candidate_id=registration.candidate_id if registration else None,
        account_id=actor.account_id,
        scanned_at=moment_of(now, scan.waited),
    )
    try:
        with db.session.begin_nested():
            db.session.add(noted)
            db.session.flush()
    except IntegrityError:
        return _answer_of(fair.id, scan.id) or Answer(ScanOutcome.UNKNOWN)
    if registration is not None and outcome is ScanOutcome.ARRIVED:
        noted.outcome = _let_in(fair, registration, noted, is_sure=scan.is_sure)
        if noted.outcome is ScanOutcome.ARRIVED:
            record(actor=actor, action="registration.checked_in", subject=registration, now=now)
    return Answer(noted.outcome, registration)


def _let_in(
    fair: Fair, registration: Registration, scan: DoorScan, *, is_sure: bool
) -> ScanOutcome:
    """Check in by one conditional update: of two doors at once only one does."""
    if fair.state is FairState.CANCELLED:
        return ScanOutcome.FAIR_CANCELLED
    if is_before_the_day(fair.starts_at, scan.scanned_at) and not is_sure:
        return ScanOutcome.EARLY
    came = db.session.execute(
        update(Registration)
        .where(
            Registration.id == registration.id,
            Registration.state == RegistrationState.REGISTERED,
            Registration.checked_in_at.is_(None),
        )
        .values(checked_in_at=scan.scanned_at, checked_in_by_id=scan.account_id, absence=None)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(registration)
    if changed_rows(came) == 1:
        return ScanOutcome.ARRIVED
    return _standing(registration) or ScanOutcome.AGAIN


def _place_of(code: str, fair: Fair) -> tuple[ScanOutcome, Registration | None]:
    """Return whose ticket it is, and what its place at this fair says; ARRIVED is: let in."""
    try:
        candidate = owner_of_code(code)
    except CodeRefused:
        return ScanOutcome.UNKNOWN, None
    here = db.session.scalar(
        select(Registration)
        .where(Registration.fair_id == fair.id, Registration.candidate_id == candidate.id)
        .options(joinedload(Registration.candidate))
    )
    if here is not None:
        return _standing(here) or ScanOutcome.ARRIVED, here
    other = _place_elsewhere(candidate.id)
    return (ScanOutcome.NO_PLACE if other is None else ScanOutcome.ELSEWHERE), other


_STANDINGS = {
    RegistrationState.CANCELLED: ScanOutcome.GIVEN_BACK,
    RegistrationState.EXPIRED: ScanOutcome.WAITING,
    RegistrationState.WAITING: ScanOutcome.WAITING,
    RegistrationState.OFFERED: ScanOutcome.WAITING,
}


def _standing(registration: Registration) -> ScanOutcome | None:
    """Return why a registration gives no entry; none where it is a place that is held."""
    return _STANDINGS.get(registration.state)


def _place_elsewhere(candidate_id: int) -> Registration | None:
    """Return the person's place at another fair, the latest one."""
    place: Registration | None = db.session.scalar(
        select(Registration)
        .join(Registration.fair)
        .where(
            Registration.candidate_id == candidate_id,
            Registration.state == RegistrationState.REGISTERED,
        )
        .options(joinedload(Registration.fair))
        .order_by(Fair.starts_at.desc())
        .limit(1)
    )
    return place
