"""Ranking everybody anew, both directions, with the points of every part.

Run ``OMP_NUM_THREADS=1 python -m bench.rerank``; times are of the processor, on one core. A run of
all lists computes the best 200 people of each position and the best 50 positions of each person,
each row with its ten parts. Beside it one lever, the questions of one person, the assignment over
all positions, and what one would write for the order alone. Ends with 1 where the number is missed.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date

import numpy as np

from bench.matching_speed import made_up_fair
from matching.congestion import Line, second_opinions
from matching.lever import lifts, prospects
from matching.questions import questions
from matching.ranking import Ranker

PEOPLE, POSITIONS, DUE_MS = 1100, 300, 100.0


def milliseconds(action: Callable[[], object], repeat: int = 9) -> float:
    """Return the least processor time of ``action``: what else runs does not count."""
    action()
    times = []
    for _ in range(repeat):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times) * 1000


def main() -> int:
    fair = made_up_fair(random.Random(0), PEOPLE, POSITIONS)
    ranker = Ranker(day=date(2026, 11, 29))

    def everything() -> list[object]:
        lists = ranker.top_lists(
            fair.people, fair.positions, "seed", most_people=200, most_positions=50
        )
        return [list(one) for one in lists]

    tops = list(ranker.top_lists(
        fair.people, fair.positions, "seed", most_people=200, most_positions=50)[0])  # fmt: skip
    lines = [Line(row, 2, one.rows.astype(np.int64), one.scores) for row, one in enumerate(tops)]
    person = fair.people[0]
    actions = {
        "all lists, both ways, every part": everything,
        "scores alone, then argsort": lambda: np.argsort(
            -ranker.scores(fair.people, fair.positions), axis=0
        ),
        "lever of one pair": lambda: lifts(ranker, person, fair.positions[0]),
        "what opens positions to one": lambda: prospects(person, fair.positions),
        "questions of one, 50 positions": lambda: questions(
            ranker, person, fair.positions[:50], 70.0
        ),
        "second opinion on everybody": lambda: second_opinions(lines),
    }
    print(f"{PEOPLE} people x {POSITIONS} positions, load {os.getloadavg()[0]:.1f}")
    took = {name: milliseconds(action) for name, action in actions.items()}
    for name, spent in took.items():
        print(f"  {name:34} {spent:8.1f} ms")
    missed = took["all lists, both ways, every part"] > DUE_MS
    print("Missed." if missed else "Kept.")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
