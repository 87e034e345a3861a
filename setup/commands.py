"""The commands behind the Makefile: dispatch, and one line for everything foreseeable."""

import os
import sys
from collections.abc import Callable, Sequence

from setup.checks import format_code, make_sure, make_test, run_benchmarks
from setup.running import Stopped, load_demo, raise_when_stopped, run_application
from setup.steps import AlreadySaidError, SetupFailedError, explain_os_error

COMMANDS: dict[str, Callable[[], int]] = {
    "run": run_application,
    "demo": load_demo,
    "test": make_test,
    "test-long": lambda: make_test(long=True),
    "sure": make_sure,
    "format": format_code,
    "bench": run_benchmarks,
}


def run_command(arguments: Sequence[str]) -> int:
    """Run the command with this name and return its exit status."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        return refuse(f"Usage: python3 -m setup {'|'.join(COMMANDS)}")
    raise_when_stopped()
    keep_bytecode()
    try:
        return COMMANDS[arguments[0]]()
    except SetupFailedError as error:
        return refuse(str(error))
    except OSError as error:
        return refuse(explain_os_error(error))
    except AlreadySaidError:
        return 1
    except Stopped:
        return 130


def keep_bytecode() -> None:
    """Let the programs that start from here keep what they compiled.

    Images of containers forbid it for all Python programs, to be smaller. Here each start of a
    process, and each of those that share the tests, would compile a thousand files anew.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def refuse(line: str) -> int:
    """Show what is wrong on the error channel and return the status of a failure."""
    sys.stderr.write(line + "\n")
    return 1
