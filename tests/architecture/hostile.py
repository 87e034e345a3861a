"""What people, cats and attackers put into forms."""

from __future__ import annotations

import io
import re
from random import Random

TEXTS = (
    *("", " ", "x", "é", "ß", "أ", "名", "ሰ", "0", "-1", "1", "2", "99999999999999999999", "1e309"),
    *("NaN", "٣٠.٠٢.٢٠٢٦", "۱۲۳۴", "30.02.2026", "2026-02-30", "00", "31", "13", "0000", "9999"),
    *("\x00", "a\x00b", "\u202etxet", "\u200f\u200e", "\u200b", "\ufeff", "\r\n\r\nX: y", "\t"),
    *("🎉", "👩‍🏭" * 40, "<script>alert(1)</script>", "{{ 7*7 }}", "%(x)s %s %n", "' OR 1=1 --"),
    *("../../etc/passwd", "name@", "@example.org", "a@b.c", "name@example.org", "x" * 300),
    *("٠٥٢٢١ ١٢٣٤٥٦", "+49 (0) 5221 / 12 34 56", "05221", "tel:+49", "32049", "٣٢٠٤٩", "3204"),
    *("22342", "2234", "9999999999", "True", "on", "de", "ar", "xx", "none", "A2", "job", "null"),
    *("ا" * 5_000, "Ω" * 100_000, "O'Brien-al-Haddad", "a" * 121, "\U00012000" * 200, "ａ１"),
)
FILES = (
    *(b"", b"\x00", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0", b"[{}]", b"[" * 50_000),
    *(b"Titel;PLZ\nKoch;32049\n", b"Titel;PLZ\n=1+1;1\n\x00;\n", b'Titel\tOrt\n"'),
    *(b'{"stellenangebote": [{', b'[{"titel": "\\ud800", "arbeitsorte": [{"plz": 1e309}]}]'),
    "Titel;Ort\nأ;名\n".encode("utf-16"),
)
HUGE = "1 MB " * 200_000
HUGE_SHARE = 1 / 400
NAMES = (
    *("name", "email", "phone", "code", "password", "reason", "note", "years", "page", "next"),
    *("given_name", "title", "state", "action", "skills", "candidate_id", "position_id", "slot"),
)
FIELD = re.compile(r'<(?:input|select|textarea)\b[^>]*\bname="([^"]+)"')
FILE_FIELD = re.compile(r'<input\b[^>]*\btype="file"[^>]*>')
CHOICE = re.compile(r'(?:<option|type="(?:radio|checkbox)")[^>]*\bvalue="([^"]*)"')


def fields_of(html: str) -> list[str]:
    """Return the names of the fields of a page, each once."""
    return sorted(set(FIELD.findall(html)) - {"csrf_token"})


def file_fields_of(html: str) -> set[str]:
    """Return the names of the fields of a page that take files."""
    return {name for tag in FILE_FIELD.findall(html) for name in FIELD.findall(tag)}


def with_files(
    draw: Random, typed: dict[str, list[str]], files: set[str]
) -> dict[str, list[object]]:
    """Return a form whose file fields mostly hold files, with names as nobody should send them."""
    return {
        name: [
            _file(draw, value) if name in files and draw.random() < 0.8 else value
            for value in values
        ]
        for name, values in typed.items()
    }


def _file(draw: Random, name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(draw.choice(FILES)), name[:300].replace("\x00", "") or "x"


def choices_of(html: str) -> list[str]:
    """Return the values somebody could tick on a page."""
    return sorted(set(CHOICE.findall(html)))


def hostile_post(draw: Random, fields: list[str], choices: list[str]) -> dict[str, list[str]]:
    """Return one form as nobody should send it: fields missing, doubled, foreign, over-long."""
    names = [name for name in fields if draw.random() > 0.15]
    names += draw.sample(NAMES, 2) if not fields or draw.random() < 0.1 else []
    return {name: _values(draw, choices) for name in names}


def _values(draw: Random, choices: list[str]) -> list[str]:
    count = draw.choices((1, 2, 5), weights=(90, 8, 2))[0]
    return [_value(draw, choices) for _ in range(count)]


def _value(draw: Random, choices: list[str]) -> str:
    if draw.random() < HUGE_SHARE:
        return HUGE
    if choices and draw.random() < 0.4:
        return draw.choice(choices)
    return draw.choice(TEXTS)
