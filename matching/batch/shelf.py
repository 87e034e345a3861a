"""What a worker has open of the prepared positions: mapped arrays, and each class once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from matching.arrays import Encoder
from matching.batch.classing import FIELDS
from matching.batch.ground import Ground, load
from matching.batch.preparing import Prepared, read_classes
from matching.features import PositionFeatures
from matching.order import Lots
from matching.work_fits import AskedWork, asked_work

_KEYS_AT_ONCE = 50_000


@dataclass
class Shelf:
    """The prepared positions; keys and arrays stay in files that all workers share."""

    prepared: Prepared
    encoder: Encoder = field(default_factory=Encoder)
    day: date | None = None
    """The office day that is ranked on (``matching.ranking.Ranker``)."""
    _drawn: dict[str, NDArray[np.uint64]] = field(default_factory=dict)

    @cached_property
    def ground(self) -> Ground:
        """Return the arrays of the positions."""
        return load(self.prepared.folder / "ground")

    @cached_property
    def classes(self) -> dict[str, list[PositionFeatures]]:
        """Return the positions that represent the classes of each field."""
        return {name: read_classes(self.prepared.folder, name) for name in FIELDS}

    @cached_property
    def asked(self) -> AskedWork:
        """Return the work of each bucket."""
        return asked_work(read_classes(self.prepared.folder, "buckets"), self.encoder)

    @cached_property
    def skills(self) -> dict[str, int]:
        """Return the number of each skill that is asked anywhere."""
        text = (self.prepared.folder / "skills.json").read_text(encoding="utf-8")
        return {key: number for number, key in enumerate(json.loads(text))}

    @cached_property
    def ids(self) -> pa.Array:
        """Return the keys of the positions, in the order of the ground."""
        source = pa.memory_map(str(self.prepared.folder / "ids.arrow"))
        return pa.ipc.open_file(source).get_batch(0).column(0)

    def lots(self, seed: str) -> NDArray[np.uint64]:
        """Return what each position brings to the lot by the seed."""
        if seed not in self._drawn:
            pieces = [
                Lots(seed, [], self.ids.slice(start, _KEYS_AT_ONCE).to_pylist()).positions
                for start in range(0, max(len(self.ids), 1), _KEYS_AT_ONCE)
            ]
            self._drawn[seed] = cast("NDArray[np.uint64]", np.concatenate(pieces))
        return self._drawn[seed]
