"""Fictional residence documents: a chain a person, valid under the law of the loading day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from domain.labour_market import shipped_rules
from domain.residence import (
    CONTINUES_RIGHTS,
    UNCLEAR,
    Authority,
    DocumentEvidence,
    EmploymentEntry,
    document_kind,
)
from models import ResidenceDocument
from services.demo.calendar import DemoCalendar
from services.demo.rows import Rows

FREE = EmploymentEntry.GAINFUL_ACTIVITY
ASK = EmploymentEntry.WITH_PERMISSION
NO = EmploymentEntry.NOT_ALLOWED
UNKNOWN = EmploymentEntry.UNKNOWN
PROTECTED = "ae_24"
"""Temporary protection: people from the Ukraine, who never asked for asylum."""
WORDS = {
    FREE: "Erwerbstätigkeit erlaubt",
    ASK: "Beschäftigung nur mit Genehmigung der Ausländerbehörde gestattet",
    NO: "Erwerbstätigkeit nicht gestattet",
    UNKNOWN: "",
}
_ALWAYS = date(2014, 11, 6)
_SHORTEST = 10
_PENDING_LASTS = 170
_TITLE_LASTS = 1000


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of document in the demo: its entry, how many have it, since when there is one."""

    key: str
    entry: EmploymentEntry
    weight: int
    since: date = _ALWAYS


RECOGNISED = (
    Paper("ae_25_2_gfk", FREE, 48),
    Paper("ae_25_2_subsidiaer", FREE, 28),
    Paper("ae_25_3", FREE, 9, date(2020, 3, 1)),
    Paper(PROTECTED, FREE, 10, date(2022, 6, 1)),
    Paper("ae_25b", FREE, 3, date(2015, 8, 1)),
    Paper("ae_25_1", FREE, 2),
)
PENDING = (
    Paper("gestattung_kommune", ASK, 46),
    Paper("gestattung_ae", ASK, 9),
    Paper("ankunftsnachweis", ASK, 6, date(2016, 2, 5)),
    Paper("duldung_60a_kommune", ASK, 22),
    Paper("duldung_60b", NO, 4, date(2019, 8, 21)),
    Paper("duldung_60c", ASK, 3, date(2020, 1, 1)),
    Paper("fiktion_81_3", FREE, 5),
    Paper(UNCLEAR, UNKNOWN, 5),
)
_SOURCES = ("Aufenthaltsgestattung", "Auskunft der Ausländerbehörde", "Ankunftsnachweis")


def draw_paper(draw: Random, day: date, *, is_sgb2: bool) -> Paper:
    """Draw the document somebody holds that day."""
    known = [paper for paper in (RECOGNISED if is_sgb2 else PENDING) if paper.since <= day]
    return draw.choices(known, weights=[paper.weight for paper in known])[0]


def add_papers(
    rows: Rows, draw: Random, calendar: DemoCalendar, candidate_id: int, holds: Paper
) -> None:
    """Add the chain of one person that ends with the document they hold on the loading day."""
    if holds in RECOGNISED:
        _add_title(rows, draw, calendar, candidate_id, holds)
        return
    lasts = draw.randint(_SHORTEST, _PENDING_LASTS)
    begins = calendar.day - timedelta(days=draw.randint(1, _PENDING_LASTS))
    until = calendar.day + timedelta(days=lasts)
    _add(rows, draw, calendar, candidate_id, holds, (begins, until))


def _add_title(
    rows: Rows, draw: Random, calendar: DemoCalendar, candidate_id: int, holds: Paper
) -> None:
    """Add the permission of the procedure, the title after it, and with some its certificate."""
    in_renewal = draw.random() < 0.05
    begins = calendar.day - timedelta(days=draw.randint(60, 330))
    asylum = Paper("gestattung_kommune", ASK, 1)
    seeking = (begins - timedelta(days=draw.randint(90, 170)), begins - timedelta(days=1))
    earlier = None
    if holds.key != PROTECTED:
        earlier = _add(rows, draw, calendar, candidate_id, asylum, seeking)
    lasts = -draw.randint(1, 40) if in_renewal else draw.randint(_SHORTEST, _TITLE_LASTS)
    until = calendar.day + timedelta(days=lasts)
    title = _add(rows, draw, calendar, candidate_id, holds, (begins, until), earlier)
    if in_renewal:
        certificate = Paper(CONTINUES_RIGHTS, UNKNOWN, 1)
        days = (until, calendar.day + timedelta(days=draw.randint(_SHORTEST, 120)))
        _add(rows, draw, calendar, candidate_id, certificate, days, title)


def _add(
    rows: Rows,
    draw: Random,
    calendar: DemoCalendar,
    candidate_id: int,
    paper: Paper,
    days: tuple[date, date],
    extends_id: int | None = None,
) -> int:
    begins, until = days
    in_facility = document_kind(paper.key).in_facility
    offices = (Authority.LAND_FACILITY,) if in_facility else (Authority.TOWN, Authority.DISTRICT)
    return rows.add(
        ResidenceDocument,
        candidate_id=candidate_id,
        status_key=paper.key,
        document_words="",
        entry=paper.entry,
        entry_words=WORDS[paper.entry],
        valid_from=begins,
        begins_on=begins,
        valid_until=until,
        is_unlimited=False,
        issued_by=draw.choice(offices),
        extends_id=extends_id,
        corrects_id=None,
        in_facility=in_facility,
        place_restriction="",
        evidence=draw.choices(list(DocumentEvidence), weights=(80, 12, 5, 3))[0],
        noted_by_id=1,
        noted_at=calendar.ago(3),
        **_clock(draw, paper.key, begins, calendar.day),
    )


def _clock(draw: Random, key: str, begins: date, day: date) -> dict[str, Any]:
    """Return when the waiting time began, for those who have one; with a few it is not known."""
    kind = shipped_rules().clock_start_kind(key, day)
    if kind is None or draw.random() < 0.06:
        return {"clock_start": None, "clock_kind": None, "clock_source": ""}
    start = begins - timedelta(days=draw.randint(0, 200))
    return {"clock_start": start, "clock_kind": kind, "clock_source": draw.choice(_SOURCES)}
