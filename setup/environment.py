"""The Python environment in ``.venv``, the front-end packages and the compiled translations.

Each part keeps a stamp of what it was made from, so that a second call costs milliseconds.
"""

import fcntl
import hashlib
import importlib
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from setup.steps import ROOT, AlreadySaidError, SetupFailedError, run_step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUN = ("requirements.txt",)
TEST = ("requirements.txt", "requirements-dev.txt")
PIP = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off")


def prepare(*, for_tests: bool = False) -> None:
    """Make everything the program needs besides its database."""
    make_environment()
    with one_at_a_time():
        install_packages(for_tests=for_tests)
        build_assets()
        compile_translations()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second set-up of the same folder wait for the first."""
    with (VENV / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_environment() -> None:
    """Make ``.venv``, or make it again where its Python has gone."""
    if environment_works():
        return
    require_venv_module()
    shutil.rmtree(VENV, ignore_errors=True)
    run_step([sys.executable, "-m", "venv", VENV], task="Making the Python environment .venv")


def environment_works() -> bool:
    """Say whether the Python of ``.venv`` still starts."""
    if not PYTHON.exists():
        return False
    probe = subprocess.run([PYTHON, "-I", "-S", "-c", ""], check=False, capture_output=True)
    return probe.returncode == 0


def require_venv_module() -> None:
    """Refuse where the system's Python came without what ``.venv`` is made with."""
    try:
        for name in ("venv", "ensurepip"):
            importlib.import_module(name)
    except ImportError:
        raise SetupFailedError(
            "The venv module of Python is missing. On Debian or Ubuntu install it with: "
            "apt install python3-venv"
        ) from None


def install_packages(*, for_tests: bool) -> None:
    """Install the pinned requirements unless exactly these are installed already."""
    files = TEST if for_tests else RUN
    stamp = VENV / f"{files[-1]}.stamp"
    state = fingerprint(ROOT / name for name in files)
    if stamped(stamp, state):
        return
    run_step(
        [PYTHON, *PIP, "--retries", "2", "--timeout", "20", "-r", files[-1]],
        task="Installing the Python packages (a minute or two)",
    )
    if for_tests:
        (VENV / f"{RUN[0]}.stamp").write_text(fingerprint([ROOT / RUN[0]]))
    stamp.write_text(state)


def build_assets() -> None:
    """Fetch and build the front-end packages; ``assets.build`` keeps its own stamp and talks."""
    status = subprocess.run([PYTHON, "-m", "assets.build"], check=False, cwd=ROOT).returncode
    if status != 0:
        raise AlreadySaidError


def compile_translations() -> None:
    """Compile the catalogues that changed since they were last compiled."""
    catalogues = sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po"))
    stamp = ROOT / "build" / "translations.stamp"
    state = fingerprint(catalogues)
    compiled = all(path.with_suffix(".mo").exists() for path in catalogues)
    if not catalogues or (compiled and stamped(stamp, state)):
        return
    run_step(
        [VENV / "bin" / "pybabel", "--quiet", "compile", "--directory", "translations"],
        task="Compiling the translations",
    )
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(state)


def fingerprint(files: Iterable[Path]) -> str:
    """Return what changes when one of the files or the Python version does."""
    digest = hashlib.sha256(platform.python_version().encode())
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def stamped(stamp: Path, state: str) -> bool:
    """Say whether the stamp shows this state."""
    return stamp.exists() and stamp.read_text() == state
