"""One sheet as a page shows it: the sentences of one reader, ready to print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

from blueprints.check_sheets.sentences import (
    LICENCE_FIRST,
    PROCEDURES,
    TOLD_PERSON,
    WORDS,
    Reader,
)
from blueprints.labels import label
from domain.check_sheet import CheckSheet, Line, Procedure, procedure_of
from domain.residence import Authority
from domain.work_access import WorkAccess

_NO_OFFICE = {Authority.UNKNOWN, Authority.ELSEWHERE, Authority.FEDERAL_OFFICE}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and, for staff, the paragraph behind it."""

    text: str
    cite: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """What one reader reads."""

    answer: str
    kind: str
    day: date
    office: str
    steps: list[Sentence]
    papers: list[Sentence]
    deadlines: list[Sentence]
    duties: list[Sentence]
    changes: list[tuple[date, str]]
    cite: str
    """The paragraph of the answer; a firm reads none."""


def page_for(sheet: CheckSheet, reader: Reader) -> SheetPage:
    """Return the sheet in the words of one reader."""
    office = _office(sheet.authority)

    def told(lines: Iterable[Line]) -> list[Sentence]:
        return [one for line in lines if (one := _sentence(line, reader, office))]

    return SheetPage(
        answer=_answer_of(sheet, reader),
        kind=_KINDS[sheet.procedure],
        day=sheet.access.day,
        office="" if reader is Reader.FIRM else office,
        steps=told(sheet.steps),
        papers=told(sheet.papers),
        deadlines=told(sheet.deadlines),
        duties=told(sheet.duties),
        changes=_changes(sheet, reader),
        cite="" if reader is Reader.FIRM else sheet.access.ruling.cite,
    )


def _office(authority: Authority) -> str:
    if authority in _NO_OFFICE:
        return _("Ausländerbehörde am Wohnort")
    return str(label(authority))


_KINDS = {
    Procedure.NOT_NEEDED: "success",
    Procedure.NEEDED: "info",
    Procedure.CLARIFIED: "warning",
}


def _sentence(line: Line, reader: Reader, office: str) -> Sentence | None:
    words = WORDS[line.key].for_reader(reader)
    if words is None:
        return None
    facts = {name: _plain(value) for name, value in line.facts.items()} | {"office": office}
    return Sentence(str(words) % facts, line.cite if reader is Reader.STAFF else "")


def _plain(value: Any) -> str:
    if isinstance(value, Enum):
        return str(label(value))
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return str(int(value))
    return str(format_decimal(value, "0.00"))


def _answer_of(sheet: CheckSheet, reader: Reader) -> str:
    if reader is Reader.FIRM:
        return str(PROCEDURES[sheet.procedure])
    if sheet.licence_missing and reader is Reader.PERSON and sheet.access.is_allowed:
        return str(LICENCE_FIRST)
    return _answer(sheet.access, reader)


def _answer(access: WorkAccess, reader: Reader) -> str:
    if reader is Reader.FIRM:
        return str(PROCEDURES[procedure_of(access)])
    return str(TOLD_PERSON[access.answer] if reader is Reader.PERSON else label(access.answer))


def _changes(sheet: CheckSheet, reader: Reader) -> list[tuple[date, str]]:
    """Return the coming changes; a firm reads only when something becomes clear."""
    if reader is not Reader.FIRM:
        return [(one.day, _answer(one, reader)) for one in sheet.changes]
    told: list[tuple[date, str]] = []
    before = sheet.procedure
    for one in sheet.changes:
        now = procedure_of(one)
        if before is Procedure.CLARIFIED and now is not Procedure.CLARIFIED and not told:
            told.append((one.day, _answer(one, reader)))
        before = now
    return told
