"""CSV in the encodings and with the separators that office programs write."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from services.position_files.columns import MOST_COLUMNS, known_in
from services.position_files.flaws import FileFlaw, UnreadableFile
from services.position_files.tables import Line, RawTable, plain, rows_of

SEPARATORS = ";,\t|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4_000
_MOST_CONTROLS = 0.02


def decoded(data: bytes) -> str:
    """Return the text of a file: by its mark, as UTF-8, UTF-16 without a mark, or Windows-1252.

    >>> decoded("Plätze".encode("cp1252")), decoded("Plätze".encode("utf-16-le"))
    ('Plätze', 'Plätze')

    Raises
    ------
    UnreadableFile
        If it is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :].decode(encoding, "replace"))
    try:
        return _text(data.decode(_without_mark(data)))
    except UnicodeDecodeError:
        return _text(data.decode("cp1252", "replace"))


def _without_mark(data: bytes) -> str:
    start = data[:_LOOKED_AT]
    if start[1::2].count(0) * 3 > len(start[1::2]) > 0:
        return "utf-16-le"
    if start[::2].count(0) * 3 > len(start[::2]) > 0:
        return "utf-16-be"
    return "utf-8"


def _text(text: str) -> str:
    start = text[:_LOOKED_AT]
    strange = sum(sign == "\ufffd" or (sign < " " and sign not in "\t\r\n\f") for sign in start)
    if strange > max(3, _MOST_CONTROLS * len(start)):
        raise UnreadableFile(FileFlaw.NOT_A_TABLE)
    return text


def read_delimited(text: str) -> RawTable:
    """Return the rows of a CSV text, whichever separator it uses.

    Raises
    ------
    UnreadableFile
        With what is wrong, and in which line where that is known.
    """
    separator, body, skipped = _separator(text)
    rows, ignored = rows_of(_lines(body, separator, skipped))
    return RawTable("csv", rows, ignored)


def _separator(text: str) -> tuple[str, str, int]:
    """Return the separator, the text below a ``sep=`` line, and the lines left out."""
    first, _, rest = text.partition("\n")
    named = first.strip().removeprefix("\ufeff").strip('"')
    if named.lower().startswith("sep=") and named[4:5] in set(SEPARATORS):
        return named[4:5], rest, 1
    start = text[:_LOOKED_AT].splitlines()[:20]
    best = max(SEPARATORS, key=lambda sign: _fit(start, sign))
    return best, text, 0


def _fit(start: list[str], separator: str) -> tuple[int, int]:
    """Return how well a separator explains the first lines: known columns, then any columns."""
    split = [[cell.strip(' "') for cell in line.split(separator)] for line in start]
    return max((known_in(line) for line in split), default=0), max(map(len, split), default=0)


def _lines(text: str, separator: str, skipped: int) -> Iterator[Line]:
    walk = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in walk:
            yield walk.line_num + skipped, [plain(cell) for cell in cells[: MOST_COLUMNS + 50]]
    except csv.Error:
        raise UnreadableFile(FileFlaw.BROKEN_QUOTES, line=walk.line_num + skipped) from None
