"""`flask work`: all timed jobs in one process, until it is told to end."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from blueprints.commands.one_line import one_line
from blueprints.deletion_list import deletion_list
from blueprints.letters import carriers, letter_folders, send_letters
from domain.clock import office_day
from services.asking import sweep_links
from services.check_in import sweep_scans
from services.deletion_requests import do_due_deletions
from services.dispatch import free_stuck_letters
from services.drafts import sweep_drafts
from services.duplicates import look_for_duplicates
from services.expiry_radar import note_expiries
from services.keys import sweep_keys
from services.learning.training import train_at_night
from services.limits import sweep_tries
from services.merging import sweep_stories
from services.opinions import ask_firms
from services.place_counts import note_differences
from services.position_imports.checking import check_waiting
from services.position_imports.confirming import sweep_imports
from services.promotion import keep_waiting_lists
from services.ranked_lists import ListKeeper
from services.retention import delete_due
from services.scheme_starts import begin_due_periods
from services.sessions import sweep_sessions
from services.silence import remind_silent
from services.stand_offers import keep_stand_lists
from services.timed_jobs import Job, TimedJobs
from services.unused_records import delete_unused

SECONDS_TO_FINISH = 0.8
"""A letter on its way at the end is left after this; it goes again under the same id."""

_SIGNALS = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}


def timed_jobs(app: Flask, goes_on: Callable[[], bool]) -> list[Job]:
    """Return every job with its rhythm; a sign-in code must leave within seconds."""
    idle = timedelta(minutes=app.config["IDLE_MINUTES"])
    return [
        Job("letters", timedelta(seconds=2), lambda _now: send_letters(app, goes_on)),
        Job("stuck-letters", timedelta(minutes=1), lambda now: free_stuck_letters(now=now)),
        Job("sessions", timedelta(minutes=10), lambda now: sweep_sessions(now=now, idle=idle)),
        Job("schemes", timedelta(minutes=1), lambda now: begin_due_periods(now=now)),
        Job("documents", timedelta(hours=6), lambda now: note_expiries(now=now)),
        Job("waiting-lists", timedelta(minutes=1), keep_waiting_lists),
        Job("stand-lists", timedelta(minutes=1), keep_stand_lists),
        Job("place-counts", timedelta(hours=24), lambda now: note_differences(now=now)),
        Job("proposals", timedelta(minutes=10), lambda now: remind_silent(now=now)),
        Job("opinions", timedelta(minutes=10), lambda now: ask_firms(now=now)),
        Job("answer-links", timedelta(hours=1), lambda now: sweep_links(now=now)),
        Job("keys", timedelta(hours=1), lambda now: sweep_keys(now=now)),
        Job("tries", timedelta(hours=1), lambda now: sweep_tries(now=now)),
        Job("duplicates", timedelta(minutes=1), lambda now: look_for_duplicates(now=now)),
        Job("merges", timedelta(hours=12), lambda now: sweep_stories(now=now)),
        Job("imports", timedelta(seconds=0.5), lambda now: check_waiting(now=now)),
        Job("old-imports", timedelta(hours=1), lambda now: sweep_imports(now=now)),
        Job("retention", timedelta(hours=1), _delete_due),
        Job("deletions", timedelta(hours=1), _delete_who_asked),
        Job("unused-records", timedelta(hours=1), _delete_unused),
        Job("lists", timedelta(seconds=2), ListKeeper().keep),
        Job("learning", timedelta(hours=1), lambda now: train_at_night(now=now)),
        Job("scans", timedelta(hours=1), lambda now: sweep_scans(now=now)),
        Job("drafts", timedelta(hours=1), lambda now: sweep_drafts(now=now)),
    ]


def _delete_due(now: datetime) -> int:
    """Work in the first hour of a day, and find nothing in the others."""
    return delete_due(now=now, folders=letter_folders())


def _delete_who_asked(now: datetime) -> int:
    return do_due_deletions(
        today=office_day(now), folders=letter_folders(), ledger=deletion_list(), now=now
    )


def _delete_unused(now: datetime) -> int:
    return delete_unused(folders=letter_folders(), ledger=deletion_list(), now=now)


@click.command("work")
@with_appcontext
@one_line
def work() -> None:
    """Run the timed jobs: letters within seconds, sweeping in minutes and hours."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    try:
        carriers(app)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    stop = threading.Event()
    jobs = TimedJobs(
        timed_jobs(app, lambda: not stop.is_set()), stop=stop, surroundings=app.app_context
    )
    woken, waker = socket.socketpair()
    _wake_at_signals(waker)
    worker = threading.Thread(target=_until_broken, args=(jobs, waker), daemon=True)
    worker.start()
    woken.recv(1)
    stop.set()
    worker.join(SECONDS_TO_FINISH)
    _end_at_once()


def _end_at_once() -> None:
    """End without taking the interpreter apart, which alone takes more than a second.

    A letter may still be on its way; the interpreter must not end around it. Nothing else is
    open: every job has a session of its own, and the database copes with whoever goes away.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _wake_at_signals(waker: socket.socket) -> None:
    """Have Python write a byte at each signal, whichever thread the system gave it to.

    Handlers that set an Event could wait for themselves, and libraries start threads of their own.
    """
    waker.settimeout(0)
    signal.set_wakeup_fd(waker.fileno())
    for number in _SIGNALS:
        signal.signal(number, lambda _number, _frame: None)


def _until_broken(jobs: TimedJobs, waker: socket.socket) -> None:
    try:
        jobs.run()
    finally:
        waker.send(b"!")  # should the loop itself break, the process ends too
