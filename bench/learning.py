"""The learning curve: how good lists are after so many decisions, beside four peers.

Run ``python -m bench.learning [--seeds 20] [--json OUT]``; ``--first N`` begins at another seed and
what OUT already holds is kept, so that the run can be done in pieces. The live ranker shows its
lists, the made-up staff (bench/learning_staff.py) judges them, at each mark a version is trained
and goes live where the gate lets it. Peers learn from the same decisions and pass no gate. The
measure is the mean reciprocal rank of the first person that fits, over all 1,500 people, on
positions nobody judged. Ends with 1 where a bar of docs/benchmarks.md is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.learning_peers import PEERS, Scorer
from bench.learning_staff import FADING, FIRST, Staff, staff
from matching.learning.decisions import Decisions, decisions
from matching.learning.gate import refusals
from matching.learning.training import Shown, Trained, attention_of, train
from matching.scorecard import Weights

MARKS = (0, 30, 100, 300, 1000, 3000, 10_000)
TESTS = 400
GAIN_DUE, NEVER_BELOW_DUE = 0.04, 0.95
Floats = NDArray[np.float64]
PRIOR = list(astuple(Weights()))


class Tests(NamedTuple):
    """Positions nobody judges: all people for each of them, and who fits."""

    rows: Floats  # (tests x people, parts)
    fits: NDArray[np.bool_]  # (tests, people)


@dataclass
class Log:
    """What was shown and decided so far: rows as the program logs them."""

    shares: list[Floats] = field(default_factory=list)
    accepted: list[bool] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    shown: list[tuple[int, bool]] = field(default_factory=list)

    def told(self) -> Decisions:
        rows = np.array(self.shares, dtype=np.float64)
        return decisions(rows, np.array(self.accepted), np.array(self.lists), np.array(self.places))

    def all_shown(self) -> Shown:
        places, decided = zip(*self.shown, strict=True)
        return Shown(np.array(places), np.array(decided))


def judge(log: Log, world: Staff, position: int, number: int, live: Floats,
          draw: np.random.Generator) -> None:  # fmt: skip
    """Show one list as the live weights order it; the staff looks at some of its places."""
    order = ordered(world.shares[position] @ live.astype(np.float32), draw)[:FIRST]
    for place, person in enumerate(order.tolist(), start=1):
        looks = bool(draw.random() < place**-FADING)
        log.shown.append((place, looks))
        if looks:
            log.shares.append(world.shares[position, person].astype(np.float64))
            log.accepted.append(bool(world.fits[position, person]))
            log.lists.append(number)
            log.places.append(place)


def ordered(scores: NDArray[np.floating], draw: np.random.Generator) -> NDArray[np.intp]:
    """Order by score; equal ones by lot."""
    return np.lexsort((draw.random(len(scores)), -np.round(scores, 6)))


def reciprocal_rank(tests: Tests, scorer: Scorer) -> float:
    """Return the mean reciprocal rank of the first that fits; equals count as their mean place."""
    scores = np.round(scorer(tests.rows), 6).reshape(tests.fits.shape)
    found = []
    for own, fits in zip(scores, tests.fits, strict=True):
        best = own[fits].max()
        equal = own == best
        found.append(
            _expected(int((own > best).sum()), int(equal.sum()), int((equal & fits).sum()))
        )
    return float(np.mean(found))


def _expected(ahead: int, equal: int, fitting: int) -> float:
    """Return 1 / place of the first fitting of equals in random order, on the mean."""
    total, still = 0.0, 1.0
    for place in range(equal - fitting + 1):
        hit = fitting / (equal - place)
        total += still * hit / (ahead + place + 1)
        still *= 1 - hit
    return total


def curve(world: Staff, seed: int) -> Iterator[dict[str, object]]:
    """Yield a row for each mark of one seed."""
    draw = np.random.default_rng(seed)
    order = draw.permutation(len(world.shares))
    queue = order[TESTS:]
    tests = Tests(
        world.shares[order[:TESTS]].astype(np.float64).reshape(-1, world.shares.shape[2]),
        world.fits[order[:TESTS]],
    )
    live, number, log = np.array(PRIOR), 0, Log()
    prior = reciprocal_rank(tests, lambda shares: shares @ np.array(PRIOR))
    for mark in MARKS:
        while len(log.accepted) < mark:
            judge(log, world, int(queue[number % len(queue)]), number, live, draw)
            number += 1
        row: dict[str, object] = {"seed": seed, "decisions": mark, "prior": prior}
        version = _version(log, live) if mark else None
        if version is not None:
            passes = not refusals(
                version.ahead, (), is_same=bool(np.allclose(version.weights, live))
            )
            live = version.weights if passes else live
            row |= {"recipe": version.choice.recipe.name, "passes": passes,
                    "ungated": _measured(tests, version.weights)}  # fmt: skip
            row |= {"weights": [round(float(one), 2) for one in live]}
        row["live"] = _measured(tests, live)
        yield row | (_peers(tests, log) if mark else {})


def _measured(tests: Tests, weights: Floats) -> float:
    return reciprocal_rank(tests, lambda shares: shares @ weights)


def _version(log: Log, live: Floats) -> Trained:
    return train(log.told(), log.all_shown(), prior=PRIOR, live=live.tolist())


def _peers(tests: Tests, log: Log) -> dict[str, float | None]:
    told = log.told()
    counts = attention_of(log.all_shown()).weights(told.places)
    found: dict[str, float | None] = {}
    for name, fit in PEERS.items():
        is_taught = len(told.both) > 0
        found[name] = reciprocal_rank(tests, fit(told, counts)) if is_taught else None
    return found


def summary(rows: list[dict[str, object]]) -> str:
    """Return the table of docs/benchmarks.md: means over the seeds, and how often below."""
    names = ["prior", "live", *PEERS]
    lines = ["| Decisions | " + " | ".join(names) + " | live below the prior | went live |",
             "|---|" + "---|" * (len(names) + 2)]  # fmt: skip
    for mark in MARKS:
        own = [one for one in rows if one["decisions"] == mark]
        means = [_mean(one.get(name) for one in own) for name in names]
        below = sum(float(str(one["live"])) < float(str(one["prior"])) - 1e-9 for one in own)
        passed = sum(bool(one.get("passes")) for one in own)
        lines.append(
            f"| {mark:,} | " + " | ".join(means) + f" | {below} of {len(own)} | {passed} |"
        )
    return "\n".join(lines)


def _mean(values: Iterator[object]) -> str:
    told = [float(str(one)) for one in values if one is not None]
    return f"{np.mean(told):.3f}" if told else "-"


def bars(rows: list[dict[str, object]]) -> bool:
    """Return whether the live ranker is never below the prior and far enough above at the end."""
    below = {one["seed"] for one in rows
             if float(str(one["live"])) < float(str(one["prior"])) - 1e-9}  # fmt: skip
    seeds = {one["seed"] for one in rows}
    last = [one for one in rows if one["decisions"] == MARKS[-1]]
    ahead = np.mean([float(str(one["live"])) - float(str(one["prior"])) for one in last])
    print(f"{len(seeds) - len(below)} of {len(seeds)} seeds never below; {ahead:+.3f} at the end")
    return bool(1 - len(below) / len(seeds) >= NEVER_BELOW_DUE and ahead >= GAIN_DUE)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.learning")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--json", type=Path, help="keeps what is done; go on from there")
    parser.add_argument("--cache", type=Path,
                        default=Path(tempfile.gettempdir()) / "learning_staff.npz")  # fmt: skip
    options = parser.parse_args()
    world = staff(options.cache)
    kept: Path | None = options.json
    rows = json.loads(kept.read_text()) if kept and kept.exists() else []
    for seed in range(options.first, options.first + options.seeds):
        rows = [one for one in rows if one["seed"] != seed] + list(curve(world, seed))
        if kept:
            kept.write_text(json.dumps(rows))
        print(f"seed {seed} done", flush=True)
    print(summary(rows))
    return 0 if bars(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
