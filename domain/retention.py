"""How long each kind of record is kept, between which bounds a team lead may set it, and why.

The periods are the proposal of the data protection concept, to be decided by the controllers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.clock import BERLIN, office_day
from domain.errors import RuleBroken


class Kept(StrEnum):
    """Kinds of record with a period of their own."""

    DRAFTS = "drafts"
    TALKS = "talks"
    STAND_STAFF = "stand_staff"
    """Names of those who stood at a stand for their firm."""
    ATTENDANCE = "attendance"
    INVITATIONS = "invitations"
    PROPOSALS = "proposals"
    LETTERS = "letters"
    TASKS = "tasks"
    HANDOVERS = "handovers"
    RULINGS = "rulings"
    SHOWN = "shown"
    RECORDS = "records"
    CONSENTS = "consents"
    AUDIT = "audit"
    DELETIONS = "deletions"


LONGEST = 3653
"""Days; the database holds no longer period."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days a kind is kept, the bounds a team lead keeps to, and where the number comes from."""

    days: int
    least: int
    most: int
    basis: str


PERIODS: dict[Kept, Period] = {
    Kept.DRAFTS: Period(3, 1, 3, "§ 67c SGB X: begonnen und nicht abgesendet"),
    Kept.TALKS: Period(183, 30, 366, "Gespräche: 6 Monate nach der Veranstaltung"),
    Kept.STAND_STAFF: Period(30, 1, 183, "Namen am Stand: nach der Veranstaltung ohne Zweck"),
    Kept.ATTENDANCE: Period(183, 30, 366, "Anwesenheit: 6 Monate nach der Veranstaltung"),
    Kept.INVITATIONS: Period(183, 30, 366, "Einladungen: 6 Monate nach der Veranstaltung"),
    Kept.PROPOSALS: Period(183, 61, 366, "AGG-Frist 2 Monate und Nachfrage nach 6 Monaten"),
    Kept.LETTERS: Period(183, 30, 366, "Nachweis des Versands; der Inhalt ist schon gelöscht"),
    Kept.TASKS: Period(183, 30, 366, "erledigte Aufgaben"),
    Kept.HANDOVERS: Period(366, 90, 1096, "Übergaben: Nachweis der Zuständigkeit"),
    Kept.RULINGS: Period(1096, 366, 3653, "Nachweis der Auskunft zum Arbeitsmarktzugang"),
    Kept.SHOWN: Period(183, 61, 366, "Nachweis, wer wem in welcher Reihenfolge gezeigt wurde"),
    Kept.RECORDS: Period(731, 366, 1461, "Zweck erfüllt: 24 Monate ohne Fall und ohne Bewegung"),
    Kept.CONSENTS: Period(1096, 1096, 1461, "Nachweis der Einwilligung: Widerruf + 3 Jahre"),
    Kept.AUDIT: Period(365, 183, 731, "Protokoll: 12 Monate, mindestens 6"),
    Kept.DELETIONS: Period(1096, 366, 3653, "Löschnachweise, ohne Angaben zur Person"),
}


def check_period(kind: Kept, days: int) -> None:
    """Refuse a period outside the bounds of its kind."""
    bounds = PERIODS[kind]
    if not bounds.least <= days <= bounds.most:
        raise RuleBroken(kind=kind, least=bounds.least, most=bounds.most)


def due_day(moment: datetime, days: int) -> date:
    """Return the day in whose first hours a record of that moment goes."""
    return office_day(moment) + timedelta(days=days + 1)


def cutoff(today: date, days: int) -> datetime:
    """Return the moment before which something is due today: whole days of the office."""
    return datetime.combine(today - timedelta(days=days), time(), tzinfo=BERLIN)
