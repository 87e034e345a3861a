"""The process that sets one PDF: a page comes in, a tagged PDF goes out, nothing else is read."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

MOST_MEMORY = 1 << 30
MOST_SECONDS = 20
ADDRESS = "http://page.invalid/"
TAGGED = {"pdf_variant": "pdf/ua-1"}
SIZES = (10.5, 9, 8)
"""Points of the letters: the largest that sets one page, the last in any case."""
CELLS = ("/TH", "/TD")
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
    """Return the page as PDF/UA-1, smaller where it is long; what is not ours is left out."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - needs libraries that may be missing
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OwnFiles(URLFetcher):
        """Reads our files and opens no connection."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            del headers
            path = file_of(url, static)
            kind = {"Content-Type": KINDS[path.suffix]}
            return URLFetcherResponse(url, path.read_bytes(), headers=kind)

    document = HTML(string=kept_apart(page), base_url=ADDRESS, url_fetcher=OwnFiles())
    for size in SIZES:
        sheet = CSS(string=f"html {{ font-size: {size}pt }}", url_fetcher=OwnFiles())
        layout = document.render(stylesheets=[sheet], **TAGGED)
        if len(layout.pages) == 1:
            break
    tags = document.etree_element.iter()
    languages = [one.get("lang") for one in tags if one.tag in {"th", "td"}]

    def finish(_layout: object, pdf: Any) -> None:
        name_languages(pdf.objects, languages)

    pdf: bytes = layout.write_pdf(finisher=finish, **TAGGED)
    return pdf


def kept_apart(page: str) -> str:
    """Return the page with the signs that isolate beside each ``bdi``, which WeasyPrint ignores.

    >>> kept_apart("<bdi>32049 Herford</bdi>") == "<bdi>\\u206832049 Herford\\u2069</bdi>"
    True
    """
    opened = page.replace("<bdi>", "<bdi>\u2068").replace('<bdi dir="ltr">', "<bdi>\u2066")
    return opened.replace("</bdi>", "\u2069</bdi>")


def name_languages(objects: Iterable[Any], languages: Sequence[str | None]) -> None:
    """Have each cell of a table say its language, so that it is read aloud in it.

    WeasyPrint tags cells in the order of the page, and names the language of the whole only.
    """
    cells = [one for one in objects if isinstance(one, dict) and one.get("S") in CELLS]
    if len(cells) != len(languages):
        return  # a cell that breaks over two pages is two
    for cell, language in zip(cells, languages, strict=True):
        if language:
            cell["Lang"] = f"({language})"


if __name__ == "__main__":
    limit_itself()
    sys.stdout.buffer.write(written(sys.stdin.buffer.read().decode(), Path(sys.argv[1])))
