"""Keeps out of a serving process what only the tests bring.

scikit-learn loads pandas wherever it is installed, and pandas loads pyarrow: 70 MB a worker for
nothing, since no page reads a frame. ``requirements.txt`` brings no pandas; this is for a folder
in which ``make test`` has run.
"""

import sys


def leave_out_pandas() -> None:
    """Let an import of pandas fail as if it were not installed, unless it is loaded already."""
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]  # None is what blocks it
