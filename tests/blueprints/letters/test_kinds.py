"""Each kind of letter in each language, with German below; no subject gives anything away."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from blueprints.letters import compose, words
from domain.letters import Channel
from domain.page_languages import OFFERED, SOURCE
from models import Letter
from tests.letter_facts import check_facts, needed_facts

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted(path.stem for path in (ROOT / "templates/letters").glob("*.txt"))
FAIR = ["fair", "slug", "starts_at", "ends_at", "venue", "street", "postcode", "place"]
SAMPLES: dict[str, object] = {
    "agrees": True,
    "answer_by": "2026-12-01T11:00:00+00:00",
    "fields": ["email", "name", "phone", "place"],
    "proposal": 12,
    "until": "2027-01-31",
    "apply": True,
    "before": "2026-12-03T09:00:00+00:00",
    "by_colleague": True,
    "case": 4711,
    "code": "K7PW4XHM",
    "who": "",
    "contact": "Herr Muster",
    "days": 7,
    "desk": 2,
    "employer": "Möbelwerk <Muster> & Söhne",
    "ends_at": "2026-12-03T12:00:00+00:00",
    "fair": "Meeting Point",
    "formally_invited": False,
    "initial": "S",
    "left": 9,
    "minutes": 10,
    "name": "Petra Muster",
    "number": "ABC123",
    "office": "Jobcenter Herford",
    "people": 3,
    "place": "Herford",
    "position": 7,
    "postcode": "32049",
    "reason": "Der Lohn fehlt.",
    "reply_to": "leser@example.org",
    "slug": "dezember",
    "stand": 12,
    "stand_id": 3,
    "fair_id": 2,
    "place_in_list": 4,
    "starts_at": "2026-12-03T09:00:00+00:00",
    "starts_on": "2027-01-01",
    "street": "Hansastraße 33",
    "talks": [{"starts_at": "2026-12-03T09:40:00+00:00", "stand": 4, "employer": "Nähwerk"}],
    "text": "Auf dem Telefon ist der Knopf zu klein.",
    "title": "Tischler/in",
    "token": "4f9a-token",
    "unit": "Team 5",
    "venue": "Agentur für Arbeit",
    "waits": False,
}
REVEALING = re.compile(
    r"flücht|asyl|aufenthalt|refugee|meeting point|kontaktbörse|messe|\bfair\b|لاجئ", re.IGNORECASE
)


def documented() -> dict[str, set[str]]:
    """Return the table of docs/letters.md: kind and facts."""
    rows = re.findall(
        r"^\| ([a-z-]+) \| [^|]+ \|([^|]*)\|$", (ROOT / "docs/letters.md").read_text("utf-8"), re.M
    )
    table = {}
    for kind, facts in rows:
        named = [fact.strip() for fact in facts.split(",") if fact.strip()]
        table[kind] = {one for fact in named for one in (FAIR if fact == "the fair" else [fact])}
    return table


def used_in_services() -> set[str]:
    """Return every kind a service writes, also where it is handed on as an argument ``kind``."""
    kinds: set[str] = set()
    for path in (ROOT / "services").rglob("*.py"):
        kinds |= set(_kinds_of(ast.parse(path.read_text("utf-8"))))
    return kinds


def _kinds_of(module: ast.Module) -> Iterator[str]:
    positions = {
        function.name: [argument.arg for argument in function.args.args].index("kind")
        for function in ast.walk(module)
        if isinstance(function, ast.FunctionDef)
        and any(argument.arg == "kind" for argument in function.args.args)
    }
    writes = "write_letter" in ast.unparse(module)
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call) and writes):
        given = [keyword.value for keyword in call.keywords if keyword.arg == "kind"]
        if isinstance(call.func, ast.Name) and call.func.id in positions:
            given += call.args[positions[call.func.id] : positions[call.func.id] + 1]
        for value in given:
            yield from _texts(value)


def _texts(value: ast.expr) -> Iterator[str]:
    """Return the kinds an argument can be; of f"firm-{state}" those that begin so."""
    if isinstance(value, ast.JoinedStr):
        begin = str(getattr(value.values[0], "value", ""))
        yield from [kind for kind in TEMPLATES if kind.startswith(begin)] or [begin]
    elif isinstance(value, ast.IfExp):
        yield from _texts(value.body)
        yield from _texts(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value


def letter(kind: str, language: str, channel: Channel = Channel.EMAIL) -> Letter:
    facts = {name: SAMPLES[name] for name in documented()[kind]}
    return Letter(
        id=7,
        kind=kind,
        channel=channel,
        address="reader@example.org",
        language=language,
        facts=facts,
        written_at=datetime(2026, 11, 22, 11, tzinfo=UTC),
    )


def test_every_kind_that_is_used_has_a_template_and_is_documented() -> None:
    used = used_in_services()
    assert {"registration-confirmed", "interview-booked", "fair-cancelled"} <= used
    assert used <= set(TEMPLATES)
    assert set(documented()) == set(TEMPLATES)


@pytest.mark.parametrize("kind", TEMPLATES)
def test_the_table_names_every_fact_a_template_needs(kind: str) -> None:
    assert needed_facts(kind) <= documented()[kind]


@pytest.mark.sqlite_only
@pytest.mark.parametrize("language", OFFERED)
def test_each_letter_is_rendered_with_german_below(app: Flask, language: str) -> None:
    for kind in TEMPLATES:
        assert_german_below(kind, language)


def assert_german_below(kind: str, language: str) -> None:
    german = words(kind, SAMPLES, SOURCE)
    message = compose(letter(kind, language))
    assert "{" not in message.text
    assert "%(" not in message.text
    assert "&lt;" not in message.text
    assert not REVEALING.search(message.subject)
    assert message.text.endswith(german.body)
    if language != SOURCE:
        own = words(kind, SAMPLES, language)
        assert message.text.startswith(own.body)
        assert len(message.text) > len(own.body) + len(german.body)


@pytest.mark.sqlite_only
def test_an_sms_is_one_short_line(app: Flask) -> None:
    for kind in TEMPLATES:
        text = words(kind, SAMPLES, SOURCE).sms
        assert text, kind
        assert "\n" not in text, kind
        assert len(text) <= 160 or "http" in text, kind


def test_a_letter_with_a_fact_missing_raises_when_it_is_written() -> None:
    with pytest.raises(AssertionError, match="minutes"):
        check_facts("sign-in-code", {"code": "1", "token": "2"})
    with pytest.raises(AssertionError, match="missing"):
        check_facts("unheard-of", {})


@pytest.mark.sqlite_only
def test_moments_are_given_in_herford_time_with_weekday_and_24_hours(app: Flask) -> None:
    german = words("interview-booked", SAMPLES, "de").body
    assert "Donnerstag, 03.12.2026, 10:00 Uhr" in german
    english = words("interview-booked", SAMPLES, "en").body
    assert "Thursday, 03.12.2026, 10:00" in english
    assert "03.12.2026" in words("interview-booked", SAMPLES, "ar").body


@pytest.mark.sqlite_only
def test_the_message_id_depends_on_the_row_and_the_installation(app: Flask) -> None:
    one = compose(letter("address-known", "de")).message_id
    assert compose(letter("address-known", "de")).message_id == one
    assert one.endswith("@" + app.config["MAIL_FROM"].partition("@")[2])
    app.config["SECRET_KEY"] = "the key of another installation"
    assert compose(letter("address-known", "de")).message_id != one


@pytest.mark.sqlite_only
def test_links_begin_with_the_address_people_reach_us_at(app: Flask) -> None:
    app.config["BASE_URL"] = "https://treffen.example.org/mp"
    assert "https://treffen.example.org/mp/" in compose(letter("address-known", "de")).text
