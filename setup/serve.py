"""The web server of ``make run``: brings the database up to date, then serves with gunicorn.

Runs inside ``.venv``. The application is made once, before the workers are forked, so that they
share its memory and a second start is quick.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from flask import Flask
from flask_migrate import upgrade
from gunicorn.app.base import BaseApplication
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from config import SettingError, served_port
from setup.lean import give_free_memory_back, leave_out_pandas
from setup.running import HOST, INSTANCE
from setup.steps import AlreadySaidError, SetupFailedError, explain_os_error, say

DEMO_WANTED = INSTANCE / "demo_wanted"


class FairServer(BaseApplication):
    """Gunicorn around an application that exists already."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self.app = app
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn; no configuration file and no arguments are read."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application."""
        return self.app


def server_options(app: Flask, port: int) -> dict[str, Any]:
    """Return the settings of gunicorn."""
    return {
        "bind": f"{HOST}:{port}",
        "worker_class": "gthread",
        "workers": positive_setting(app, "WORKERS", 2),
        "threads": positive_setting(app, "THREADS", 8),
        "preload_app": True,
        "timeout": 60,
        "graceful_timeout": 5,
        "limit_request_line": 8190,  # 500 signs of any script in a form sent by GET
        "loglevel": "warning",
        "control_socket_disable": True,
        "post_worker_init": warm_up,
    }


def warm_up(_worker: object) -> None:
    """Make the occupation search ready beside the first requests, not within one of them.

    What lives as long as the worker then leaves the garbage collector's sight: scanning it took
    a tenth of a second in the middle of a ranked list. What was needed to fit alone, 20 MB, goes.
    """

    def fit() -> None:
        from matching.plain_titles import forget_words  # noqa: PLC0415
        from matching.title_reading import shipped_reader  # noqa: PLC0415 - takes longer than the start
        from services.linkers import take_linkers  # noqa: PLC0415

        shipped_reader()
        take_linkers()
        forget_words()
        gc.collect()
        give_free_memory_back()
        gc.freeze()

    threading.Thread(target=fit, daemon=True).start()


def positive_setting(app: Flask, name: str, default: int) -> int:
    """Return a setting that counts something."""
    value = app.config.get(name, default)
    if not isinstance(value, int) or value < 1:
        raise SetupFailedError(f"FLASK_{name}={value} is not a whole number above 0.")
    return value


def engine_of(app: Flask) -> Engine:
    """Return the engine of the application; needs an application context."""
    engine: Engine = app.extensions["sqlalchemy"].engine
    return engine


def database_revisions(engine: Engine) -> set[str]:
    """Return the migrations the database says it has had."""
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads())


def bring_up_to_date(app: Flask, *, note_new: Callable[[], None]) -> None:
    """Run the migrations that are missing; tell before the first of all."""
    scripts = ScriptDirectory.from_config(app.extensions["migrate"].migrate.get_config())
    found = database_revisions(engine_of(app))
    if found == set(scripts.get_heads()):
        return
    refuse_newer(scripts, found)
    if not found:
        note_new()
    say("Migrating the database")
    upgrade()


def refuse_newer(scripts: ScriptDirectory, found: set[str]) -> None:
    """Refuse a database that a newer version of the program has migrated."""
    for revision in found:
        try:
            scripts.get_revision(revision)
        except CommandError:
            raise SetupFailedError(
                f"The database is from a newer version of Meeting Point (migration {revision} is "
                "unknown here): start that version, or restore a backup made with this one."
            ) from None


def demo_may_come() -> bool:
    """Say whether a first run on the embedded database is to become the demo."""
    return not os.environ.get("DATABASE_URL") and os.environ.get("DEMO") != "0"


def note_demo_wish() -> None:
    """Keep in a file that this new database is to become the demo.

    It stays until the fair is loaded, so that a first run that was interrupted, or had no room
    on the disk, is finished by the next one.
    """
    if demo_may_come():
        DEMO_WANTED.touch()


def load_first_demo() -> None:
    """Load the demo fair where it is wished for; ``DEMO=0`` takes the wish back."""
    if not demo_may_come():
        DEMO_WANTED.unlink(missing_ok=True)
        return
    if DEMO_WANTED.exists():
        from services.installation import is_empty  # noqa: PLC0415 - brings the models

        if is_empty():
            load_demo_fair()
        DEMO_WANTED.unlink()


def load_demo_fair() -> None:
    """Load the demo fair in a process of its own, which gives its memory back."""
    say("Loading the demo fair, once")
    loading = subprocess.run([sys.executable, "-m", "flask", "demo", "load"], check=False)
    if loading.returncode != 0:
        raise AlreadySaidError


def demo_accounts(app: Flask) -> str:
    """Return the demo accounts as text, empty where the database is no demo."""
    result = app.test_cli_runner().invoke(args=["demo", "accounts"])
    return result.output if result.exit_code == 0 else ""


def ask_first_pages(app: Flask) -> None:
    """Ask for what is asked first, before the workers are forked.

    What templates are compiled to, translations and kept pages are then there once for all of
    them, and the first visitor does not wait for it.
    """
    from blueprints.logs import SET_UP  # noqa: PLC0415 - comes with the application

    browser = app.test_client()
    for path in ("/healthz", "/"):
        browser.get(path, base_url=app.config["BASE_URL"], environ_overrides={SET_UP: True})


def explain_database_error(error: DBAPIError, address: str) -> str:
    """Return the one line for a database that cannot be used; the address has no password."""
    reason = str(error.orig).strip().splitlines()[0]
    if "disk is full" in reason:
        return f"The disk of the database is full ({address}): free some space and start again."
    if "readonly" in reason or "unable to open" in reason:
        return f"The database {address} cannot be written: make its folder writable."
    if "not a database" in reason:
        return f"The file of {address} is not a database: move it away or restore a backup."
    return f"The database {address} does not answer ({reason}): check DATABASE_URL."


def ready_application(*, load_demo: bool) -> Flask:
    """Return the application with its database up to date and the demo fair where it is due."""
    gc.disable()  # an import throws nothing away; to look whether it did took half a second
    from app import create_app  # noqa: PLC0415 - importing it takes long

    gc.freeze()
    gc.enable()
    try:
        app = create_app()
    except SettingError as error:
        raise SetupFailedError(error.message) from None
    with app.app_context():
        try:
            bring_up_to_date(app, note_new=note_demo_wish)
        except DBAPIError as error:
            address = engine_of(app).url.render_as_string(hide_password=True)
            raise SetupFailedError(explain_database_error(error, address)) from None
        if load_demo:
            load_demo_fair()
        else:
            load_first_demo()
        engine_of(app).dispose()
    return app


def serve(port: int, report: int) -> None:
    """Serve until a signal ends it; tell whoever started us when the database is ready."""
    app = ready_application(load_demo=False)
    server = FairServer(app, server_options(app, port))
    accounts = demo_accounts(app)
    ask_first_pages(app)
    with app.app_context():
        engine_of(app).dispose()
    served_port(INSTANCE).write_text(f"{port}\n", "ascii")
    with open(report, "w", encoding="utf-8") as channel:
        json.dump({"demo_accounts": accounts}, channel)
    server.run()


def main(arguments: Sequence[str]) -> int:
    """Serve, or only load the demo fair."""
    parser = argparse.ArgumentParser(prog="python -m setup.serve")
    parser.add_argument("--port", type=int)
    parser.add_argument("--report", type=int)
    parser.add_argument("--load-demo", action="store_true")
    options = parser.parse_args(arguments)
    leave_out_pandas()
    if options.load_demo:
        return in_one_line(lambda: ready_application(load_demo=True))
    return in_one_line(lambda: serve(options.port, options.report))


def in_one_line(task: Callable[[], object]) -> int:
    """Run the task; what is foreseeable becomes one line and a status."""
    try:
        task()
    except SetupFailedError as error:
        sys.stderr.write(f"{error}\n")
    except AlreadySaidError:
        return 1
    except OSError as error:
        sys.stderr.write(f"{explain_os_error(error)}\n")
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
