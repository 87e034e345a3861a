"""Finds the libraries that set PDFs, or installs them where apt can; the program runs without."""

import os
import shutil
from collections.abc import Sequence

from services.pdf_libraries import PACKAGES, missing_libraries
from setup.chromium import root_prefix
from setup.environment import VENV
from setup.steps import SetupFailedError, run_step, say

ADVICE = (
    "Without Pango there are no PDF files, everything else works: "
    f"install it (Debian: apt install {' '.join(PACKAGES)})."
)
TRIED = VENV / "pango.tried"
"""Left behind by an installation that failed, so that not every start waits for apt."""


def provide_pango() -> None:
    """Install what is missing, once; where that fails say what to do and go on."""
    if not missing_libraries():
        return
    try:
        if not TRIED.exists():
            install_pango()
    except SetupFailedError as error:
        say(str(error))
    if missing_libraries():
        TRIED.touch()
        say(ADVICE)


def require_pango() -> None:
    """Install what is missing; the tests cannot do without."""
    if missing_libraries():
        install_pango()
    if missing_libraries():
        raise SetupFailedError(ADVICE)


def install_pango() -> None:
    """Install the needed packages alone, with apt as root or through sudo without a password."""
    prefix = root_prefix()
    if prefix is None or shutil.which("apt-get") is None:
        raise SetupFailedError(ADVICE)
    run_step([*prefix, "apt-get", "update"], task="Reading the list of system packages")
    run_step(
        install_command(prefix),
        task="Installing Pango for the PDF files",
        environment={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )


def install_command(prefix: Sequence[str]) -> Sequence[str]:
    """Return the command that installs the packages and nothing they only recommend."""
    return [*prefix, "apt-get", "install", "--yes", "--no-install-recommends", *PACKAGES]
