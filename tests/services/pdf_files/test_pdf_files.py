"""A page becomes a tagged PDF in its fonts and language, and nothing but our files is read."""

from __future__ import annotations

import io
import socket
from pathlib import Path

import pypdf
import pytest

from services import pdf_files
from services.pdf_files import PdfNotMadeError, make_pdf, pdf_possible
from services.pdf_writer import ADDRESS, NotOursError, file_of

STATIC = Path(__file__).resolve().parents[3] / "static"
PAGE = (
    '<!DOCTYPE html><html lang="{language}" dir="{direction}"><head><title>Profil</title>'
    '<link rel="stylesheet" href="/static/print_fonts.css?v=1"></head><body>{body}</body></html>'
)
pytestmark = pytest.mark.page  # each sets a PDF in a process of its own


def made(body: str, *, language: str = "de", direction: str = "ltr") -> pypdf.PdfReader:
    page = PAGE.format(body=body, language=language, direction=direction)
    return pypdf.PdfReader(io.BytesIO(make_pdf(page, static=STATIC)))


def fonts_of(reader: pypdf.PdfReader) -> set[str]:
    """Return the families of the fonts in the file; every one of them is embedded."""
    held = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    inner = [font["/DescendantFonts"][0].get_object() for font in held]
    assert all("/FontFile2" in font["/FontDescriptor"] for font in inner)
    return {str(font["/BaseFont"]).partition("+")[2] for font in held}


def test_it_is_tagged_and_says_its_language_and_title() -> None:
    reader = made("<h1>Profil</h1><ul><li>Tischler/in</li></ul>")
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "de"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Profil"


def test_arabic_is_joined_runs_from_the_right_and_can_be_read_back() -> None:
    words = "نجار في بيت ثابت، شيش وقفص"
    reader = made(f"<p>{words}</p>", language="ar", direction="rtl")
    assert reader.pages[0].extract_text().strip() == words
    assert fonts_of(reader) == {"IBM-Plex-Sans-Arabic"}
    seen: list[float] = []
    reader.pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, _size: (
            seen.append(tm[4]) if text.strip() else None
        )
    )
    assert min(seen) > float(reader.pages[0].mediabox.width) / 2


def test_the_letters_of_an_arabic_word_hold_hands() -> None:
    """Letters kept apart by the sign for it (U+200C) take more room than those that join."""
    joined, apart = (left_edge_of(word) for word in ("تشغيل", "\u200c".join("تشغيل")))
    assert joined > apart + 5


def left_edge_of(word: str) -> float:
    reader = made(f"<p>{word}</p>", language="ar", direction="rtl")
    found: list[float] = []
    reader.pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, _size: (
            found.append(tm[4]) if text.strip() else None
        )
    )
    return min(found)


def test_every_letter_comes_from_our_fonts() -> None:
    words = "Müller, Łukasz, Іван, ትግርኛ, سميرة"
    reader = made(f"<p>{words}</p>")
    assert all(name in reader.pages[0].extract_text() for name in ("Müller", "Łukasz", "Іван"))
    assert {name.rpartition("-")[0] or name for name in fonts_of(reader)} <= {
        *("Fira", "Fira-Sans", "Noto-Sans", "IBM-Plex-Sans", "Noto-Sans-Ethiopic"),
    }


def test_nothing_of_another_machine_or_of_this_one_is_read() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = server.getsockname()[1]
        secret = Path(__file__).resolve().as_uri()
        reader = made(
            f'<p>Hier</p><img alt="x" src="http://127.0.0.1:{port}/x.png">'
            f'<object data="{secret}"></object><link rel="attachment" href="{secret}">'
            f'<link rel="stylesheet" href="http://127.0.0.1:{port}/static/profile.css">'
        )
        assert "Hier" in reader.pages[0].extract_text()
        assert not reader.attachments
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/static/profile.css",
        f"{ADDRESS}static/../config.py",
        f"{ADDRESS}static/%2e%2e/requirements.css",
        f"{ADDRESS}static//etc/fonts.css",
        f"{ADDRESS}static/app.js",
        f"{ADDRESS}profile.css",
        "data:text/css,p{}",
    ],
)
def test_only_sheets_and_fonts_of_ours_have_a_file(address: str) -> None:
    assert file_of(f"{ADDRESS}office/static/profile.css?v=1", STATIC).name == "profile.css"
    with pytest.raises(NotOursError):
        file_of(address, STATIC)


def test_what_takes_too_long_or_is_too_large_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PdfNotMadeError, match="too large"):
        made("x" * pdf_files.LARGEST_PAGE)
    monkeypatch.setattr(pdf_files, "SECONDS", 0.01)
    with pytest.raises(PdfNotMadeError, match="too long"):
        made("<p>Hier</p>")
    places = [pdf_files._places.acquire(timeout=0) for _ in range(pdf_files.AT_ONCE)]
    try:
        with pytest.raises(PdfNotMadeError, match="at once"):
            made("<p>Hier</p>")
    finally:
        for _ in filter(None, places):
            pdf_files._places.release()


def test_the_process_learns_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, str] = {}

    class Done:
        returncode, stdout = 0, b"%PDF-1.7"

    def run(_command: object, *, env: dict[str, str], **_rest: object) -> Done:
        given.update(env)
        return Done()

    monkeypatch.setenv("DATABASE_URL", "postgresql://user:secret@host/fair")
    monkeypatch.setattr(pdf_files.subprocess, "run", run)
    made_anyway = make_pdf("<p>Hier</p>", static=STATIC)
    assert made_anyway.startswith(b"%PDF")
    assert "PATH" in given
    assert not set(given) - set(pdf_files.KEPT_SETTINGS)


def test_a_library_that_does_not_load_fails_in_the_process_as_well(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"")  # the loader finds it first and refuses it
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    monkeypatch.setattr(pdf_files, "pdf_possible", lambda: True)
    with pytest.raises(PdfNotMadeError, match="ended with 1"):
        made("<p>Hier</p>")
    monkeypatch.undo()
    assert pdf_possible()
