"""Marks: every own word of every person is one of a kind, so whoever reads one is known.

A mark tells whose it is and from which column: ``zq17x4y`` is column 4 of the 17th person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import JSON, Column, Enum, String, Table, select, update

from models import Candidate, Recognition, Registration, db, transactional
from models.references import tables_below

MARK = re.compile(r"zq(\d+)x(\d+)y", re.IGNORECASE)

HARMLESS = {
    "candidate": {"language", "postcode", "creation_key", "name_folded", "sex"},
    "candidate_skill": {"skill"},
    "consent": {"text_version"},
    "door_scan": {"scan_id"},
    "earlier_fact": {"kind"},
    "education": {"country"},
    "handover": {"check_number"},
    "held_licence": {"country"},
    "language_knowledge": {"language"},
    "letter": {"kind", "address", "language", "claimed_by", "last_error"},
    "login_session": {"token_hash"},
    "name_key": {"key"},
    "one_time_key": {"link_hash", "code_hash"},
    "place_move": {"key"},
    "answer_link": {"link_hash"},
    "personal_code": {"code"},
    "proposal": {"reference", "answer_note"},
    "recognition": {"reference_code"},
    "registration": {"idempotency_key", "interpreter_language"},
    "residence_document": {"status_key"},
    "ruling_note": {"decision", "document", "cite"},
    "shown_match": {"version", "seed"},
    "task": {"hint"},
    "work_experience": {"occupation_code", "country"},
}
"""Codes, keys and words of others: they name nobody, or a scan by marks cannot tell them."""


def own_words() -> list[Column[str]]:
    """Return every column in which a person's own words or data stand, in a fixed order."""
    return [
        column
        for table in tables_below("candidate")
        for column in table.columns
        if _is_text(column) and column.name not in HARMLESS.get(table.name, set())
    ]


def _is_text(column: Column[object]) -> bool:
    plain = isinstance(column.type, String) and not isinstance(column.type, Enum | JSON)
    return plain and not column.foreign_keys


@transactional
def mark_everybody() -> None:
    """Replace what stands in these columns by marks, for every person there is."""
    for number, column in enumerate(own_words()):
        for key, owner in _owners(column):
            text = f"zq{owner}x{number}y"
            if column.name == "email":
                text += "@example.org"
            changed = update(column.table).where(_key(column.table) == key)
            db.session.execute(changed.values({column.name: text[: column.type.length]}))
    db.session.expire_all()


def _owners(column: Column[str]) -> Iterator[tuple[int, int]]:
    """Return the rows of a table with the person each belongs to."""
    table = column.table
    if table is Candidate.__table__:
        rows = select(_key(table), _key(table))
    elif "candidate_id" in table.c:
        rows = select(_key(table), table.c.candidate_id).where(table.c.candidate_id.is_not(None))
    elif table.name == "recognition_step":
        owners = Recognition.__table__
        rows = select(_key(table), owners.c.candidate_id).join(owners)
    elif table.name == "visitor_opinion":
        owners = Registration.__table__
        rows = select(_key(table), owners.c.candidate_id).join(owners)
    else:
        raise AssertionError(f"whose is a row of {table.name}?")
    for row in db.session.execute(rows).all():
        yield int(row[0]), int(row[1])


def _key(table: Table) -> Column[int]:
    return next(iter(table.primary_key))


def marks_in(text: str) -> set[tuple[int, str]]:
    """Return whose marks a text carries, and from which column."""
    names = [f"{one.table.name}.{one.name}" for one in own_words()]
    return {(int(owner), names[int(number)]) for owner, number in MARK.findall(text)}
