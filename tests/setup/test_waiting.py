"""The announcement comes when the program is usable, or one line says why it is not."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from setup import running
from setup.steps import SetupFailedError


class Answers(BaseHTTPRequestHandler):
    """Answers with what the test has put into ``status``."""

    status = 503

    def do_GET(self) -> None:
        self.send_response(type(self).status)
        self.end_headers()
        self.wfile.write(b'{"database":"unreachable"}')

    def log_message(self, *arguments: object) -> None:
        """Keep the output of the tests clean."""


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(running, "SECONDS_TO_ANSWER", 0.3)
    monkeypatch.setattr(Answers, "status", 503)
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def child(script: str) -> running.Child:
    return subprocess.Popen([sys.executable, "-c", script])


def test_what_health_complains_about_is_shown(port: int) -> None:
    with pytest.raises(SetupFailedError, match=r"usable: 503 .*unreachable"):
        running.wait_until_usable({}, port)


def test_a_program_that_becomes_usable_is_waited_for(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SECONDS_TO_ANSWER", 30)
    turn = threading.Timer(0.2, lambda: setattr(Answers, "status", 200))
    turn.start()
    running.wait_until_usable({}, port)
    turn.join()
    assert running.health_complaint(port) is None


def test_a_child_that_gave_up_ends_the_waiting_at_once(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SECONDS_TO_ANSWER", 30)
    ended = child("raise SystemExit(3)")
    ended.wait()
    with pytest.raises(SetupFailedError, match=r"timed jobs has ended \(status 3\)"):
        running.wait_until_usable({"timed jobs": ended}, port)


def test_a_child_that_ignores_the_request_to_end_is_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "SECONDS_TO_END", 0.2)
    stubborn = subprocess.Popen(
        [sys.executable, "-c", STUBBORN], start_new_session=True, stdout=subprocess.PIPE
    )
    with stubborn:
        assert stubborn.stdout is not None
        assert stubborn.stdout.readline() == b"deaf\n"
        running.end_all([stubborn])
    assert stubborn.returncode == -9


STUBBORN = """
import signal, threading
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
threading.Event().wait(300)
"""
