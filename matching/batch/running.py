"""Does the batch part by part: in one process, in several, or on a Dask cluster; and resumes it.

A part is a row group of the prepared people. Its file appears by renaming, so a part that is
there is whole; whoever starts again does only those that are missing. What a part holds depends
on the input, the seed and k alone, never on who computed it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from matching.batch.best import best_positions
from matching.batch.columns import people_of
from matching.batch.content_file import read_content, write_content
from matching.batch.ground import LAYOUT
from matching.batch.preparing import PREPARED, Prepared, prepare
from matching.batch.shelf import Shelf
from matching.content import name_in_use, use_content
from matching.ranking import RANKING_VERSION
from matching.scorecard import Weights

RESULT = pa.schema(
    [
        ("person_id", pa.string()),
        ("rank", pa.int32()),
        ("position_id", pa.string()),
        ("score", pa.float64()),
    ]
)
Progress = Callable[[int], object]


class BatchRefused(ValueError):
    """The batch cannot run; the message says in one line what to do."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is computed: for whom, among what, by which seed, weights and day, how many each."""

    people: str
    positions: str
    output: str
    seed: str
    k: int
    weights: dict[str, float]
    day: date | None = None

    @property
    def work(self) -> Path:
        """Return the folder of the sorted input."""
        return Path(self.output) / "work"

    def part(self, number: int) -> Path:
        """Return where the result of a part lies."""
        return Path(self.output) / f"part-{number:05d}.parquet"


class Done(NamedTuple):
    """A part: its number, how many people, and the share of positions each was compared with."""

    number: int
    people: int
    touched: list[float]


def run(
    job: Job,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    progress: Progress = lambda _n: None,
) -> dict[str, Any]:
    """Compute all parts that are missing and return the manifest, which is written, too.

    Raises
    ------
    BatchRefused
        If the folder holds another batch, or workers are killed again and again.
    InputUnreadable
        If the input cannot be used.
    """
    Path(job.output).mkdir(parents=True, exist_ok=True)
    _claim(job)
    write_content(job.work)
    prepared = prepare(Path(job.people), Path(job.positions), job.work)
    missing = _missing(job, prepared)
    progress(prepared.people - sum(missing.values()))
    touched: list[float] = []
    for done in _parts(job, list(missing), workers, scheduler):
        touched += done.touched
        progress(done.people)
    return _write_manifest(job, prepared, touched)


def _known_sums(job: Job) -> dict[str, str]:
    """Return the checksums of the parts as the manifest of a finished run has them."""
    path = Path(job.output) / "manifest.json"
    if not path.exists():
        return {}
    parts = json.loads(path.read_text(encoding="utf-8"))["parts"]
    return {one["file"]: one["sha256"] for one in parts}


def _missing(job: Job, prepared: Prepared) -> dict[int, int]:
    """Return the parts that are not there as a whole, and how many people each has."""
    meta = pq.ParquetFile(prepared.folder / "people.parquet").metadata if prepared.parts else None
    people = [meta.row_group(one).num_rows for one in range(prepared.parts)] if meta else []
    most, sums = min(job.k, prepared.positions), _known_sums(job)
    return {
        number: count
        for number, count in enumerate(people)
        if not _is_whole(job.part(number), count * most, sums)
    }


def _is_whole(path: Path, rows: int, sums: Mapping[str, str]) -> bool:
    """Return whether a part is there with all its rows, and as the manifest knows it."""
    if not path.exists():
        return False
    try:
        said = _described(path)
    except pa.ArrowException:
        return False
    return said["rows"] == rows and sums.get(path.name, said["sha256"]) == said["sha256"]


def _parts(job: Job, missing: Sequence[int], workers: int, scheduler: str | None) -> Iterator[Done]:
    if scheduler is not None:
        yield from _on_dask(job, missing, scheduler)
    elif workers == 1:
        yield from (compute_part(job, number) for number in missing)
    else:
        yield from _in_processes(job, missing, workers)


def _in_processes(job: Job, missing: Sequence[int], workers: int) -> Iterator[Done]:
    """Compute parts in processes; where one was killed new ones do what is left.

    Raises
    ------
    BatchRefused
        If processes are killed before any of them finishes a part.
    """
    left = dict.fromkeys(missing)
    while left:
        before = len(left)
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            waiting = [pool.submit(compute_part, job, number) for number in left]
            try:
                for one in as_completed(waiting):
                    done = one.result()
                    del left[done.number]
                    yield done
            except BrokenProcessPool:
                if len(left) == before:
                    raise BatchRefused(_KILLED) from None


_KILLED = "Workers are killed before they finish a part: is there enough memory? Run it again."


def _on_dask(job: Job, missing: Sequence[int], scheduler: str) -> Iterator[Done]:
    """Let a cluster do it; input and output lie where all its workers reach them."""
    try:
        import dask.distributed as cluster  # noqa: PLC0415 - only who has a cluster installs it
    except ImportError:
        raise BatchRefused("Dask is missing: pip install 'dask[distributed]'.") from None
    try:
        client = cluster.Client(scheduler, timeout=20)
    except (OSError, ValueError) as error:
        raise BatchRefused(f"No scheduler answers at {scheduler} ({error}).") from None
    broken = (ImportError, OSError, RuntimeError, cluster.KilledWorker, cluster.CancelledError)
    with client:
        waiting = client.map(lambda number: compute_part(job, number), missing)
        try:
            for future in cluster.as_completed(waiting):
                yield future.result()
        except broken as error:
            raise BatchRefused(_UNFIT.format(str(error).splitlines()[0])) from None


_UNFIT = (
    "The cluster gave up ({}). Do scheduler and workers run this very program, and do they "
    "reach input and output under the same paths (docs/scale.md)? What is finished stays."
)


def compute_part(job: Job, number: int) -> Done:
    """Compute one part and let its file appear."""
    shelf = _shelf(job)
    group = pq.ParquetFile(shelf.prepared.folder / "people.parquet").read_row_group(number)
    best = best_positions(people_of(group), shelf, job.seed, job.k, Weights(**job.weights))
    ids = group["person_id"].combine_chunks()
    columns = [
        ids.take(pa.array(np.repeat(np.arange(len(ids)), best.counts))),
        np.concatenate([np.zeros(0, int), *(np.arange(1, one + 1) for one in best.counts)]),
        best.positions,
        best.scores,
    ]
    fresh = job.part(number).with_suffix(f".{os.getpid()}.new")
    pq.write_table(pa.table(columns, schema=RESULT), fresh, compression="zstd")
    os.replace(fresh, job.part(number))
    share = best.touched / max(shelf.prepared.positions, 1)
    return Done(number, len(ids), share.tolist())


@lru_cache(maxsize=1)
def _shelf_of(
    people: str, positions: str, work: str, made: tuple[int, ...], day: date | None = None
) -> Shelf:
    use_content(read_content(Path(work)))
    return Shelf(prepare(Path(people), Path(positions), Path(work)), day=day)


def _shelf(job: Job) -> Shelf:
    """Return the shelf of a job; a worker that lives on reads anew what was prepared anew."""
    made = (job.work / PREPARED).stat()
    marks = made.st_ino, made.st_mtime_ns, made.st_size
    return _shelf_of(job.people, job.positions, str(job.work), marks, job.day)


def _claim(job: Job) -> None:
    """Keep beside the parts what they are of; another batch needs another folder.

    Raises
    ------
    BatchRefused
        If parts of another batch lie there.
    """
    path = Path(job.output) / "job.json"
    said = asdict(job) | {"engine": RANKING_VERSION, "input": _input_mark(job), "layout": LAYOUT}
    said["content"] = name_in_use()
    del said["output"]
    text = json.dumps(said, sort_keys=True, default=str)
    if path.exists() and path.read_text(encoding="utf-8") != text:
        raise BatchRefused(f"{job.output} holds another batch: name an empty folder.")
    path.write_text(text, encoding="utf-8")


def day_begun(output: Path) -> date | None:
    """Return the day of the batch that lies in a folder, None where there is none."""
    path = output / "job.json"
    told = json.loads(path.read_text(encoding="utf-8")).get("day") if path.exists() else None
    return date.fromisoformat(told) if told else None


def _input_mark(job: Job) -> list[list[Any]]:
    """Return names, sizes and times of the input: changed input is another batch."""
    places = (Path(job.people), Path(job.positions))
    files = [
        file
        for place in places
        for file in (sorted(place.glob("*.parquet")) if place.is_dir() else [place])
    ]
    there = [(file.name, file.stat()) for file in files if file.exists()]
    return [[name, stat.st_size, stat.st_mtime_ns] for name, stat in there]


def _write_manifest(job: Job, prepared: Prepared, touched: Sequence[float]) -> dict[str, Any]:
    parts = [_described(job.part(one)) for one in range(prepared.parts)]
    manifest = {
        "seed": job.seed,
        "day": job.day and job.day.isoformat(),
        "version": RANKING_VERSION,
        "k": job.k,
        "weights": job.weights,
        "people": prepared.people,
        "positions": prepared.positions,
        "rows": sum(one["rows"] for one in parts),
        "parts": parts,
    }
    path = Path(job.output) / "manifest.json"
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    os.replace(fresh, path)
    median = sorted(touched)[len(touched) // 2] if touched else None
    return manifest | {"touched_median": median}


def _described(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        number = hashlib.file_digest(file, "sha256").hexdigest()
    rows = pq.ParquetFile(path).metadata.num_rows
    return {"file": path.name, "rows": rows, "sha256": number}
