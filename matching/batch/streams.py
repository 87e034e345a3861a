"""Reads the input piece by piece, and sorts people on disk: memory holds their keys alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from matching.batch.columns import PEOPLE

PEOPLE_TOGETHER = 1_000
ROWS_AT_ONCE = 20_000
MOST_PIECES = 64
"""Files people are dealt into on the way; each is sorted by itself."""
_RANK = "_rank"


class InputUnreadable(ValueError):
    """The input cannot be used; the message says in one line what to do."""


def batches(path: Path, schema: pa.Schema) -> Iterator[pa.Table]:
    """Yield the rows of a Parquet file, or of all in a folder, some thousand at a time.

    Raises
    ------
    InputUnreadable
        If there is none, or one of its columns is missing or of another kind.
    """
    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    if not files:
        raise InputUnreadable(f"{path} holds no Parquet file: see docs/scale.md.")
    try:
        for file in files:
            for some in pq.ParquetFile(file).iter_batches(ROWS_AT_ONCE, columns=schema.names):
                yield pa.Table.from_batches([some]).select(schema.names).cast(schema)
    except (OSError, pa.ArrowException, KeyError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise InputUnreadable(f"{path} cannot be used ({reason}): see docs/scale.md.") from None


def refuse_twice(keys: pa.ChunkedArray, column: str, path: Path) -> None:
    """Refuse keys that are empty or stand there twice.

    Raises
    ------
    InputUnreadable
        If there are any.
    """
    if keys.null_count or pc.count_distinct(keys).as_py() != len(keys):
        raise InputUnreadable(f"{path}: each {column} has to stand there once, and none is empty.")


def sort_people(path: Path, target: Path) -> int:
    """Write people sorted by occupation and key, a row group for each part; return how many.

    Their keys give everybody a rank; everybody is dealt into the file of some thousand
    neighbouring ranks, and each of these files is sorted by itself.
    """
    ranks = _ranks(path)
    fresh = target.with_suffix(".new")
    dealt = target.with_suffix(".dealt")
    shutil.rmtree(dealt, ignore_errors=True)
    dealt.mkdir()
    files = _deal(path, ranks, dealt)
    with pq.ParquetWriter(fresh, PEOPLE, compression="zstd") as writer:
        for file in files:
            some = pq.read_table(file)
            some = some.take(pc.sort_indices(some[_RANK])).drop([_RANK])
            writer.write_table(some, row_group_size=PEOPLE_TOGETHER)
            file.unlink()
    dealt.rmdir()
    os.replace(fresh, target)
    return len(ranks)


def _ranks(path: Path) -> NDArray[np.int64]:
    """Return which place each row of the input has once all are sorted."""
    schema = pa.schema([("_code", pa.string()), ("person_id", pa.string())])
    needed = pa.schema([PEOPLE.field(name) for name in ("person_id", "work")])
    keyed = [
        pa.table([_first_codes(some), some["person_id"]], schema=schema)
        for some in batches(path, needed)
    ]
    table = pa.concat_tables(keyed) if keyed else schema.empty_table()
    refuse_twice(table["person_id"], "person_id", path)
    order = pc.sort_indices(table, sort_keys=[(name, "ascending") for name in schema.names])
    ranks = np.empty(table.num_rows, dtype=np.int64)
    ranks[order.to_numpy()] = np.arange(table.num_rows)
    return ranks


def _first_codes(people: pa.Table) -> pa.Array:
    works = people["work"].to_pylist()
    return pa.array([(some or [{}])[0].get("code") or "" for some in works], pa.string())


def _deal(path: Path, ranks: NDArray[np.int64], folder: Path) -> list[Path]:
    """Write everybody, with the rank, into the file of the neighbours; return the files."""
    parts = -(-len(ranks) // PEOPLE_TOGETHER)
    size = PEOPLE_TOGETHER * max(16, -(-parts // MOST_PIECES))
    files = [folder / f"{number}.parquet" for number in range(-(-len(ranks) // size))]
    schema = PEOPLE.append(pa.field(_RANK, pa.int64()))
    start = 0
    with ExitStack() as stack:
        writers = [stack.enter_context(pq.ParquetWriter(file, schema)) for file in files]
        for some in batches(path, PEOPLE):
            rank = ranks[start : start + some.num_rows]
            start += some.num_rows
            ranked = some.append_column(_RANK, pa.array(rank))
            which = rank // size
            for number in np.unique(which).tolist():
                writers[number].write_table(ranked.take(np.flatnonzero(which == number)))
    return files
