"""One door for every kind of file: bytes in, rows out, or one flaw of the whole file."""

from __future__ import annotations

from services.position_files.delimited import decoded, read_delimited
from services.position_files.flaws import FileFlaw, UnreadableFile
from services.position_files.job_search import read_job_search
from services.position_files.tables import MOST_BYTES, RawTable
from services.position_files.workbook import read_workbook

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""Excel before 2007, and every Excel file with a password."""


def read_positions(data: bytes) -> RawTable:
    """Return the rows of a file; what it is shows in its bytes, whatever its name says.

    Raises
    ------
    UnreadableFile
        And nothing else, whatever the bytes are.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableFile(FileFlaw.TOO_LARGE, most=MOST_BYTES // 1024 // 1024)
    if data.startswith(_ZIP):
        return read_workbook(data)
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFile(FileFlaw.OLD_EXCEL)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(FileFlaw.EMPTY)
    text = decoded(data)
    return read_job_search(text) if text.lstrip()[:1] in {"{", "["} else read_delimited(text)
