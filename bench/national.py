"""The best k positions for everybody at national shape: time, memory, share touched, peers.

Usage: python -m bench.national --people 20000 --positions 14000 --skew 1.0 --seed 1
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from scipy import sparse

from domain.evidence import Check
from domain.languages import LanguageLevel, LanguageSkill
from domain.positions import SkillNeed
from domain.working_time import Hours
from matching.batch.columns import PEOPLE, POSITIONS, people_table, positions_table
from matching.batch.running import Job, run
from matching.catalogue import load_catalogue
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.ranking import Ranker, Weights

K = 50
SAMPLE = 50
STEP = 5_000
GERMAN = list(LanguageLevel)[:6]


class Country:
    """Draws people and positions; ``skew`` 0 makes all occupations equally frequent."""

    def __init__(self, skew: float, seed: int) -> None:
        catalogue = load_catalogue()
        self.draw = random.Random(seed)
        self.codes = [one.code for one in catalogue.occupations]
        self.draw.shuffle(self.codes)
        self.shares = [1.0 / (rank + 1) ** skew for rank in range(len(self.codes))]
        self.skills = {code: sorted(catalogue.skills_of(code)) for code in self.codes}
        self.any_skill = [one.key for one in catalogue.skills]
        self.towns = [(47.5 + 7.3 * self.draw.random(), 6 + 9 * self.draw.random())
                      for _ in range(8_000)]  # fmt: skip

    def people(self, count: int) -> Iterator[CandidateFeatures]:
        for number, codes in enumerate(self._codes(count)):
            yield CandidateFeatures(
                key=f"c{number}",
                work=(Work(code=codes, years=self.draw.choice([1, 3, 8])),),
                skills=dict.fromkeys(self._skills(codes, 5), Check.SEEN),
                german=self._german(),
                place=self.draw.choice(self.towns),
                radius_km=self.draw.choice([20.0, 50.0]),
                hours=frozenset({self.draw.choice(list(Hours))}),
            )

    def positions(self, count: int) -> Iterator[PositionFeatures]:
        for number, code in enumerate(self._codes(count)):
            yield PositionFeatures(
                key=f"p{number}",
                code=code,
                skills=dict.fromkeys(self._skills(code, 3), SkillNeed.MUST),
                german=self._german(),
                place=self.draw.choice(self.towns),
                hours=self.draw.choice(list(Hours)),
            )

    def _codes(self, count: int) -> list[str]:
        return self.draw.choices(self.codes, self.shares, k=count)

    def _skills(self, code: str, count: int) -> list[str]:
        own = self.skills[code] or self.any_skill
        return self.draw.sample(own, min(count, len(own)))

    def _german(self) -> dict[LanguageSkill, LanguageLevel]:
        return dict.fromkeys(LanguageSkill, self.draw.choice(GERMAN))


def write(rows: Iterator[object], schema: object, table: Callable, path: Path) -> None:  # type: ignore[type-arg]
    with pq.ParquetWriter(path, schema) as writer:
        while some := list(islice(rows, STEP)):
            writer.write_table(table(some))


def megabytes() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def batch(folder: Path, name: str, workers: int) -> tuple[dict, float, str]:  # type: ignore[type-arg]
    job = Job(str(folder / "people.parquet"), str(folder / "positions.parquet"),
              str(folder / name), "bench", K, {})  # fmt: skip
    start = time.perf_counter()
    made = run(job, workers=workers)
    spent = time.perf_counter() - start
    sums = "".join(part["sha256"] for part in made["parts"])
    shutil.rmtree(folder / name / "work")
    return made, spent, hashlib.sha256(sums.encode()).hexdigest()


def same_as_brute_force(country: Country, folder: Path, name: str, count: int) -> bool:
    """Compare a sample of people with the ranking over all positions."""
    from matching.batch.columns import people_of, positions_of  # noqa: PLC0415

    positions = positions_of(pq.read_table(folder / "positions.parquet"))
    drawn = set(country.draw.sample(range(count), min(SAMPLE, count)))
    table = pq.read_table(folder / "people.parquet").take(sorted(drawn))
    people = people_of(table)
    _unused, lists = Ranker(Weights()).top_lists(
        people, positions, "bench", most_people=1, most_positions=K
    )
    parts = sorted((folder / name).glob("part-*.parquet"))
    rows = pq.read_table(parts).to_pylist()
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["person_id"], []).append(row["position_id"])
    return all(
        found[person.key] == [positions[row].key for row in best.rows.tolist()]
        for person, best in zip(people, lists, strict=True)
    )


def tokens(code: str, skills: object, german: object) -> list[str]:
    level = next(iter(german.values())).value  # type: ignore[attr-defined]
    branches = [code[:depth] for depth in range(1, 6)]
    return [*branches, *skills, f"german-{level}"]  # type: ignore[misc]


def peers(country: Country, positions: int) -> None:
    """Time what somebody would take instead, on the same facts as words, per person."""
    asked = [tokens(one.code or "", one.skills, one.german) for one in country.positions(positions)]
    people = [tokens(one.work[0].code or "", one.skills or {}, one.german or {})
              for one in country.people(min(1_000, positions))]  # fmt: skip
    words = {word: place for place, word in enumerate(sorted({w for one in asked for w in one}))}

    def matrix(texts: list[list[str]]) -> sparse.csr_matrix:
        pairs = [(row, words[word]) for row, text in enumerate(texts) for word in text
                 if word in words]  # fmt: skip
        rows, columns = (np.array(side) for side in zip(*pairs, strict=True))
        return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), (len(texts), len(words)))

    from sparse_dot_topn import sp_matmul_topn  # noqa: PLC0415

    left, right = matrix(people), matrix(asked).T.tocsr()
    start = time.perf_counter()
    sp_matmul_topn(left, right, top_n=K)
    spent = 1000 * (time.perf_counter() - start) / len(people)
    print(f"sparse_dot_topn, words and skills only: {spent:.2f} ms a person")
    import bm25s  # noqa: PLC0415

    index = bm25s.BM25()
    index.index(asked, show_progress=False)
    start = time.perf_counter()
    index.retrieve(people, k=K, show_progress=False)
    spent = 1000 * (time.perf_counter() - start) / len(people)
    print(f"bm25s, words and skills only: {spent:.2f} ms a person")


def streaming_read() -> float:
    """Return gigabytes a second one core reads from memory: the limit of touching everything."""
    block = np.ones(25_000_000)
    block.sum()
    start = time.perf_counter()
    for _ in range(5):
        block.sum()
    return 5 * block.nbytes / (time.perf_counter() - start) / 1e9


def main() -> None:
    """Print the table of one size and skew."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("people", 20_000), ("positions", 14_000), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--skew", type=float, default=1.0)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    wanted = parser.parse_args()
    country = Country(wanted.skew, wanted.seed)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write(country.people(wanted.people), PEOPLE, people_table, folder / "people.parquet")
        write(country.positions(wanted.positions), POSITIONS, positions_table,
              folder / "positions.parquet")  # fmt: skip
        sums = set()
        for workers in wanted.workers:
            made, spent, number = batch(folder, f"out{workers}", workers)
            sums.add(number)
            each = 1000 * spent / wanted.people
            print(f"{workers} worker(s): {spent:.1f} s, {each:.2f} ms a person, "
                  f"median touched {100 * made['touched_median']:.2f} %, "
                  f"peak {megabytes():.0f} MiB")  # fmt: skip
        print("same bytes:", len(sums) == 1)
        name = f"out{wanted.workers[0]}"
        same = same_as_brute_force(country, folder, name, wanted.people)
        print(f"equal to comparing with everything, {SAMPLE} people:", same)
    peers(country, wanted.positions)
    print(f"streaming read: {streaming_read():.1f} GB/s on one core")


if __name__ == "__main__":
    main()
