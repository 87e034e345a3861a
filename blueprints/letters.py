"""Letters in words: rendered when they are sent, in the reader's language, German beside it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, current_app
from flask_babel import force_locale
from jinja2 import Template, TemplateError
from werkzeug.routing import BuildError

from blueprints.calendar_texts import calendar_texts
from domain.letters import Channel
from domain.page_languages import OFFERED, SOURCE
from models import Letter
from services.calendar_files import calendar_file
from services.carriers import (
    Carrier,
    Message,
    Outbox,
    Refused,
    Sender,
    SmtpCarrier,
    SmtpServer,
)
from services.dispatch import send_due_letters
from services.letters import place_of_letter

FOLDER = "letters"
WITH_CALENDAR = {
    "registration-confirmed",
    "registration-cancelled",
    "group-changed",
    "fair-changed",
    "fair-cancelled",
    "interview-booked",
    "interview-cancelled",
}
_GERMAN_BELOW = "\n\n" + "-" * 40 + "\n\n"


@dataclass(frozen=True, slots=True)
class Words:
    """A letter in one language."""

    subject: str
    body: str
    sms: str


def words(kind: str, facts: Mapping[str, object], language: str) -> Words:
    """Render a kind of letter in one language; a fact that is missing raises.

    Raises
    ------
    jinja2.TemplateError
        If there is no such kind or a fact is missing.
    """
    template = current_app.jinja_env.get_template(f"{FOLDER}/{kind}.txt")
    frame = current_app.jinja_env.get_template(f"{FOLDER}/parts/frame.txt")
    with force_locale(language if language in OFFERED else SOURCE):
        body = frame.render(body=_block(template, "body", facts), operator=_operator())
        return Words(
            subject=" ".join(_block(template, "subject", facts).split()),
            body=body.strip() + "\n",
            sms=" ".join(_block(template, "sms", facts).split()),
        )


def compose(letter: Letter) -> Message:
    """Return the letter ready to go.

    Raises
    ------
    Refused
        If it cannot be rendered: no later try would change that.
    """
    try:
        texts = [words(letter.kind, letter.facts, language) for language in _languages(letter)]
    except (TemplateError, BuildError, TypeError, ValueError, LookupError) as error:
        raise Refused(f"template: {type(error).__name__}") from error
    bodies = [text.sms if letter.channel is Channel.SMS else text.body for text in texts]
    return Message(
        channel=letter.channel,
        address=letter.address,
        subject=" / ".join(dict.fromkeys(text.subject for text in texts)),
        text=("\n" if letter.channel is Channel.SMS else _GERMAN_BELOW).join(bodies),
        message_id=message_id(letter),
        written_at=letter.written_at,
        calendar=_calendar(letter) if letter.channel is Channel.EMAIL else None,
    )


def message_id(letter: Letter) -> str:
    """Return the same id for the same row of this installation, whenever it is sent."""
    named = f"{letter.id} {letter.written_at.isoformat()}".encode()
    key = str(current_app.config["SECRET_KEY"]).encode()
    mark = hmac.new(key, named, hashlib.sha256).hexdigest()[:16]
    domain = str(current_app.config["MAIL_FROM"]).rpartition("@")[2]
    return f"letter-{letter.id}-{mark}@{domain}"


def carriers(app: Flask) -> dict[Channel, Carrier]:
    """Return who carries what, as the settings say: SMTP if there is a server, else files.

    Raises
    ------
    ValueError
        If SMTP_URL cannot be read.
    """
    sender = Sender(name=app.config["OPERATOR_NAME"], email=app.config["MAIL_FROM"])
    outbox = Outbox(_outbox(app), sender)
    url = app.config["SMTP_URL"]
    mail = SmtpCarrier(SmtpServer.from_url(url), sender) if url else outbox
    return {Channel.EMAIL: mail, Channel.SMS: outbox, Channel.POST: outbox}


def letter_folders() -> list[Path]:
    """Return the folders in which letters lie as files."""
    return [_outbox(current_app)]


def _outbox(app: Flask) -> Path:
    return Path(app.config["OUTBOX"] or Path(app.instance_path) / "outbox")


def send_letters(app: Flask, goes_on: Callable[[], bool] = lambda: True) -> int:
    """Send what is due over one connection and return how many letters went out."""
    ways = carriers(app)
    try:
        return send_due_letters(
            compose=compose, carriers=ways, clock=lambda: datetime.now(UTC), goes_on=goes_on
        )
    finally:
        for carrier in ways.values():
            carrier.close()


def _languages(letter: Letter) -> list[str]:
    wanted = letter.language if letter.language in OFFERED else SOURCE
    return [wanted] if wanted == SOURCE else [wanted, SOURCE]


def page(endpoint: str, **values: object) -> str:
    """Return the full address of a page, as people reach it from outside."""
    base = urlsplit(str(current_app.config["BASE_URL"]))
    outside = current_app.url_map.bind(
        base.netloc, script_name=base.path or "/", url_scheme=base.scheme
    )
    return outside.build(endpoint, values, force_external=True)


def _block(template: Template, name: str, facts: Mapping[str, object]) -> str:
    context = template.new_context({**facts, "page": page})
    return "".join(template.blocks[name](context)).strip()


def _calendar(letter: Letter) -> bytes | None:
    """Return the place at the fair as it is now: an older file of it changes or goes away."""
    place = place_of_letter(letter) if letter.kind in WITH_CALENDAR else None
    if place is None:
        return None
    code = letter.facts.get("code")
    url = page("tickets.show", code=code) if code else page("tickets.index")
    with force_locale(_languages(letter)[0]):
        texts = calendar_texts(place, url)
    return calendar_file(place, texts, now=letter.written_at)


def _operator() -> dict[str, str]:
    names = ("name", "address", "phone", "email")
    return {name: current_app.config[f"OPERATOR_{name.upper()}"] for name in names}
