"""Firms at their desks: signed in, each with a browser of its own, all pressing at one moment."""

from __future__ import annotations

import http.client
import urllib.parse
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from models import Account
from services.sessions import begin_session
from tests.races.serving import SECONDS, Answer

RAW = "c" * 40
"""What the token of every form is made of; the firms share it, sessions they do not."""


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody presses a button: who they are, and where it leads."""

    cookie: str
    path: str


class Firms:
    """Sends what firms press to the running program."""

    def __init__(self, app: Flask, port: int) -> None:
        self.app, self.port = app, port
        secret = str(app.secret_key)
        self.token = str(URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(RAW))

    def sign_in(self, account: Account) -> str:
        """Return the cookie of a session that was begun for somebody."""
        token = begin_session(
            now=datetime.now(UTC), lasts=timedelta(hours=1), account=account, second_factor=True
        )
        kept = {"_user_id": token, "_fresh": True, "csrf_token": RAW}
        signing = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert signing is not None
        return f"{self.app.config['SESSION_COOKIE_NAME']}={signing.dumps(kept)}"

    def press_all(self, presses: Sequence[Press]) -> list[Answer]:
        """Press so many buttons, each from a line of its own, and return the answers in order."""
        with ThreadPoolExecutor(max(1, len(presses))) as pool:
            return list(pool.map(self._press, presses))

    def _press(self, press: Press) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        typed = urllib.parse.urlencode({"csrf_token": self.token, "desks": "1"})
        headers = {
            "Cookie": press.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            line.request("POST", press.path, typed, headers)
            answer = line.getresponse()
            answer.read()
            return Answer(answer.status, answer.headers.get("Location", ""))
        finally:
            line.close()
