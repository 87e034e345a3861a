"""People and positions as columns of Parquet, and back; nothing but ``matching.features``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, TypeVar

import pyarrow as pa

from domain.evidence import Check
from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.positions import SkillNeed
from domain.recognition import RecognitionState
from domain.working_time import Hours, Shift
from matching.features import CandidateFeatures, PositionFeatures, Work

_WORDS = pa.list_(pa.string())
_PAIRS = pa.list_(pa.struct([("key", pa.string()), ("value", pa.string())]))
_WORK = pa.list_(
    pa.struct(
        [
            ("code", pa.string()),
            ("typed", pa.string()),
            ("years", pa.float64()),
            ("ago", pa.float64()),
            ("check", pa.string()),
        ]
    )
)
_PLACE = [("latitude", pa.float64()), ("longitude", pa.float64())]
PEOPLE = pa.schema(
    [
        ("person_id", pa.string()),
        ("region", pa.string()),
        ("work", _WORK),
        ("level", pa.int8()),
        ("skills", _PAIRS),
        ("german", _PAIRS),
        *_PLACE,
        ("radius_km", pa.float64()),
        ("recognitions", _PAIRS),
        ("licences", _PAIRS),
        ("hours", _WORDS),
        ("weekly_hours", pa.float64()),
        ("shifts", _WORDS),
        ("kinds", _WORDS),
        ("wished", _WORK),
    ]
)
POSITIONS = pa.schema(
    [
        ("position_id", pa.string()),
        ("region", pa.string()),
        ("code", pa.string()),
        ("typed", pa.string()),
        ("level", pa.int8()),
        ("skills", _PAIRS),
        ("german", _PAIRS),
        *_PLACE,
        ("is_regulated", pa.bool_()),
        ("licences", _WORDS),
        ("hours", pa.string()),
        ("weekly_hours", pa.float64()),
        ("shifts", _WORDS),
        ("kind", pa.string()),
    ]
)
Row = Mapping[str, Any]
E = TypeVar("E", bound=Enum)


def people_table(people: Iterable[CandidateFeatures], region: str = "") -> pa.Table:
    """Return people as a table; a null is unknown, an empty list is none."""
    rows = [
        {
            "person_id": one.key,
            "region": region,
            "work": [_work_row(work) for work in one.work],
            "level": one.level,
            "skills": _pairs(one.skills),
            "german": _pairs(one.german),
            **_place(one.place),
            "radius_km": one.radius_km,
            "recognitions": _pairs(one.recognitions),
            "licences": _pairs(one.licences),
            "hours": _words(one.hours),
            "weekly_hours": one.weekly_hours,
            "shifts": _words(one.shifts),
            "kinds": _words(one.kinds),
            "wished": [_work_row(work) for work in one.wished],
        }
        for one in people
    ]
    return pa.Table.from_pylist(rows, schema=PEOPLE)


def positions_table(positions: Iterable[PositionFeatures], region: str = "") -> pa.Table:
    """Return positions as a table."""
    rows = [
        {
            "position_id": one.key,
            "region": region,
            "code": one.code,
            "typed": one.typed,
            "level": one.level,
            "skills": _pairs(one.skills),
            "german": _pairs(one.german),
            **_place(one.place),
            "is_regulated": one.is_regulated,
            "licences": _words(one.licences),
            "hours": one.hours.value if one.hours else None,
            "weekly_hours": one.weekly_hours,
            "shifts": _words(one.shifts),
            "kind": one.kind.value if one.kind else None,
        }
        for one in positions
    ]
    return pa.Table.from_pylist(rows, schema=POSITIONS)


def people_of(table: pa.Table) -> list[CandidateFeatures]:
    """Return the people of a table.

    Raises
    ------
    ValueError
        If a column holds a word that is none of its kind.
    """
    return [_person(row) for row in table.to_pylist()]


def positions_of(table: pa.Table) -> list[PositionFeatures]:
    """Return the positions of a table.

    Raises
    ------
    ValueError
        If a column holds a word that is none of its kind.
    """
    return [_position(row) for row in table.to_pylist()]


def _person(row: Row) -> CandidateFeatures:
    return CandidateFeatures(
        key=row["person_id"],
        work=_works(row["work"]),
        level=row["level"],
        skills=_mapping(row["skills"], str, Check),
        german=_mapping(row["german"], LanguageSkill, LanguageLevel),
        place=_coordinates(row),
        radius_km=row["radius_km"],
        recognitions=_mapping(row["recognitions"], str, RecognitionState) or {},
        licences=_mapping(row["licences"], Licence, LicenceState),
        hours=_set(row["hours"], Hours),
        weekly_hours=row["weekly_hours"],
        shifts=_set(row["shifts"], Shift),
        kinds=_set(row["kinds"], Beginning),
        wished=_works(row["wished"]),
    )


def _position(row: Row) -> PositionFeatures:
    return PositionFeatures(
        key=row["position_id"],
        code=row["code"],
        typed=row["typed"],
        level=row["level"],
        skills=_mapping(row["skills"], str, SkillNeed) or {},
        german=_mapping(row["german"], LanguageSkill, LanguageLevel) or {},
        place=_coordinates(row),
        is_regulated=bool(row["is_regulated"]),
        licences=_set(row["licences"], Licence) or frozenset(),
        hours=Hours(row["hours"]) if row["hours"] else None,
        weekly_hours=row["weekly_hours"],
        shifts=_set(row["shifts"], Shift) or frozenset(),
        kind=Beginning(row["kind"]) if row["kind"] else None,
    )


def _work_row(work: Work) -> Row:
    return {
        "code": work.code,
        "typed": work.typed,
        "years": work.years,
        "ago": work.ago,
        "check": work.check.value,
    }


def _works(rows: Sequence[Row] | None) -> tuple[Work, ...]:
    return tuple(Work(**{**row, "check": Check(row["check"])}) for row in rows or ())


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _pairs(facts: Mapping[Any, Any] | None) -> list[Row] | None:
    if facts is None:
        return None
    return [{"key": _plain(key), "value": _plain(value)} for key, value in facts.items()]


def _mapping(rows: Sequence[Row] | None, key: Any, value: Any) -> dict[Any, Any] | None:
    return None if rows is None else {key(one["key"]): value(one["value"]) for one in rows}


def _words(values: Iterable[Enum] | None) -> list[Any] | None:
    return None if values is None else sorted(one.value for one in values)


def _set(words: Sequence[str] | None, kind: type[E]) -> frozenset[E] | None:
    return None if words is None else frozenset(kind(word) for word in words)


def _place(place: tuple[float, float] | None) -> Row:
    latitude, longitude = place or (None, None)
    return {"latitude": latitude, "longitude": longitude}


def _coordinates(row: Row) -> tuple[float, float] | None:
    return None if row["latitude"] is None else (row["latitude"], row["longitude"])
