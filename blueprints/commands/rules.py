"""`flask rules`: what the law of a day answers, and whether its tables are in order."""

from __future__ import annotations

import json
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from blueprints.commands.one_line import OneLineGroup, database_sentence, one_line
from blueprints.sessions import now
from domain.clock import office_day, office_moment
from domain.labour_market import (
    Activity,
    EmploymentEntry,
    Reason,
    RuleBook,
    Ruling,
    rules_as_recorded_on,
    shipped_rules,
)
from domain.rules.check import check_folder, missing_tables, unread_tables
from domain.rules.days import iso_day
from domain.rules.tables import SHIPPED
from services.law import book_at, book_of_office

S = TypeVar("S", bound=StrEnum)


@click.group("rules", cls=OneLineGroup)
def rules() -> None:
    """Ask and check the dated tables of the law."""


@rules.command("answer")
@click.option("--document", required=True, help="Key of the residence document.")
@click.option("--activity", required=True, help=f"One of: {', '.join(Activity)}.")
@click.option("--day", required=True, help="Day of the work, YYYY-MM-DD.")
@click.option("--clock-start", help="Day on which the waiting time began to run, YYYY-MM-DD.")
@click.option("--entry", default="unknown", help=f"One of: {', '.join(EmploymentEntry)}.")
@click.option("--known-on", help="Replay: with the rules known by the end of that day, YYYY-MM-DD.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
@one_line
def answer(
    document: str,
    activity: str,
    day: str,
    clock_start: str | None,
    entry: str,
    known_on: str | None,
    as_json: bool,
) -> None:
    """Say whether a document allows an activity on a day."""
    book = _book(_day(known_on, "--known-on") if known_on is not None else None)
    ruling = book.answer(
        _known(book, document),
        _one_of(Activity, activity, "--activity"),
        _day(day, "--day"),
        clock_start=_day(clock_start, "--clock-start") if clock_start is not None else None,
        entry=_one_of(EmploymentEntry, entry, "--entry"),
    )
    click.echo(_as_json(ruling) if as_json else _as_text(ruling))


@rules.command("check")
@click.argument("folder", required=False)
@one_line
def check(folder: str | None) -> None:
    """Find gaps, overlaps, missing citations, unknown keys and wrong dates in the tables."""
    place = Path(folder) if folder is not None else SHIPPED
    if not place.is_dir():
        raise click.ClickException(f"{place} is no folder: name the folder that holds the tables.")
    findings = check_folder(place, office_day(now()))
    for finding in findings:
        click.echo(str(finding))
    absent = missing_tables(place)
    if absent:
        click.echo(f"Not in this folder, so not checked: {', '.join(absent)}", err=True)
    unread = unread_tables(place)
    if unread:
        click.echo(f"No rule reads these, so not checked: {', '.join(unread)}", err=True)
    if findings:
        raise click.ClickException(f"{len(findings)} things to put right in {place}.")
    click.echo("The tables are in order.")


def _book(known_on: date | None) -> RuleBook:
    """Return the rules that count here, or counted at the end of a day.

    Without a database those that came with the program.
    """
    try:
        if known_on is None:
            return book_of_office()
        return book_at(office_moment(known_on, time(23, 59, 59)))
    except DBAPIError as error:
        says = database_sentence(error)
        click.echo(f"Only the shipped tables answer, own rules are missing. {says}", err=True)
        return shipped_rules() if known_on is None else rules_as_recorded_on(known_on)


def _known(book: RuleBook, document: str) -> str:
    if not book.documents():
        first = shipped_rules().rules.access[0].recorded_on
        raise click.ClickException(f"--known-on: the first rules were recorded on {first}.")
    if book.document(document) is None:
        known = ", ".join(one.key for one in book.documents())
        raise click.ClickException(f"--document {document!r} is unknown; known: {known}.")
    return document


def _one_of(kind: type[S], typed: str, option: str) -> S:
    try:
        return kind(typed)
    except ValueError:
        known = ", ".join(kind)
        raise click.ClickException(f"{option} {typed!r} is unknown; known: {known}.") from None


def _day(typed: str, option: str) -> date:
    try:
        return iso_day(typed)
    except ValueError:
        says = f"{option} {typed!r} is no day of the calendar; write it as YYYY-MM-DD."
        raise click.ClickException(says) from None


def _facts(ruling: Ruling) -> dict[str, str | None]:
    """Return exactly what the command promises, days as ISO, null where there is none."""
    return {
        "answer": ruling.answer,
        "until": ruling.until.isoformat() if ruling.until else None,
        "cite": ruling.cite or None,
        "valid_from": ruling.valid_from.isoformat() if ruling.valid_from else None,
        "confidence": ruling.confidence,
        "reason": ruling.reason if ruling.reason is not Reason.NONE else None,
    }


def _as_json(ruling: Ruling) -> str:
    return json.dumps(_facts(ruling), ensure_ascii=False)


def _as_text(ruling: Ruling) -> str:
    lines = [f"{name}: {value}" for name, value in _facts(ruling).items() if value is not None]
    if ruling.then is not None:
        lines.insert(2, f"then: {ruling.then}")
    if ruling.condition:
        lines.append(f"condition: {ruling.condition}")
    if ruling.needs_check:
        lines.append("Please verify: the tables are not sure.")
    return "\n".join(lines)
