"""Entry of ``python3 -m setup COMMAND``; its syntax stays readable for Python 3.6.

An old Python must get as far as the sentence that says it is too old, so nothing newer is
imported before the check.
"""

import sys
from typing import Optional, Tuple

OLDEST_PYTHON = (3, 11)


def explain_old_python(version: Tuple[int, ...]) -> Optional[str]:
    """Return the sentence for a Python that is too old, or None when it is new enough."""
    if version[:2] >= OLDEST_PYTHON:
        return None
    return (
        f"Meeting Point needs Python 3.11 or newer, this is Python {version[0]}.{version[1]}. "
        "Install one and name it, for example: make run PYTHON=python3.12"
    )


if __name__ == "__main__":
    complaint = explain_old_python(tuple(sys.version_info[:3]))
    if complaint:
        sys.exit(complaint)
    from setup.commands import run_command

    sys.exit(run_command(sys.argv[1:]))
