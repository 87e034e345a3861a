"""What the person at the terminal sees: one line a step, one line when something is wrong."""

import errno
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "build" / "setup.log"

NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|Connection refused|ProxyError|name resolution|"
    r"Temporary failure resolving|Unable to locate package|"
    r"Network is unreachable|from versions: none|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|"
    r"ENETUNREACH|EHOSTUNREACH|ENOTCACHED",
)
DISK_FULL = re.compile(r"No space left on device|ENOSPC|disk is full|Disk quota exceeded")
READ_ONLY = re.compile(r"Read-only file system|EROFS|Permission denied|EACCES")


class SetupFailedError(Exception):
    """Set-up or start cannot go on; the message is one line that says what to do."""


class AlreadySaidError(Exception):
    """A program of ours has failed and has said why itself; nothing is to be added."""


def say(text: str, *, end: str = "\n") -> None:
    """Show one line of progress at once."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


def explain_os_error(error: OSError) -> str:
    """Return the one line for a file that cannot be written or read."""
    place = error.filename or ROOT
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"The disk is full ({place}): free some space and run the command again."
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return f"{place} cannot be written: make the folder writable for this account."
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return f"{place} should be a folder but is a file: move it away and run the command again."
    return f"{place}: {error.strerror or error}"


def explain_output(output: str, *, task: str) -> str:
    """Return the one line for a program of the set-up that failed with this output."""
    if DISK_FULL.search(output):
        return f"{task} failed: the disk is full. Free some space and run the command again."
    if NO_NETWORK.search(output):
        return (
            f"{task} failed: the package registry cannot be reached. The first set-up needs the "
            "internet (or PIP_INDEX_URL, npm_config_registry or HTTPS_PROXY for your mirror)."
        )
    if READ_ONLY.search(output):
        return f"{task} failed: {ROOT} cannot be written. Make it writable for this account."
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    reason = lines[-1] if lines else "no output"
    return f"{task} failed: {reason} (the whole output is in {LOG.relative_to(ROOT)})"


def run_step(
    command: Sequence[str | Path], *, task: str, environment: Mapping[str, str] | None = None
) -> None:
    """Run one program of the set-up: a dot for each line it says, one line if it fails."""
    say(f"{task} ", end="")
    lines: list[str] = []
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        try:
            for line in process.stdout or ():
                lines.append(line)
                say(".", end="")
            status = process.wait()
        except BaseException:
            process.terminate()
            raise
        finally:
            say("")
    if status != 0:
        output = "".join(lines)
        keep_output(output)
        raise SetupFailedError(explain_output(output, task=task))


def keep_output(output: str) -> None:
    """Keep the output of a failed program for whoever looks for the cause."""
    LOG.parent.mkdir(exist_ok=True)
    LOG.write_text(output, encoding="utf-8")
