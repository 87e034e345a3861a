"""The process that sets one PDF: a page comes in, a tagged PDF goes out, nothing else is read."""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

MOST_MEMORY = 1 << 30
MOST_SECONDS = 20
ADDRESS = "http://page.invalid/"
KINDS = {".css": "text/css", ".woff2": "font/woff2"}


class NotOursError(ValueError):
    """The page names something that is not one of our style sheets or fonts."""


def limit_itself() -> None:
    """Have the system end this process when it takes more than a page of ours can need."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def file_of(address: str, static: Path) -> Path:
    """Return the style sheet or font that an address names.

    Raises
    ------
    NotOursError
        For every other address, be it of this machine or of another.
    """
    parts = urlsplit(address)
    _, below, name = unquote(parts.path).partition("/static/")
    path = (static / name).resolve()
    ours = parts.hostname == urlsplit(ADDRESS).hostname and below
    if not ours or path.suffix not in KINDS or not path.is_relative_to(static.resolve()):
        raise NotOursError(address)
    return path


def written(page: str, static: Path) -> bytes:
    """Return the page as PDF/UA-1; what is not ours is left out."""
    from weasyprint import HTML  # noqa: PLC0415 - needs libraries that may be missing
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OwnFiles(URLFetcher):
        """Reads our files and opens no connection."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            del headers
            path = file_of(url, static)
            kind = {"Content-Type": KINDS[path.suffix]}
            return URLFetcherResponse(url, path.read_bytes(), headers=kind)

    document = HTML(string=page, base_url=ADDRESS, url_fetcher=OwnFiles())
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


if __name__ == "__main__":
    limit_itself()
    sys.stdout.buffer.write(written(sys.stdin.buffer.read().decode(), Path(sys.argv[1])))
