"""Whether guesses are right as often as is said: ``python -m bench.linking_reliability``.

Titles of the official list that a linker never saw are asked; each of the five occupations it
offers has a share that was measured on other titles, held out when it was learned. Compared is
what is said with how often it is so: for the ``shipped`` linker, and for one that ``learned`` four
fifths of the list. Naming one of both measures that one only.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matching.linker_learning import OFFERED, fitted, measured
from matching.official_titles import OfficialTitle, read_titles
from matching.plain_titles import plain_key
from matching.title_reading import TaughtTitle, shipped_titles

DATA = Path(os.environ.get("MEETING_POINT_DATA", "../shared/data"))
PART = 5  # every fifth title is asked, the others may be learned
MOST_WRONG = 0.05  # on average, of what is said

Shares = NDArray[np.floating]


def asked_and_learned() -> tuple[list[OfficialTitle], list[TaughtTitle]]:
    """Return titles to be asked, in no form known otherwise, and the others, to be learned."""
    titles = read_titles(DATA / "ba" / "occupation_titles_2019.xlsx")
    asked = titles[::PART]
    hidden = {plain_key(form) for one in asked for form in one.forms}
    known = {plain_key(one.title) for one in shipped_titles()}
    learned = [
        TaughtTitle(form, one.code, one.neutral)
        for one in titles
        for form in one.forms
        if plain_key(form) not in hidden
    ]
    return [one for one in asked if plain_key(one.male) not in known], learned


def said_and_right(
    asked: Sequence[OfficialTitle], learned: Sequence[TaughtTitle]
) -> tuple[Shares, NDArray[np.bool_]]:
    """Return the share that is said of each candidate offered, and whether it is the occupation."""
    reliability, linker = measured(learned), fitted(learned).pack()
    chances, rows = linker.kneighbors([one.male for one in asked], OFFERED)
    said = np.array([[reliability.share(float(one)) for one in row] for row in chances])
    return said, linker.classes_[rows] == np.array([[one.code] for one in asked])


def report(name: str, said: Shares, right: NDArray[np.bool_]) -> float:
    """Print what was said beside what was so, tenth by tenth; return how far they differ."""
    first, five = right[:, 0].mean(), right.any(axis=1).mean()
    print(f"{name}: {len(said)} titles, first right {first:.1%}, among five {five:.1%}")
    tenths, wrong = np.round(10 * said.ravel()).astype(int), 0.0
    for tenth in np.unique(tenths):
        inside = tenths == tenth
        so = right.ravel()[inside].mean()
        wrong += inside.mean() * abs(said.ravel()[inside].mean() - so)
        print(
            f"  {tenth:2} of 10 said: {10 * so:4.1f} right {inside.sum():7} {'#' * round(40 * so)}"
        )
    print(f"  said and right differ by {wrong:.3f} on average; due is {MOST_WRONG:g}")
    return wrong


def main() -> int:
    """Measure both linkers; end with 1 where what is said is too far from what is so."""
    asked, learned = asked_and_learned()
    worst, begun = 0.0, time.process_time()
    for name, titles in (("shipped", []), ("learned", learned)):
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        worst = max(worst, report(name, *said_and_right(asked, titles)))
        print(f"  {time.process_time() - begun:.0f} s of the processor so far")
    return 1 if worst > MOST_WRONG else 0


if __name__ == "__main__":
    sys.exit(main())
