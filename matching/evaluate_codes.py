"""Measures KldB codes of typed titles: ``python -m matching.evaluate code --help``."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

from matching.concepts import OccupationLinker
from matching.evaluate_links import peak_mib
from matching.link_files import LinkFileUnreadable, read_coded_titles

FIRST = 5  # codes offered to pick from


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options of ``code``."""
    what = "xlsx of the official list, or title, tab, code"
    parser.add_argument("--titles", type=Path, required=True, help=f"to learn: {what}")
    parser.add_argument("--queries", type=Path, required=True, help=f"to be coded: {what}")
    parser.add_argument("--random-state", type=int, default=0, help="of the model")
    parser.add_argument("--json", type=Path, required=True, help="where to write the numbers")


def run(options: argparse.Namespace) -> dict[str, float]:
    """Learn the titles, code the queries, compare."""
    before = peak_mib()
    titles = read_coded_titles(options.titles)
    queries = read_coded_titles(options.queries)
    asked = [one.forms[0] for one in queries]
    right = np.array([one.code for one in queries])
    if len({one.code for one in titles}) < 2:
        raise LinkFileUnreadable(f"{options.titles} has titles of one code only.")
    started = time.process_time()
    coder = OccupationLinker(random_state=options.random_state).fit(
        [form for one in titles for form in one.forms],
        [one.code for one in titles for _ in one.forms],
    )
    fitted = time.process_time()
    codes = coder.classes_[coder.kneighbors(asked, FIRST)[1]]
    seconds = time.process_time() - fitted
    levels = np.array([code[4] for code in codes[:, 0]])
    return {
        "accuracy": round(float(np.mean(codes[:, 0] == right)), 4),
        "accuracy_level": round(float(np.mean(levels == [code[4] for code in right])), 4),
        "accuracy_top5": round(float(np.mean((codes == right[:, np.newaxis]).any(axis=1))), 4),
        "queries": len(asked),
        "ms_per_query": round(1000 * seconds / len(asked), 3),
        "fit_seconds": round(fitted - started, 2),
        "peak_mib": round(peak_mib() - before, 1),
        "process_peak_mib": peak_mib(),
    }
