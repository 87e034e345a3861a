"""A small country for tests: drawn people and positions, many of them alike."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow.parquet as pq

from domain.evidence import Check
from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill
from domain.positions import SkillNeed
from domain.working_time import Hours
from matching.batch.columns import people_table, positions_table
from matching.catalogue import load_catalogue
from matching.features import CandidateFeatures, PositionFeatures, Work


def german(level: LanguageLevel) -> dict[LanguageSkill, LanguageLevel]:
    return dict.fromkeys(LanguageSkill, level)


def drawn_people(draw: random.Random, count: int) -> list[CandidateFeatures]:
    catalogue = load_catalogue()
    codes = [one.code for one in catalogue.everyday][:80]
    skills = [one.key for one in catalogue.skills][:60]
    return [
        CandidateFeatures(
            key=f"c{number}",
            work=tuple(
                Work(code=draw.choice(codes), years=draw.choice([None, 1, 4, 9]))
                for _ in range(draw.choice([0, 1, 1, 2]))
            ),
            level=draw.choice([None, 1, 2, 3]),
            skills=draw.choice([None, dict.fromkeys(draw.sample(skills, 4), Check.SEEN)]),
            german=draw.choice([None, german(draw.choice(list(LanguageLevel)))]),
            place=draw.choice([None, (52.0 + draw.random(), 8.0 + draw.random())]),
            radius_km=draw.choice([None, 10, 40]),
            hours=draw.choice([None, frozenset({Hours.FULL_TIME})]),
            kinds=draw.choice([None, frozenset({Beginning.JOB})]),
            wished=(Work(code=draw.choice(codes)),) if draw.random() < 0.3 else (),
        )
        for number in range(count)
    ]


def drawn_positions(draw: random.Random, count: int) -> list[PositionFeatures]:
    catalogue = load_catalogue()
    codes = [one.code for one in catalogue.everyday][:80]
    skills = [one.key for one in catalogue.skills][:60]
    return [
        PositionFeatures(
            key=f"p{number}",
            code=code,
            typed=None if code else draw.choice([None, "Helfer im Lager"]),
            level=draw.choice([None, 1, 2, 3, 4]),
            skills=dict.fromkeys(draw.sample(skills, draw.choice([0, 2])), SkillNeed.MUST),
            german=draw.choice([{}, german(draw.choice(list(LanguageLevel)))]),
            place=draw.choice([None, (52.0 + draw.random(), 8.0 + draw.random())]),
            is_regulated=draw.random() < 0.1,
            hours=draw.choice([None, Hours.FULL_TIME]),
            kind=draw.choice([None, Beginning.JOB]),
        )
        for number in range(count)
        for code in [draw.choice([*codes, *codes, None]) if draw.random() < 0.2 else codes[
            int(len(codes) * draw.random() ** 3)]]
    ]  # fmt: skip


def write_country(
    folder: Path, people: list[CandidateFeatures], positions: list[PositionFeatures]
) -> tuple[Path, Path]:
    folder.mkdir(exist_ok=True)
    paths = folder / "people.parquet", folder / "positions.parquet"
    pq.write_table(people_table(people), paths[0])
    pq.write_table(positions_table(positions), paths[1])
    return paths
