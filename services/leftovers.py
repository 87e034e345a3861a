"""Finding what is left of a text: every column of words in every table, and every letter file.

It reads the tables from the database and not from the program, so that it also finds what the
deletion does not know of.
"""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from sqlalchemy import (
    JSON,
    ColumnClause,
    ColumnElement,
    String,
    TableClause,
    Text,
    cast,
    column,
    func,
    inspect,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import JSONB

from models import db

MOST_FOUND = 1_000
_WORDS = (String, Text, JSON, JSONB)
_BETWEEN = "\x1f"
"""The separator of units: no word goes from one column into the next."""
_LOOSE_FROM = 6
"""Shorter words are not looked for without regard to spaces and dashes: they would fit anywhere."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A row, or a file, in which a text stands."""

    place: str
    """``table.column``, or the name of the folder."""
    row: str
    """The key of the row, or the name of the file."""


def search_tables(words: Collection[str], among: Collection[str] | None = None) -> list[Finding]:
    """Return the rows that contain one of the words, whatever their case.

    All tables are searched, or those named in ``among``: each in one statement.
    """
    wanted = _spellings(words)
    if not wanted:
        return []
    return [found for one in _text_columns(among) for found in _rows_with(*one, wanted)]


def search_files(words: Collection[str], folders: Collection[Path]) -> list[Finding]:
    """Return the files that contain one of the words, letters read as their reader sees them."""
    return [
        Finding(folder.name, str(path.relative_to(folder)))
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and stands_in(_text_of(path), words)
    ]


def stands_in(text: str, words: Collection[str]) -> bool:
    """Return whether a text contains one of the words, however it is spaced and cased."""
    plain, squeezed = text.casefold(), _squeezed(text)
    return any(
        word.casefold() in plain
        or (len(_squeezed(word)) >= _LOOSE_FROM and _squeezed(word) in squeezed)
        for word in words
        if word.strip()
    )


def _text_columns(among: Collection[str] | None) -> Iterator[tuple[str, TableClause]]:
    """Yield every table that has words, its columns of words, with the name of its key."""
    known = inspect(db.session.connection())
    for name in sorted(known.get_table_names() if among is None else among):
        texts = [one for one in known.get_columns(name) if isinstance(one["type"], _WORDS)]
        if texts:
            key = known.get_pk_constraint(name)["constrained_columns"][0]
            yield key, table(name, *(column(one["name"], one["type"]) for one in texts))


def _rows_with(key: str, texts: TableClause, words: list[str]) -> Iterator[Finding]:
    columns: list[ColumnElement[str]] = [func.coalesce(cast(one, Text), "") for one in texts.c]
    whole = reduce(lambda before, one: before + _BETWEEN + one, columns)
    contains = or_(*(whole.icontains(word, autoescape=True) for word in words))
    of_row: ColumnClause[object] = column(key, _selectable=texts)
    for row in db.session.execute(select(of_row, *columns).where(contains).limit(MOST_FOUND)):
        for name, text in zip(texts.c.keys(), row[1:], strict=True):
            if any(word.casefold() in text.casefold() for word in words):
                yield Finding(f"{texts.name}.{name}", str(row[0]))


def _spellings(words: Collection[str]) -> list[str]:
    """Return each word as it stands in text and as it stands in JSON."""
    return sorted({form for word in words for form in (word, json.dumps(word)[1:-1])})


def _text_of(path: Path) -> str:
    content = path.read_bytes()
    if path.suffix != ".eml":
        return content.decode("utf-8", errors="replace")
    letter = email.message_from_bytes(content, policy=email.policy.default)
    heads = [str(value) for value in letter.values()]
    parts = [part.get_content() for part in letter.walk() if not part.is_multipart()]
    return "\n".join(heads + [_words_of(part) for part in parts])


def _words_of(part: object) -> str:
    return part.decode("utf-8", errors="replace") if isinstance(part, bytes) else str(part)


def _squeezed(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())
