"""What the search passes over could not have mattered: ties, empty sides, places at the edges."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.evidence import Check
from domain.positions import SkillNeed
from matching.batch import streams
from matching.batch.asking import tiles_within_reach
from matching.batch.best import Best, best_positions
from matching.batch.ground import tiles_of
from matching.batch.preparing import prepare
from matching.batch.shelf import Shelf
from matching.distance import EARTH_RADIUS_KM, FAR_KM, kilometres
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.order import EQUAL_TO
from matching.ranking import Ranker
from matching.scorecard import Weights
from tests.matching.batch.country import drawn_people, drawn_positions, write_country

FAR_AWAY = st.tuples(st.floats(-89.9, 89.9), st.floats(-180.0, 179.99))


def best_of(
    folder: Path,
    people: list[CandidateFeatures],
    positions: list[PositionFeatures],
    k: int = 5,
    weights: Weights | None = None,
) -> Best:
    prepared = prepare(*write_country(folder, people, positions), folder / "work")
    return best_positions(people, Shelf(prepared), "seed", k, weights or Weights())


def by_hand(
    people: list[CandidateFeatures], positions: list[PositionFeatures], k: int, weights: Weights
) -> tuple[list[str], list[float]]:
    ranker = Ranker(weights)
    _unused, lists = ranker.top_lists(people, positions, "seed", most_people=1, most_positions=k)
    rows = [best.rows for best in lists]
    scores = np.round(ranker.scores(people, positions), EQUAL_TO)
    keys = [positions[one].key for some in rows for one in some]
    return keys, [score for person, some in enumerate(rows) for score in scores[person, some]]


@pytest.mark.parametrize(
    "weights",
    [Weights(), Weights(distance=30.0, occupation=1.0), Weights(skills=0.0), Weights(wish=40.0)],
)
def test_scores_agree_to_the_last_digit_whatever_the_weights(
    tmp_path: Path, weights: Weights
) -> None:
    draw = random.Random(11)
    people, positions = drawn_people(draw, 60), drawn_positions(draw, 600)
    found = best_of(tmp_path, people, positions, 20, weights)
    keys, scores = by_hand(people, positions, 20, weights)
    assert found.positions.to_pylist() == keys
    assert found.scores.tolist() == scores


def test_where_all_are_equal_the_lot_alone_decides(tmp_path: Path) -> None:
    people = [CandidateFeatures(key=f"c{n}", work=(Work(code="29222", years=2),)) for n in range(9)]
    positions = [PositionFeatures(key=f"p{n}", code="29222") for n in range(300)]
    found = best_of(tmp_path, people, positions)
    assert found.positions.to_pylist() == by_hand(people, positions, 5, Weights())[0]
    assert len(set(found.positions.to_pylist())) > 5
    assert len(set(found.scores.tolist())) == 1


def test_nobody_and_nothing_have_an_empty_list(tmp_path: Path) -> None:
    draw = random.Random(2)
    people, positions = drawn_people(draw, 3), drawn_positions(draw, 3)
    assert best_of(tmp_path / "a", [], positions).counts.tolist() == []
    assert best_of(tmp_path / "b", people, []).counts.tolist() == [0, 0, 0]
    assert best_of(tmp_path / "c", people, positions, 50).counts.tolist() == [3, 3, 3]


def test_somebody_with_many_skills_reads_only_what_asks_them(tmp_path: Path) -> None:
    person = CandidateFeatures(
        key="c", work=(Work(code="29222", years=4),), skills={"s1": Check.SEEN, "s2": Check.SEEN}
    )
    asked = PositionFeatures(key="", code="29222")
    positions = [
        replace(asked, key=f"p{n}", skills={f"s{n % 100}": SkillNeed.MUST}) for n in range(5_000)
    ]
    found = best_of(tmp_path, [person], positions, 50)
    assert found.positions.to_pylist() == by_hand([person], positions, 50, Weights())[0]
    assert found.touched[0] < 150


@settings(max_examples=200, deadline=None)
@given(FAR_AWAY, st.floats(0.0, 2 * math.pi), st.floats(0.0, FAR_KM))
def test_whatever_is_near_lies_on_a_tile_within_reach(
    home: tuple[float, float], bearing: float, away: float
) -> None:
    there = moved(home, bearing, away)
    row, ranges = tiles_within_reach(np.array([home]), np.array([True]))
    tile = int(tiles_of(np.array([there]))[0])
    assert any(low <= tile <= high for low, high in ranges[0])
    within = tile // 1440 - row[0]
    assert 0 <= within < len(ranges[0])
    assert ranges[0][within][0] <= tile <= ranges[0][within][1]


@settings(max_examples=200, deadline=None)
@given(FAR_AWAY, st.floats(0.0, 2 * math.pi), st.floats(0.001, 1_500.0))
def test_a_distance_is_right_to_the_metre(
    home: tuple[float, float], bearing: float, away: float
) -> None:
    assert kilometres([home], [moved(home, bearing, away)])[0, 0] == pytest.approx(away, abs=1e-3)


def test_people_are_sorted_on_disk_however_many_files_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as pq

    monkeypatch.setattr(streams, "PEOPLE_TOGETHER", 2)
    monkeypatch.setattr(streams, "ROWS_AT_ONCE", 7)
    draw = random.Random(4)
    people = drawn_people(draw, 200)
    paths = write_country(tmp_path, people, drawn_positions(draw, 2))
    assert streams.sort_people(paths[0], tmp_path / "sorted.parquet") == 200
    file = pq.ParquetFile(tmp_path / "sorted.parquet")
    assert file.num_row_groups == 100
    keys = file.read()["person_id"].to_pylist()
    codes = {one.key: (one.work[0].code if one.work else "") for one in people}
    assert keys == sorted(codes, key=lambda key: (codes[key], key))
    assert sorted(path.name for path in tmp_path.iterdir() if "dealt" in path.name) == []


def moved(home: tuple[float, float], bearing: float, away: float) -> tuple[float, float]:
    """Return the place some kilometres away (great circle)."""
    angle = away / EARTH_RADIUS_KM
    latitude, longitude = (math.radians(one) for one in home)
    upward = math.sin(latitude) * math.cos(angle) + math.cos(latitude) * math.sin(angle) * math.cos(
        bearing
    )
    there = math.asin(max(-1.0, min(1.0, upward)))
    turn = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(latitude),
        math.cos(angle) - math.sin(latitude) * math.sin(there),
    )
    east = math.degrees(longitude + turn)
    return math.degrees(there), (east + 180.0) % 360.0 - 180.0
