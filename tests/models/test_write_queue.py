"""Writers to SQLite take turns in the order in which they came, over threads and processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from models import db, transactional
from models.write_queue import WriteQueue
from tests.factories import Office

LONG, SHORT = 60.0, 0.05


@pytest.fixture
def queue(tmp_path: Path) -> WriteQueue:
    return WriteQueue(str(tmp_path / "fair.sqlite-queue"), LONG)


def waiting(queue: WriteQueue, count: int) -> None:
    """Return once so many threads stand behind the one whose turn it is."""
    until = threading.Event()
    while len(queue._waiting) < count:
        until.wait(0.001)


def test_whoever_came_first_writes_first(queue: WriteQueue) -> None:
    order: list[int] = []

    def write(number: int) -> None:
        turn = queue.enter()
        assert turn is not None
        order.append(number)
        queue.leave(turn)

    first = queue.enter()
    assert first is not None
    threads = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for number, thread in enumerate(threads):
        thread.start()
        waiting(queue, number + 1)
    queue.leave(first)
    for thread in threads:
        thread.join()
    assert order == list(range(12))


def test_never_two_write_at_once(queue: WriteQueue) -> None:
    writing, most = 0, 0

    def write() -> None:
        nonlocal writing, most
        for _time in range(50):
            turn = queue.enter()
            assert turn is not None
            writing += 1
            most = max(most, writing)
            writing -= 1
            queue.leave(turn)

    threads = [threading.Thread(target=write) for _one in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert queue.enter() is not None  # nobody has left the queue closed


HOLDS = """
import sys
from models.write_queue import WriteQueue
assert WriteQueue(sys.argv[1], 60).enter() is not None
print("writing", flush=True)
sys.stdin.read()  # until it is killed, or whoever started it is gone
"""


def test_a_killed_process_gives_its_turn_back(queue: WriteQueue) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, queue.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "writing\n"
        assert WriteQueue(queue.path, SHORT).enter() is None  # the other process is writing
        os.kill(other.pid, signal.SIGKILL)
    turn = queue.enter()
    assert turn is not None
    queue.leave(turn)


def test_who_waited_too_long_goes_and_closes_nothing(queue: WriteQueue) -> None:
    queue.waits = SHORT
    first = queue.enter()
    assert first is not None
    assert queue.enter() is None
    queue.leave(first)
    assert queue.enter() is not None


def test_a_folder_that_cannot_be_written_has_no_queue(tmp_path: Path) -> None:
    queue = WriteQueue(str(tmp_path / "missing" / "fair.sqlite-queue"), LONG)
    assert queue.enter() is None
    assert queue.enter() is None  # and the first did not leave it closed


@pytest.mark.sqlite_only
def test_a_verb_stands_in_the_queue_from_before_its_begin_until_after_its_commit(
    app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    enter, leave = WriteQueue.enter, WriteQueue.leave

    def noted_enter(queue: WriteQueue) -> int | None:
        said.append("enter")
        return enter(queue)

    def noted_leave(queue: WriteQueue, file: int) -> None:
        said.append("leave")
        leave(queue, file)

    def noted(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement.split(maxsplit=1)[0])

    monkeypatch.setattr(WriteQueue, "enter", noted_enter)
    monkeypatch.setattr(WriteQueue, "leave", noted_leave)
    event.listen(db.engine, "before_cursor_execute", noted)
    event.listen(db.engine, "commit", lambda _connection: said.append("COMMIT"))
    transactional(office.employer)()
    assert said[:2] == ["enter", "BEGIN"]
    assert said[-2:] == ["COMMIT", "leave"]
    said.clear()
    db.session.connection()
    db.session.remove()
    assert said == ["BEGIN"]  # whoever only reads waits for nobody
