"""Offices and accounts of the demo: one account a role to sign in with."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from random import Random

from domain.access import Role
from models import Account, Office
from services.demo.calendar import DemoCalendar
from services.demo.people import Staff
from services.demo.rows import Rows
from services.passwords import hash_password

PASSWORD = "kontakt-boerse-2017"  # noqa: S105 - shown to everybody, in demo mode only


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demo; the first of each role is the one to try."""

    role: Role
    email: str
    name: str
    office_id: int | None


AGENCY, JOBCENTER = 1, 2
OFFICES = {AGENCY: "Agentur für Arbeit Herford", JOBCENTER: "Jobcenter Herford"}
ACCOUNTS = (
    DemoAccount(Role.OFFICER, "yildirim@demo.example.org", "Derya Yildirim (Demo)", AGENCY),
    DemoAccount(Role.CASEWORKER, "neumann@demo.example.org", "Jens Neumann (Demo)", JOBCENTER),
    DemoAccount(Role.CASEWORKER, "krause@demo.example.org", "Silke Krause (Demo)", JOBCENTER),
    DemoAccount(Role.CASEWORKER, "okafor@demo.example.org", "Ada Okafor (Demo)", AGENCY),
    DemoAccount(Role.CASEWORKER, "berger@demo.example.org", "Tom Berger (Demo)", AGENCY),
    DemoAccount(Role.TEAM_LEAD, "albers@demo.example.org", "Maren Albers (Demo)", JOBCENTER),
    DemoAccount(Role.ADMINISTRATOR, "admin@demo.example.org", "Verwaltung (Demo)", AGENCY),
    DemoAccount(Role.EMPLOYER, "brandt@demo.example.org", "Uwe Brandt (Demo)", None),
)
EMPLOYER_ID = 1
FIRM_ADDRESS = "firma-{:02d}@demo.example.org"
TEAM_LEAD_ID = 1 + [one.role for one in ACCOUNTS].index(Role.TEAM_LEAD)


def add_staff(rows: Rows, draw: Random, calendar: DemoCalendar) -> Staff:
    """Add offices and accounts; all accounts share the demo password."""
    for name in OFFICES.values():
        rows.add(Office, name=name, phone=None)
    password_hash = hash_password(PASSWORD)
    for account in ACCOUNTS:
        _add_account(rows, draw, calendar, account, password_hash)
    return Staff(
        agency_id=AGENCY,
        jobcenter_id=JOBCENTER,
        agency_caseworkers=_caseworkers(AGENCY),
        jobcenter_caseworkers=_caseworkers(JOBCENTER),
    )


def _add_account(
    rows: Rows, draw: Random, calendar: DemoCalendar, account: DemoAccount, password_hash: str
) -> None:
    is_employer = account.role is Role.EMPLOYER
    secret = base64.b32encode(draw.randbytes(20)).decode("ascii")
    rows.add(
        Account,
        email=account.email,
        name=account.name,
        phone=None if is_employer else f"+4952219999{100 + ACCOUNTS.index(account)}",
        role=account.role,
        office_id=account.office_id,
        employer_id=EMPLOYER_ID if is_employer else None,
        language="de",
        password_hash=password_hash,
        totp_secret=None if is_employer else secret,
        totp_confirmed_at=None if is_employer else calendar.ago(30),
        totp_last_step=None,
        disabled_at=None,
        created_at=calendar.ago(60),
    )


def add_members(rows: Rows, calendar: DemoCalendar, firms: int) -> None:
    """Add somebody who reads the letters of each firm that has no account to try."""
    password_hash = hash_password(PASSWORD)
    for employer_id in range(EMPLOYER_ID + 1, firms + 1):
        rows.add(
            Account,
            email=FIRM_ADDRESS.format(employer_id),
            name="Personalbüro (Demo)",
            phone=None,
            role=Role.EMPLOYER,
            office_id=None,
            employer_id=employer_id,
            language="de",
            password_hash=password_hash,
            totp_secret=None,
            totp_confirmed_at=None,
            totp_last_step=None,
            disabled_at=None,
            created_at=calendar.ago(20),
        )


def _caseworkers(office_id: int) -> tuple[int, ...]:
    return tuple(
        number
        for number, account in enumerate(ACCOUNTS, start=1)
        if account.role is Role.CASEWORKER and account.office_id == office_id
    )
