"""What is typed or scanned at the door."""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField

from blueprints.fields import Needed, TextLine
from domain.door import LONGEST_SCAN, LONGEST_WAIT
from services.check_in import Scan

LONGEST_ID = 64


class CodeForm(FlaskForm):
    """The code of a ticket; a scanned address of a ticket is taken too."""

    code = TextLine(
        "Code der Eintrittskarte", [Needed("Geben Sie einen Code ein.")], longest=LONGEST_SCAN
    )
    scan = HiddenField()


def new_scan_id() -> str:
    """Return the id of a scan that has not happened yet."""
    return secrets.token_urlsafe(12)


def sent_scan(text: str = "") -> Scan:
    """Return the scan a device or a page sent; without an id of its own it gets a fresh one."""
    sent = request.form.get("scan", "")
    return Scan(
        id=sent
        if 0 < len(sent) <= LONGEST_ID and sent.isascii() and sent.isprintable()
        else new_scan_id(),
        text=text,
        is_sure=request.form.get("sure") == "1",
        waited=_waited(request.form.get("waited", "")),
    )


def _waited(seconds: str) -> timedelta:
    """Return how long the scan waited for a connection; anything odd is: not at all."""
    plain = seconds.isascii() and seconds.isdigit() and len(seconds) < 9
    return min(timedelta(seconds=int(seconds)), LONGEST_WAIT) if plain else timedelta()
