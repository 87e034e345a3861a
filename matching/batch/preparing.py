"""Prepares both sides once: positions as the compact ground of a search, people sorted in parts."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from matching.batch.classing import FIELDS, Classed
from matching.batch.columns import POSITIONS, positions_of, positions_table
from matching.batch.ground import Ground, Sorted, laid_out, save, skills_by_group, sorting_order
from matching.batch.ground import tiles_of as tiles_of_places
from matching.batch.streams import InputUnreadable, batches, refuse_twice, sort_people
from matching.distance import points_of_degrees
from matching.features import PositionFeatures

__all__ = ["InputUnreadable", "Prepared", "prepare"]

PREPARED = "prepared.json"
"""Appears last in the folder: what is prepared there is whole."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where the prepared sides lie, and how many there are."""

    folder: Path
    parts: int
    people: int
    positions: int


def prepare(people: Path, positions: Path, folder: Path) -> Prepared:
    """Prepare both sides in ``folder``, unless that was done before.

    Raises
    ------
    InputUnreadable
        If files or columns are missing, or a number stands there twice.
    """
    done = folder / PREPARED
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        asked = _lay_out_positions(positions, folder)
        counted = sort_people(people, folder / "people.parquet")
        write_text(done, json.dumps({"people": counted, "positions": asked}))
    said = json.loads(done.read_text(encoding="utf-8"))
    parts = pq.ParquetFile(folder / "people.parquet").num_row_groups if said["people"] else 0
    return Prepared(folder, parts, int(said["people"]), int(said["positions"]))


def write_text(path: Path, text: str) -> None:
    """Let a text appear as a whole."""
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, path)


def _lay_out_positions(path: Path, folder: Path) -> int:
    classed, keys = Classed(), []
    for some in batches(path, POSITIONS):
        classed.add(positions_of(some))
        keys.append(some["position_id"].combine_chunks())
    ids = pa.chunked_array(keys, pa.string()).combine_chunks()
    refuse_twice(pa.chunked_array([ids]), "position_id", path)
    ground, order, skills = ground_of(classed)
    save(ground, folder / "ground")
    _write_ids(ids.take(pa.array(order)), folder / "ids.arrow")
    for name, classes in (("buckets", classed.buckets), *classed.fields.items()):
        write_classes(folder, name, classes.met)
    write_text(folder / "skills.json", json.dumps(skills))
    return len(ids)


def ground_of(classed: Classed) -> tuple[Ground, np.ndarray[Any, Any], list[str]]:
    """Return the ground, which row of the input each of its positions is, and the skills."""
    skills, signature, signature_skill, signature_share, null = classed.shares()
    places = np.frombuffer(classed.places, dtype=np.float64).reshape(-1, 2)
    columns: dict[str, Any] = {name: classed.column(name) for name in classed.columns}
    tiles = tiles_of_places(places)
    points = points_of_degrees(places)
    nulls = null[columns["signature"]] if len(null) else np.zeros(0)
    unsorted = Sorted(**columns, null=nulls, tile=tiles, point=points)
    order = sorting_order(unsorted)
    laid = laid_out(Sorted._make(column[order] for column in unsorted), order)
    rests = np.array(classed.classes_of_rests, dtype=np.int32).reshape(-1, len(FIELDS) - 1).T.copy()
    classes_of_rests: dict[str, Any] = {
        f"rest_{name}": rests[row] for row, name in enumerate(FIELDS[1:])
    }
    by_group: dict[str, Any] = skills_by_group(
        laid["cell_group"],
        laid["cell_signature"],
        signature,
        signature_skill,
        len(laid["group_german"]),
    )
    ground = Ground(
        **laid,
        **by_group,
        signature=signature,
        signature_skill=signature_skill,
        signature_share=signature_share,
        **classes_of_rests,
    )
    return ground, order, skills


def _write_ids(ids: pa.Array, path: Path) -> None:
    """Keep the keys so that they can be mapped into memory."""
    batch = pa.record_batch([ids], names=["position_id"])
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)


def write_classes(folder: Path, name: str, positions: list[PositionFeatures]) -> None:
    """Keep the positions that represent classes."""
    pq.write_table(positions_table(positions), folder / f"{name}.parquet")


def read_classes(folder: Path, name: str) -> list[PositionFeatures]:
    """Return the positions that represent classes."""
    return positions_of(pq.read_table(folder / f"{name}.parquet"))
