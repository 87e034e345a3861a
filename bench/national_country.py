"""Draws a country of fictional people and positions, and writes it piece by piece."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from tqdm import tqdm

from domain.evidence import Check
from domain.languages import LanguageLevel, LanguageSkill
from domain.positions import SkillNeed
from domain.working_time import Hours
from matching.batch.columns import PEOPLE, POSITIONS, people_table, positions_table
from matching.catalogue import load_catalogue
from matching.features import CandidateFeatures, PositionFeatures, Work

STEP = 5_000
GERMAN = list(LanguageLevel)[:6]
KLDB, UNIFORM = 1.0, 0.0
"""How fast occupations get rarer (Zipf): the most frequent of 1,300 has an eighth, or all alike."""


class Country:
    """Draws people and positions; the same seed draws the same, whatever is drawn beside."""

    def __init__(self, skew: float, seed: int) -> None:
        catalogue = load_catalogue()
        self.seed = seed
        self.codes = [one.code for one in catalogue.occupations]
        draw = random.Random(seed)
        draw.shuffle(self.codes)
        self.shares = [1.0 / (rank + 1) ** skew for rank in range(len(self.codes))]
        self.skills = {code: sorted(catalogue.skills_of(code)) for code in self.codes}
        self.any_skill = [one.key for one in catalogue.skills]
        self.towns = [(47.5 + 7.3 * draw.random(), 6 + 9 * draw.random()) for _ in range(8_000)]

    def people(self, count: int) -> Iterator[CandidateFeatures]:
        draw = random.Random(f"people {self.seed}")
        for number, code in enumerate(draw.choices(self.codes, self.shares, k=count)):
            yield CandidateFeatures(
                key=f"c{number}",
                work=(Work(code=code, years=draw.choice([1, 3, 8])),),
                skills=dict.fromkeys(self._skills(draw, code, 5), Check.SEEN),
                german=_german(draw),
                place=draw.choice(self.towns),
                radius_km=draw.choice([20.0, 50.0]),
                hours=frozenset({draw.choice(list(Hours))}),
            )

    def positions(self, count: int) -> Iterator[PositionFeatures]:
        draw = random.Random(f"positions {self.seed}")
        for number, code in enumerate(draw.choices(self.codes, self.shares, k=count)):
            yield PositionFeatures(
                key=f"p{number}",
                code=code,
                skills=dict.fromkeys(self._skills(draw, code, 3), SkillNeed.MUST),
                german=_german(draw),
                place=draw.choice(self.towns),
                hours=draw.choice(list(Hours)),
            )

    def _skills(self, draw: random.Random, code: str, count: int) -> list[str]:
        own = self.skills[code] or self.any_skill
        return draw.sample(own, min(count, len(own)))


def _german(draw: random.Random) -> dict[LanguageSkill, LanguageLevel]:
    return dict.fromkeys(LanguageSkill, draw.choice(GERMAN))


def write_people(country: Country, count: int, path: Path) -> None:
    _write(country.people(count), count, PEOPLE, people_table, path)


def write_positions(country: Country, count: int, path: Path) -> None:
    _write(country.positions(count), count, POSITIONS, positions_table, path)


def _write(
    rows: Iterator[Any], count: int, schema: pa.Schema, table: Callable[[Any], Any], path: Path
) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with pq.ParquetWriter(fresh, schema) as writer, tqdm(total=count, desc=path.stem) as bar:
        while some := list(islice(rows, STEP)):
            writer.write_table(table(some))
            bar.update(len(some))
    fresh.rename(path)
