"""Sorts both sides by occupation into files whose row groups are what is computed together."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from matching.batch.columns import PEOPLE, POSITIONS

PEOPLE_TOGETHER = 1_000
LARGEST_BUCKET = 1_000
"""Positions of one occupation that are looked at together; more make several buckets."""
_NOTHING = ""


class InputUnreadable(ValueError):
    """The input cannot be used; the message says in one line what to do."""


class Bucket(NamedTuple):
    """Positions of one occupation: how it is named, the levels they ask, and how many they are."""

    code: str | None
    typed: str | None
    levels: tuple[int, ...]
    """Requirement levels that are asked; 0 where a position leaves it to its occupation."""
    size: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where the sorted sides lie, and the buckets by the row group they are."""

    folder: Path
    buckets: tuple[Bucket, ...]
    parts: int
    people: int
    positions: int


def prepare(people: Path, positions: Path, folder: Path) -> Prepared:
    """Sort both sides into ``folder``, unless that was done before.

    Raises
    ------
    InputUnreadable
        If files or columns are missing, or a number stands there twice.
    """
    done = folder / "prepared.json"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        buckets = _sort_positions(positions, folder)
        counted = _sort_people(people, folder)
        said = {"buckets": buckets, "people": counted}
        _write_text(done, json.dumps(said, ensure_ascii=False))
    return _read(folder, json.loads(done.read_text(encoding="utf-8")))


def _read(folder: Path, said: Any) -> Prepared:
    buckets = tuple(Bucket(one[0], one[1], tuple(one[2]), int(one[3])) for one in said["buckets"])
    people = int(said["people"])
    parts = pq.ParquetFile(folder / "people.parquet").num_row_groups if people else 0
    return Prepared(folder, buckets, parts, people, sum(one.size for one in buckets))


def read_input(path: Path, schema: pa.Schema) -> pa.Table:
    """Return the table of a Parquet file, or of all in a folder.

    Raises
    ------
    InputUnreadable
        If there is none, or one of its columns is missing or of another kind.
    """
    try:
        table = pq.read_table(path)
        return table.select(schema.names).cast(schema)
    except (OSError, pa.ArrowException, KeyError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise InputUnreadable(f"{path} cannot be used ({reason}): see docs/scale.md.") from None


def _sort_positions(path: Path, folder: Path) -> list[Any]:
    table = read_input(path, POSITIONS)
    _refuse_twice(table, "position_id", path)
    typed = pc.if_else(pc.is_valid(table["code"]), None, table["typed"])
    name = pc.coalesce(table["code"], pa.scalar(_NOTHING))
    keyed = table.set_column(3, "typed", typed.cast(pa.string())).append_column("_code", name)
    keyed = keyed.append_column("_typed", pc.coalesce(keyed["typed"], pa.scalar(_NOTHING)))
    order = [(one, "ascending") for one in ("_code", "_typed", "level", "position_id")]
    table = keyed.take(pc.sort_indices(keyed, sort_keys=order))
    names = list(zip(table["_code"].to_pylist(), table["_typed"].to_pylist(), strict=True))
    table = table.drop(["_code", "_typed"])
    buckets: list[Any] = []
    with _writer(folder / "positions.parquet", POSITIONS) as writer:
        for start, end in _runs(names):
            some = table.slice(start, end - start)
            writer.write_table(some, row_group_size=end - start)
            levels = sorted({level or 0 for level in some["level"].to_pylist()})
            code, words = names[start]
            buckets.append([code or None, words or None, levels, end - start])
    _finish(folder / "positions.parquet")
    return buckets


def _sort_people(path: Path, folder: Path) -> int:
    table = read_input(path, PEOPLE)
    _refuse_twice(table, "person_id", path)
    first = [(works or [{}])[0].get("code") or "" for works in table["work"].to_pylist()]
    keyed = table.append_column("_code", pa.array(first, pa.string()))
    order = [("_code", "ascending"), ("person_id", "ascending")]
    table = keyed.take(pc.sort_indices(keyed, sort_keys=order)).drop(["_code"])
    with _writer(folder / "people.parquet", PEOPLE) as writer:
        writer.write_table(table, row_group_size=PEOPLE_TOGETHER)
    _finish(folder / "people.parquet")
    return int(table.num_rows)


def _refuse_twice(table: pa.Table, column: str, path: Path) -> None:
    if table[column].null_count or pc.count_distinct(table[column]).as_py() != table.num_rows:
        raise InputUnreadable(f"{path}: each {column} has to stand there once, and none is empty.")


def _runs(names: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Yield where equal names begin and end, in pieces that are not too large."""
    start = 0
    for place in range(1, len(names) + 1):
        ends = place == len(names) or names[place] != names[start]
        if ends or place - start == LARGEST_BUCKET:
            yield start, place
            start = place


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    return pq.ParquetWriter(path.with_suffix(".new"), schema, compression="zstd")


def _finish(path: Path) -> None:
    os.replace(path.with_suffix(".new"), path)


def _write_text(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, path)
