"""Measures ranking and linking: ``python -m matching.evaluate {rank,link,code,skills} --help``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from setup.lean import give_large_arrays_back, keep_to_one_thread, leave_out_pandas

COMMANDS = {
    "rank": ("evaluate_ranks", "people of a position of the same KldB group"),
    "link": ("evaluate_links", "queries linked to the concepts of a catalogue"),
    "code": ("evaluate_codes", "titles linked to their KldB codes"),
    "skills": ("evaluate_skills", "competences linked to skills"),
}


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def _parser(asked: str) -> argparse.ArgumentParser:
    """Return the parser; only the command that is asked for is loaded, with its libraries."""
    parser = _Parser(prog="matching.evaluate", description=__doc__)
    parts = parser.add_subparsers(dest="what", required=True)
    for name, (module, what) in COMMANDS.items():
        part = parts.add_parser(name, help=what)
        if name == asked:
            measure = import_module(f"matching.{module}")
            measure.add_options(part)
            part.set_defaults(run=measure.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = _parser(given[0] if given else "").parse_args(given)
    try:
        text = json.dumps(options.run(options), indent=2) + "\n"
        options.json.write_text(text, encoding="utf-8")
    except (OSError, ValueError) as error:  # of unreadable files, too
        sys.stderr.write(f"matching.evaluate: {error}\n")
        return 1
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    leave_out_pandas()  # measured is the memory of the program, not what the tests bring
    keep_to_one_thread()  # measured is the time of a processor, in which others would only wait
    give_large_arrays_back()  # each fold needs what one fit needs, not more
    sys.exit(main())
