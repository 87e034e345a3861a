"""A page of ours as an accessible PDF: made for each request, kept nowhere.

Another process sets it: it knows no secret and no database, reads nothing but our style sheets
and fonts, and is ended when it takes too long or too much memory.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import threading
from pathlib import Path

from services.pdf_libraries import missing_libraries

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 20
LARGEST_PAGE = 200_000
"""Characters; the page of a usual person has some five thousand."""
AT_ONCE = 2
KEPT_SETTINGS = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "XDG_CACHE_HOME", "TMPDIR")

_places = threading.BoundedSemaphore(AT_ONCE)


class PdfNotMadeError(Exception):
    """There is no PDF this time; the page itself can be printed."""


def pdf_possible() -> bool:
    """Say whether this machine can set a PDF at all."""
    return not missing_libraries() and importlib.util.find_spec("weasyprint") is not None


def make_pdf(page: str, *, static: Path) -> bytes:
    """Return the page as PDF/UA; of all addresses in it only those below ``static`` are read.

    Raises
    ------
    PdfNotMadeError
        If a library is missing, the page is too large or takes too long, or others wait already.
    """
    if not pdf_possible():
        raise PdfNotMadeError("library missing")
    if len(page) > LARGEST_PAGE:
        raise PdfNotMadeError("page too large")
    if not _places.acquire(timeout=SECONDS):
        raise PdfNotMadeError("too many at once")
    try:
        return _written(page, static)
    finally:
        _places.release()


def _written(page: str, static: Path) -> bytes:
    settings = {name: os.environ[name] for name in KEPT_SETTINGS if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and a page by its input
            [sys.executable, "-m", "services.pdf_writer", str(static)],
            check=False,
            cwd=ROOT,
            env=settings,
            input=page.encode(),
            capture_output=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise PdfNotMadeError("took too long") from None
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        raise PdfNotMadeError(f"ended with {done.returncode}")
    return done.stdout
