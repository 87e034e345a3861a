"""What somebody would take instead of the batch, on the same facts as words; and brute force."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from scipy import sparse

from matching.batch.columns import POSITIONS, people_of, positions_of
from matching.batch.streams import batches
from matching.features import CandidateFeatures
from matching.order import EQUAL_TO, Lots, first_places
from matching.ranking import Ranker

K = 50


def lists_by_brute_force(
    people: list[CandidateFeatures], positions: Path, seed: str
) -> dict[str, list[tuple[str, float]]]:
    """Score everything with the ranking of the pages, some thousand positions at a time."""
    best = [(np.zeros(0), np.zeros(0, np.uint64), np.zeros(0, object)) for _ in people]
    for table in batches(positions, POSITIONS):
        some = positions_of(table)
        scores = np.round(Ranker().scores(people, some), EQUAL_TO)
        keys = [one.key for one in some]
        lots = Lots(seed, [one.key for one in people], keys)
        everything = np.arange(len(some))
        for row, kept in enumerate(best):
            drawn = lots.draw(np.full(1, row), everything)
            joined = (scores[row], drawn, np.array(keys, object))
            all_of = [np.concatenate(pair) for pair in zip(kept, joined, strict=True)]
            first = first_places(all_of[0], all_of[1], K)
            best[row] = (all_of[0][first], all_of[1][first], all_of[2][first])
    return {
        person.key: list(zip(kept[2].tolist(), kept[0].tolist(), strict=True))
        for person, kept in zip(people, best, strict=True)
    }


def lists_of_batch(folder: Path, keys: set[str]) -> dict[str, list[tuple[str, float]]]:
    """Return the lists of some people from the parts of a batch."""
    found: dict[str, list[tuple[str, float]]] = {}
    for path in sorted(folder.glob("part-*.parquet")):
        table = pq.read_table(path, filters=[("person_id", "in", keys)])
        for row in table.to_pylist():
            found.setdefault(row["person_id"], []).append((row["position_id"], row["score"]))
    return found


def some_people(path: Path, count: int) -> list[CandidateFeatures]:
    """Return people from all over the file."""
    file = pq.ParquetFile(path)
    groups = np.linspace(0, file.num_row_groups - 1, 10).astype(int)
    each = -(-count // 10)
    return [one for group in groups.tolist()
            for one in people_of(file.read_row_group(group).slice(0, each))]  # fmt: skip


def _tokens(code: str, skills: Mapping[str, Any], german: Mapping[Any, Any]) -> list[str]:
    branches = [code[:depth] for depth in range(1, 6)]
    return [*branches, *skills, *(f"german-{level}" for level in set(german.values()))]


def peers(people: list[CandidateFeatures], positions: Path) -> dict[str, float]:
    """Return milliseconds a person of others, which know words and skills alone."""
    asked = [_tokens(one.code or "", one.skills, one.german)
             for table in batches(positions, POSITIONS) for one in positions_of(table)]  # fmt: skip
    wanted = [_tokens(one.work[0].code or "", one.skills or {}, one.german or {})
              for one in people]  # fmt: skip
    words = {word: place for place, word in enumerate(sorted({w for one in asked for w in one}))}

    def matrix(texts: list[list[str]]) -> sparse.csr_matrix:
        known = [[words[word] for word in text if word in words] for text in texts]
        starts = np.cumsum([0, *map(len, known)])
        columns = np.fromiter((one for text in known for one in text), np.int32, starts[-1])
        return sparse.csr_matrix((np.ones(len(columns)), columns, starts), (len(texts), len(words)))

    from sparse_dot_topn import sp_matmul_topn  # noqa: PLC0415

    left, right = matrix(wanted), matrix(asked).T.tocsr()
    start = time.process_time()
    sp_matmul_topn(left, right, top_n=K)
    spent = {"sparse_dot_topn": 1000 * (time.process_time() - start) / len(people)}
    import bm25s  # noqa: PLC0415

    index = bm25s.BM25()
    index.index(asked, show_progress=False)
    start = time.process_time()
    index.retrieve(wanted, k=min(K, len(asked)), show_progress=False)
    return spent | {"bm25s": 1000 * (time.process_time() - start) / len(people)}


def streaming_read() -> float:
    """Return bytes a second one core reads from memory: the limit of touching everything."""
    block = np.ones(25_000_000)
    block.sum()
    start = time.process_time()
    for _ in range(5):
        block.sum()
    return 5 * block.nbytes / (time.process_time() - start)
