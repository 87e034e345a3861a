"""Puts each position into its classes: what it asks in German, in hours and licences, in skills.

Classes are few where positions are many; of each, one representative position is kept, so that
the ranking's own rules compare people with it.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.positions import SkillNeed
from matching.arrays import named
from matching.batch.ground import Floats, Ints
from matching.features import PositionFeatures
from matching.fits import wanted_skills

_NEEDS = list(SkillNeed)
_SIGNATURES_AT_ONCE = 20_000
FIELDS = ("german", "recognition", "licence", "hours", "wish")


@dataclass(slots=True)
class Classes:
    """Different things and their numbers, in the order they were met."""

    numbers: dict[Hashable, int] = field(default_factory=dict)
    met: list[PositionFeatures] = field(default_factory=list)

    def number(self, key: Hashable, like: Mapping[str, Any]) -> int:
        """Return the number of ``key``; a new one is represented by a position ``like`` this."""
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.numbers)
            self.met.append(PositionFeatures(key="", **like))
        return found


@dataclass(slots=True)
class Classed:
    """All positions as numbers of classes; their keys are left to the caller."""

    buckets: Classes = field(default_factory=Classes)
    fields: dict[str, Classes] = field(default_factory=lambda: {name: Classes() for name in FIELDS})
    rests: dict[Hashable, int] = field(default_factory=dict)
    classes_of_rests: list[tuple[int, ...]] = field(default_factory=list)
    skills: dict[str, int] = field(default_factory=dict)
    signatures: dict[bytes, int] = field(default_factory=dict)
    columns: dict[str, array[Any]] = field(
        default_factory=lambda: {
            name: array("i") for name in ("bucket", "german", "rest", "signature")
        }
    )
    places: array[float] = field(default_factory=lambda: array("d"))

    def add(self, positions: Iterable[PositionFeatures]) -> None:
        """Take further positions in."""
        for one in positions:
            values = (self._bucket(one), self._german(one), self._rest(one), self._signature(one))
            for column, value in zip(self.columns.values(), values, strict=True):
                column.append(value)
            self.places.extend(one.place or (np.nan, np.nan))

    def column(self, name: str) -> Ints:
        """Return the classes of all positions in one of the columns."""
        return np.array(self.columns[name], dtype=np.int32)

    def _bucket(self, one: PositionFeatures) -> int:
        code, typed = named(one.code, one.typed)
        bare = {"code": code, "typed": typed, "level": one.level}
        return self.buckets.number((code, typed, one.level), bare)

    def _german(self, one: PositionFeatures) -> int:
        return self.fields["german"].number(frozenset(one.german.items()), {"german": one.german})

    def _rest(self, one: PositionFeatures) -> int:
        regulated = (one.code or "") if one.is_regulated else None
        hours = (one.hours, one.weekly_hours or None, one.shifts)
        keys = (regulated, one.licences, hours, (one.kind, bool(one.code or one.typed)))
        found = self.rests.get(keys)
        if found is None:
            found = self.rests[keys] = len(self.rests)
            self.classes_of_rests.append(self._classes_of_rest(one, keys))
        return found

    def _classes_of_rest(self, one: PositionFeatures, keys: Sequence[Hashable]) -> tuple[int, ...]:
        likes: Sequence[dict[str, Any]] = (
            {"code": one.code, "is_regulated": one.is_regulated},
            {"licences": one.licences},
            {"hours": one.hours, "weekly_hours": one.weekly_hours, "shifts": one.shifts},
            {"kind": one.kind, "typed": "x" if one.code or one.typed else None},
        )
        return tuple(
            self.fields[name].number(key, like)
            for name, key, like in zip(FIELDS[1:], keys, likes, strict=True)
        )

    def _signature(self, one: PositionFeatures) -> int:
        asked = sorted(
            self.skills.setdefault(key, len(self.skills)) * len(_NEEDS) + _NEEDS.index(need)
            for key, need in one.skills.items()
        )
        return self.signatures.setdefault(array("q", asked).tobytes(), len(self.signatures))

    def shares(self) -> tuple[list[str], Ints, Ints, Floats, Floats]:
        """Return the skills in their order, and of the signatures: starts, skills, shares, rest.

        The rest is the share of somebody who has none of the skills. The ranking's own rule
        computes it, so the digits are the same.
        """
        keys = sorted(self.skills)
        columns = {key: column for column, key in enumerate(keys)}
        pieces = [wanted_skills(some, columns) for some in self._asking(list(self.skills))]
        counts = np.concatenate([np.zeros(1, int), *(np.diff(one.indptr) for one in pieces)])
        rest = [1.0 - np.asarray(one.sum(axis=1)).reshape(-1) for one in pieces]
        return (
            keys,
            np.cumsum(counts).astype(np.int32),
            _joined([one.indices for one in pieces]).astype(np.int32),
            _joined([one.data for one in pieces]).astype(np.float64),
            _joined(rest).astype(np.float64),
        )

    def _asking(self, keys: list[str]) -> Iterable[list[PositionFeatures]]:
        """Yield a position for each signature, some thousand at a time."""
        coded = list(self.signatures)
        for start in range(0, len(coded), _SIGNATURES_AT_ONCE):
            yield [
                PositionFeatures(key="", skills=_decoded(one, keys))
                for one in coded[start : start + _SIGNATURES_AT_ONCE]
            ]


def _decoded(coded: bytes, keys: list[str]) -> dict[str, SkillNeed]:
    asked = array("q", coded)
    return {keys[one // len(_NEEDS)]: _NEEDS[one % len(_NEEDS)] for one in asked}


def _joined(arrays: list[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(arrays) if arrays else np.zeros(0)
