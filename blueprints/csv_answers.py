"""Tables to take away as CSV, as office programs open them: UTF-8 with its mark, semicolons."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

_CALCULATED = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Signs with which spreadsheets begin to calculate; the wide ones do so on some machines."""


def safe(text: str) -> str:
    """Return text that no spreadsheet calculates with.

    >>> safe("=1+1"), safe("Koch")
    ("'=1+1", 'Koch')
    """
    return f"'{text}" if text.startswith(_CALCULATED) else text


def csv_answer(name: str, lines: Iterable[Sequence[str]]) -> Response:
    """Return the lines as a file of this name that nobody keeps."""
    kept = io.StringIO(newline="")
    csv.writer(kept, delimiter=";").writerows(lines)
    answer = Response(kept.getvalue().encode("utf-8-sig"), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
