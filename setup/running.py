"""``make run`` and ``make demo``: starts the server and the timed jobs, and ends them together."""

import ctypes
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from setup.environment import PYTHON, prepare
from setup.lean import ONE_THREAD
from setup.pango import provide_pango
from setup.steps import ROOT, AlreadySaidError, SetupFailedError, say

INSTANCE = Path(os.environ.get("FLASK_INSTANCE") or ROOT / "instance")
HOST = "127.0.0.1"
SECONDS_TO_ANSWER = 60
SECONDS_TO_END = 10
POLL = 0.05
AGENT = "Meeting-Point-set-up"
"""Our requests name themselves so: blueprints/logs.py writes no line for them."""
LEARNING = "linkers"
LEARN = ("-m", "flask", "catalogue", "learn", "--if-needed")
"""Beside the first visitors: the search by letters answers until the linkers are there."""
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)

Child = subprocess.Popen[bytes]


class Stopped(BaseException):
    """Somebody asked this process to end: Ctrl-C, SIGTERM or a closed terminal."""


def raise_when_stopped() -> None:
    """Turn the signals that end a program into an exception that cleans up."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def run_application() -> int:
    """Set up what is missing, serve, and stay until told to end or a process dies."""
    port = port_setting()
    os.environ["PORT"] = str(port)  # links in the letters of the timed jobs begin with it
    require_free_port(port)
    prepare_all()
    with ended_children() as children:
        try:
            accounts = start_server(children, port)
            wait_until_usable(children, port)
            children["timed jobs"] = start("-m", "flask", "work")  # now that nobody waits for it
            children[LEARNING] = start(*LEARN, quiet=True)
            lower_priority(children[LEARNING])
            say(f"Meeting Point is running at http://{HOST}:{port}\n{accounts}", end="")
            return watch(children)
        except Stopped:
            say("Meeting Point ends.")
            return 0


def load_demo() -> int:
    """Set up what is missing and load the demo fair into the empty database."""
    prepare_all()
    with ended_children() as children:
        children["demo"] = start("-m", "setup.serve", "--load-demo")
        return children["demo"].wait()


def prepare_all() -> None:
    """Make everything that the program needs before it can start."""
    require_writable(INSTANCE)
    prepare()
    provide_pango()


def port_setting() -> int:
    """Return the port of PORT, 8000 unless it is set."""
    typed = os.environ.get("PORT") or "8000"
    if not typed.isascii() or not typed.isdigit() or not 0 < int(typed) < 65536:
        raise SetupFailedError(f"PORT={typed} is not a port number from 1 to 65535.")
    return int(typed)


def require_free_port(port: int) -> None:
    """Refuse a port on which another program answers or which is not ours to use."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise SetupFailedError(
                f"Port {port} may only be used by root: choose another, make run PORT=8000"
            ) from None
        except OSError:
            other = port + 1 if port < 65535 else 8000
            raise SetupFailedError(
                f"Port {port} is taken (is Meeting Point running already?): end the program "
                f"there or choose another port, make run PORT={other}"
            ) from None


def require_writable(folder: Path) -> None:
    """Find out now, not at the first visitor, whether the instance folder can be written."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    probe = folder / f"probe.{os.getpid()}"
    try:
        probe.write_bytes(bytes(65536))
    except OSError as error:
        error.filename = str(folder)  # a full disk is reported without a place
        raise
    finally:
        probe.unlink(missing_ok=True)


def start(*arguments: str, report: int | None = None, quiet: bool = False) -> Child:
    """Start Python of ``.venv`` in a process group of its own that ends with this process."""
    return subprocess.Popen(
        [PYTHON, *arguments],
        cwd=ROOT,
        env={**ONE_THREAD, **os.environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else None,
        start_new_session=True,
        pass_fds=() if report is None else (report,),
        preexec_fn=end_with_parent,  # noqa: PLW1509 - this process has one thread
    )


def end_with_parent() -> None:
    """Have Linux end this child when its parent is killed without a chance to clean up."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


def lower_priority(child: Child) -> None:
    """Let everything else on this machine come first."""
    with suppress(OSError):  # it may have found nothing to do and ended
        os.setpriority(os.PRIO_PROCESS, child.pid, 10)


def start_server(children: dict[str, Child], port: int) -> str:
    """Start the web server and return the demo accounts once its database is ready."""
    reader, writer = os.pipe()
    children["server"] = start(
        "-m", "setup.serve", "--port", str(port), "--report", str(writer), report=writer
    )
    os.close(writer)
    with open(reader, encoding="utf-8") as report:
        text = report.read()
    if not text:
        raise AlreadySaidError
    return str(json.loads(text)["demo_accounts"])


def wait_until_usable(children: dict[str, Child], port: int) -> None:
    """Wait for /healthz to answer 200, or say what it complains about."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while (complaint := health_complaint(port)) is not None:
        require_alive(children)
        if time.monotonic() > deadline:
            raise SetupFailedError(f"Meeting Point does not become usable: {complaint}")
        threading.Event().wait(POLL)


def health_complaint(port: int) -> str | None:
    """Return what keeps the application from being usable, None when nothing does."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"User-Agent": AGENT})
        answer = connection.getresponse()
        body = answer.read(2000).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return str(error)
    finally:
        connection.close()
    return None if answer.status == http.HTTPStatus.OK else f"{answer.status} {body.strip()}"


def watch(children: dict[str, Child]) -> int:
    """Stay until a process dies, or until make, which started us, is told to end."""
    parent = os.getppid()
    while "MAKELEVEL" not in os.environ or make_stays(parent):
        require_alive(children)
        threading.Event().wait(POLL)
    raise Stopped


def make_stays(parent: int) -> bool:
    """Say whether make still runs undisturbed.

    A terminal sends Ctrl-C to make and to us. A program that interrupts make alone leaves it
    waiting for us for ever: make keeps the signal blocked then, which Linux shows.
    """
    if os.getppid() != parent:
        return False
    status = Path(f"/proc/{parent}/status")
    if not status.exists():
        return True
    blocked = next(line for line in status.read_text().splitlines() if line.startswith("SigBlk"))
    return not int(blocked.split()[1], 16) & 1 << (signal.SIGINT - 1)


def require_alive(children: dict[str, Child]) -> None:
    """Refuse to go on with half of the processes."""
    for name, child in children.items():
        status = child.poll()
        if status is not None and name != LEARNING:  # which ends when it has learned
            raise SetupFailedError(
                f"The process of the {name} has ended (status {status}); Meeting Point ends."
            )


@contextmanager
def ended_children() -> Iterator[dict[str, Child]]:
    """Lend a place for child processes and end all of them at the end, come what may."""
    children: dict[str, Child] = {}
    try:
        yield children
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        end_all(list(children.values()))


def end_all(children: Sequence[Child]) -> None:
    """Ask each process group to end, then end what is left of it."""
    for child in children:
        signal_group(child, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_END
    for child in children:
        try:
            child.wait(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        finally:
            signal_group(child, signal.SIGKILL)
            child.wait()


def signal_group(child: Child, number: signal.Signals) -> None:
    """Send a signal to a child and everything it started."""
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return
