"""Finds the Chromium the browser tests drive, or installs it where apt can."""

import os
import shutil
import subprocess
from collections.abc import Sequence

from setup.steps import SetupFailedError, run_step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = (
    "The browser tests need Chromium: install it (Debian: apt install chromium) or name it, "
    "for example: make test CHROMIUM=/path/to/chromium"
)


def require_chromium() -> str:
    """Return the path of a Chromium, installing one through apt where that is possible."""
    named = os.environ.get("CHROMIUM")
    if named:
        return checked(named)
    found = find_chromium()
    if found is None:
        install_chromium()
        found = find_chromium()
    if found is None:
        raise SetupFailedError(ADVICE)
    return found


def checked(named: str) -> str:
    """Return the program named by CHROMIUM, or refuse where there is none."""
    found = shutil.which(named)
    if found is None:
        raise SetupFailedError(f"CHROMIUM={named} is not a program that can be started.")
    return found


def find_chromium() -> str | None:
    """Return the first Chromium on the PATH."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def install_chromium() -> None:
    """Install Chromium with apt as root or through sudo without a password."""
    prefix = root_prefix()
    if prefix is None or shutil.which("apt-get") is None:
        raise SetupFailedError(ADVICE)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run_step([*prefix, "apt-get", "update"], task="Reading the list of system packages")
    run_step(
        [*prefix, "apt-get", "install", "--yes", "--no-install-recommends", "chromium"],
        task="Installing Chromium for the browser tests",
        environment=environment,
    )


def root_prefix() -> Sequence[str] | None:
    """Return what makes a command run as root, or None where nothing does."""
    if os.geteuid() == 0:
        return ()
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True)
    return ("sudo", "-n") if asked.returncode == 0 else None
