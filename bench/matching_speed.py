"""Speed and memory of the matching beside what one would write without it.

Run ``python -m bench.matching_speed``. Two peers: the cosine of character TF-IDF, title to title,
and ``rapidfuzz.process.extract`` over the same titles. Ends with 1 where a number is missed.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import psutil
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from domain.evidence import Check
from domain.languages import LanguageLevel, LanguageSkill
from domain.positions import SkillNeed
from matching.catalogue import load_catalogue
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.metrics import char_tfidf_scores
from matching.ranking import Ranker
from matching.title_reading import TitleReader, shipped_reader, shipped_titles

PEOPLE, POSITIONS, QUERIES = 1100, 250, 400
LIMITS_MS = {"full matrix": 300.0, "one list": 150.0, "search p95": 20.0}
Search = Callable[[str], list[str]]


class Fair(NamedTuple):
    """Made-up people and positions, and their titles as typed."""

    people: list[CandidateFeatures]
    positions: list[PositionFeatures]
    titles: list[str]
    asked: list[str]


def made_up_fair(
    draw: random.Random, people_count: int = PEOPLE, position_count: int = POSITIONS
) -> Fair:
    catalogue = load_catalogue()
    skills = [skill.key for skill in catalogue.skills]
    held, asked = (
        draw.choices(catalogue.everyday, k=people_count),
        draw.choices(catalogue.everyday, k=position_count),
    )
    people = [
        CandidateFeatures(
            key=f"c{i}",
            work=(Work(one.code, years=draw.choice([None, 1, 4, 9])), Work(draw.choice(held).code)),
            skills={key: draw.choice(list(Check)) for key in draw.sample(skills, 6)},
            german=draw.choice([None, *(spoken(level) for level in LanguageLevel)]),
            place=(52.1 + draw.random() / 5, 8.5 + draw.random() / 3),
        )
        for i, one in enumerate(held)
    ]
    positions = [
        PositionFeatures(
            key=f"p{i}",
            code=one.code,
            skills=dict.fromkeys(draw.sample(skills, 3), SkillNeed.MUST),
            german=spoken(draw.choice(list(LanguageLevel))),
            place=(52.15, 8.6),
        )
        for i, one in enumerate(asked)
    ]
    return Fair(people, positions, [one.neutral for one in held], [one.neutral for one in asked])


def spoken(level: LanguageLevel) -> dict[LanguageSkill, LanguageLevel]:
    return dict.fromkeys(LanguageSkill, level)


def milliseconds(action: Callable[[], object], repeat: int = 7) -> float:
    """Return the best time of ``action`` after one warm-up: what else runs disturbs it least."""
    action()
    return min(timed(action) for _ in range(repeat))


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def megabytes(action: Callable[[], object]) -> float:
    """Return what ``action`` needs at its peak."""
    tracemalloc.start()
    kept = action()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    del kept
    return peak


def with_an_error(title: str, draw: random.Random) -> str:
    """Return ``title`` with one letter dropped or two changed places."""
    place = draw.randrange(1, len(title) - 1)
    if draw.random() < 0.5:
        return title[:place] + title[place + 1 :]
    return title[:place] + title[place + 1] + title[place] + title[place + 2 :]


def our_search() -> Search:
    reader = shipped_reader()
    return lambda typed: [one.code for one in reader.suggest(typed, 8)]


def tfidf_search(titles: list[str], codes: list[str]) -> Search:
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4))
    rows = vectors.fit_transform(titles)

    def search(typed: str) -> list[str]:
        likeness = (rows @ vectors.transform([typed]).T).toarray().ravel()
        return [codes[i] for i in np.argsort(-likeness)[:8]]

    return search


def rapidfuzz_search(titles: list[str], codes: list[str]) -> Search:
    def search(typed: str) -> list[str]:
        return [
            codes[row] for _, _, row in process.extract(typed, titles, scorer=fuzz.WRatio, limit=8)
        ]

    return search


def measure_search(search: Search, queries: list[tuple[str, str]]) -> tuple[float, float, float]:
    """Return median and p95 in milliseconds and the share found at the first place."""
    for typed, _ in queries[:20]:
        search(typed)
    times, hits = [], 0
    for typed, code in queries:
        start = time.perf_counter()
        found = search(typed)
        times.append((time.perf_counter() - start) * 1000)
        hits += found[:1] == [code]
    return statistics.median(times), float(np.percentile(times, 95)), hits / len(queries)


def report_search(draw: random.Random) -> float:
    catalogue = load_catalogue()
    known = [one for one in shipped_titles() if len(one.code) == 5]
    titles, codes = [one.title for one in known], [one.code for one in known]
    queries = [
        (
            with_an_error(draw.choice((one.male, one.female, one.neutral + " (m/w/d)")), draw),
            one.code,
        )
        for one in draw.choices(catalogue.everyday, k=QUERIES)
    ]
    ours = measure_search(our_search(), queries)
    print(f"\nSearch of one title with a typing error among {len(titles)} titles")
    print("                              median ms   p95 ms   first right")
    print(f"  TitleReader.suggest     {ours[0]:8.2f} {ours[1]:8.2f} {ours[2]:10.0%}")
    for name, search in (
        ("char TF-IDF cosine", tfidf_search(titles, codes)),
        ("rapidfuzz process.extract", rapidfuzz_search(titles, codes)),
    ):
        peer = measure_search(search, queries)
        print(f"  {name:27} {peer[0]:9.2f} {peer[1]:8.2f} {peer[2]:10.0%}"
              f"   {peer[0] / ours[0]:.2f} times our time")  # fmt: skip
    return ours[1]


def report_ranking(fair: Fair) -> tuple[float, float]:
    ranker = Ranker()
    typed = [CandidateFeatures(str(i), (Work(typed=t),)) for i, t in enumerate(fair.titles)]
    asked = [PositionFeatures(str(i), typed=t) for i, t in enumerate(fair.asked)]

    actions: dict[str, Callable[[], object]] = {
        "Ranker.score, coded work": lambda: ranker.score(fair.people, fair.positions),
        "Ranker.score, typed titles": lambda: ranker.score(typed, asked),
        "char TF-IDF cosine": lambda: char_tfidf_scores(fair.titles, fair.asked),
        "rapidfuzz process.cdist": lambda: process.cdist(
            fair.titles, fair.asked, scorer=fuzz.WRatio
        ),
    }
    rows = [(name, milliseconds(act), megabytes(act)) for name, act in actions.items()]
    ours = rows[0][1]
    print(
        f"\nFull matrix, {PEOPLE} people x {POSITIONS} positions (peers: titles only, no reasons)"
    )
    for name, took, memory in rows:
        print(f"  {name:27} {took:9.1f} ms {memory:7.1f} MB   {took / ours:.2f} times our time")
    one_list = milliseconds(
        lambda: ranker.rank_for_position(fair.positions[0], fair.people, "seed")
    )
    print(f"\nOne list of {PEOPLE} people with all reasons: {one_list:.1f} ms")
    return ours, one_list


def report_start() -> None:
    titles, codes, names = zip(*shipped_titles(), strict=True)
    before = psutil.Process().memory_info().rss / 1e6
    took = timed(lambda: TitleReader().fit(titles, codes, names=names))
    now = psutil.Process().memory_info().rss / 1e6
    print(f"Fitting the shipped reader: {took:.0f} ms, once in a process")
    print(f"Memory of the process: {before:.0f} MB after the imports, {now:.0f} MB with the reader")


def main() -> int:
    draw = random.Random(0)
    print(
        f"Load of the machine before the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    report_start()
    search = report_search(draw)
    matrix, one_list = report_ranking(made_up_fair(draw))
    measured = {"full matrix": matrix, "one list": one_list, "search p95": search}
    missed = [name for name, limit in LIMITS_MS.items() if measured[name] > limit]
    print("\n" + (f"Missed: {', '.join(missed)}" if missed else "All limits are kept."))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
