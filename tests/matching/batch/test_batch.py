"""The batch finds exactly what comparing everybody with everything finds, whoever computes it."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
from dataclasses import replace
from datetime import date, timedelta
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.batch import streams
from matching.batch.best import best_positions
from matching.batch.columns import people_of, people_table, positions_of, positions_table
from matching.batch.preparing import InputUnreadable, prepare
from matching.batch.running import BatchRefused, Job, _shelf_of, day_begun, run
from matching.batch.shelf import Shelf
from matching.content import shipped_content, use_content
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.ranking import Ranker
from matching.scorecard import Weights
from tests.matching.batch.country import drawn_people, drawn_positions, write_country


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "PEOPLE_TOGETHER", 13)
    monkeypatch.setattr(streams, "ROWS_AT_ONCE", 31)


def job_in(folder: Path, seed: str = "today", k: int = 7, draw: int = 1) -> Job:
    drawn = random.Random(draw)
    paths = write_country(folder, drawn_people(drawn, 40), drawn_positions(drawn, 150))
    people, positions = (str(path) for path in paths)
    return Job(people, positions, str(folder / "out"), seed, k, {})


def found_in(job: Job) -> dict[str, list[tuple[str, float]]]:
    found: dict[str, list[tuple[str, float]]] = {}
    for path in sorted(Path(job.output).glob("part-*.parquet")):
        for row in pq.read_table(path).to_pylist():
            assert row["rank"] == len(found.setdefault(row["person_id"], [])) + 1
            found[row["person_id"]].append((row["position_id"], row["score"]))
    return found


def parts_of(job: Job) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(job.output).glob("part-*.parquet")}


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([1, 5, 50, 400]))
def test_it_finds_exactly_what_comparing_with_everything_finds(
    tmp_path_factory: pytest.TempPathFactory, number: int, k: int
) -> None:
    draw = random.Random(number)
    people, positions = drawn_people(draw, 15), drawn_positions(draw, 120)
    folder = tmp_path_factory.mktemp("country")
    prepared = prepare(*write_country(folder, people, positions), folder / "work")
    found = best_positions(people, Shelf(prepared), "seed", k, Weights())
    _unused, lists = Ranker().top_lists(people, positions, "seed", most_people=1, most_positions=k)
    start = 0
    for count, by_hand in zip(found.counts.tolist(), lists, strict=True):
        own = slice(start, start + count)
        assert found.positions[own].to_pylist() == [positions[row].key for row in by_hand.rows]
        assert found.scores[own] == pytest.approx(by_hand.scores, abs=1e-6)
        start += count


def test_buckets_that_cannot_matter_are_passed_over(tmp_path: Path) -> None:
    draw = random.Random(5)
    people, positions = drawn_people(draw, 30), drawn_positions(draw, 400)
    people = [one for one in people if one.work]
    prepared = prepare(*write_country(tmp_path, people, positions), tmp_path / "work")
    found = best_positions(people, Shelf(prepared), "seed", 3, Weights())
    assert 0 < sorted(found.touched)[len(people) // 2] < len(positions)


def test_features_come_back_from_columns_as_they_went() -> None:
    draw = random.Random(3)
    people, positions = drawn_people(draw, 30), drawn_positions(draw, 30)
    assert people_of(people_table(people)) == people
    assert positions_of(positions_table(positions)) == positions


def test_workers_rank_with_the_nearness_of_the_office(tmp_path: Path) -> None:
    shipped = job_in(tmp_path / "shipped")
    run(shipped)
    closes = np.full_like(shipped_content().closes, 0.5)
    use_content(replace(shipped_content(), closes=closes, name="of an import"))
    alone, together = job_in(tmp_path / "alone"), job_in(tmp_path / "together")
    run(alone)
    run(together, workers=2)
    assert parts_of(alone) == parts_of(together) != parts_of(shipped)
    people, positions = drawn_people(draw := random.Random(1), 40), drawn_positions(draw, 150)
    _unused, lists = Ranker().top_lists(people, positions, "today", most_people=1, most_positions=7)
    first = {one.key: found.scores[0] for one, found in zip(people, lists, strict=True)}
    best = {person: rows[0][1] for person, rows in found_in(alone).items()}
    assert best == pytest.approx(first, abs=1e-6)
    use_content(None)
    with pytest.raises(BatchRefused, match="another batch"):
        run(alone)


@pytest.mark.parametrize("day", [date(2030, 7, 31), date(2030, 8, 1)])
def test_a_training_counts_on_the_day_of_the_batch(tmp_path: Path, day: date) -> None:
    people = [CandidateFeatures("a", work=(Work(code="32102", years=3),))]
    positions = [PositionFeatures("p", code="32122"), PositionFeatures("q", code="22342")]
    paths = [str(one) for one in write_country(tmp_path, people, positions)]
    jobs = [Job(*paths, str(tmp_path / f"{count}"), "s", 2, {}, day) for count in (1, 2)]
    for count, job in enumerate(jobs, start=1):
        assert run(job, workers=count)["day"] == day.isoformat() == str(day_begun(Path(job.output)))
    assert parts_of(jobs[0]) == parts_of(jobs[1])
    scores = Ranker(day=day).scores(people, positions)[0].tolist()
    assert dict(found_in(jobs[0])["a"]) == pytest.approx({"p": scores[0], "q": scores[1]}, abs=1e-6)
    counted = Ranker(day=date(2026, 11, 29)).scores(people, positions)[0, 0]
    assert bool(scores[0] == pytest.approx(counted)) is (day.month == 7)
    with pytest.raises(BatchRefused, match="another batch"):
        run(replace(jobs[0], day=day + timedelta(days=1)))


def test_the_manifest_says_what_was_computed(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    run(job)
    said = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert (said["seed"], said["k"], said["people"], said["positions"]) == ("today", 7, 40, 150)
    assert said["rows"] == 40 * 7 == sum(part["rows"] for part in said["parts"])
    assert [part["file"] for part in said["parts"]] == sorted(parts_of(job))
    assert all(len(part["sha256"]) == 64 for part in said["parts"])
    assert len(found_in(job)) == 40


def test_two_processes_write_the_same_bytes_as_one(tmp_path: Path) -> None:
    one, two = job_in(tmp_path / "one"), job_in(tmp_path / "two")
    run(one)
    run(two, workers=2)
    assert parts_of(one) == parts_of(two)


def test_a_dask_cluster_writes_the_same_bytes(tmp_path: Path) -> None:
    from dask.distributed import LocalCluster

    one, two = job_in(tmp_path / "one"), job_in(tmp_path / "two")
    run(one)
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        run(two, scheduler=cluster.scheduler_address)
    assert parts_of(one) == parts_of(two)


def test_another_seed_orders_equals_anew_and_keeps_the_scores(tmp_path: Path) -> None:
    one, two = job_in(tmp_path / "one", "monday"), job_in(tmp_path / "two", "tuesday")
    run(one)
    run(two)
    first, second = found_in(one), found_in(two)
    for person, best in first.items():
        assert [score for _key, score in best] == [score for _key, score in second[person]]


def test_what_a_killed_run_left_is_gone_on_with(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    run(job)
    whole = parts_of(job)
    gone = Path(job.output) / "part-00001.parquet"
    gone.unlink()
    (Path(job.output) / "part-00002.77.new").write_bytes(b"half a part")
    stays = Path(job.output) / "part-00000.parquet"
    before = stays.stat().st_mtime_ns
    counted: list[int] = []
    run(job, progress=counted.append)
    assert parts_of(job) == whole
    assert stays.stat().st_mtime_ns == before
    assert counted == [40 - 13, 13]


def test_who_computed_another_batch_in_the_same_folders_reads_the_new_one(tmp_path: Path) -> None:
    monday = job_in(tmp_path, draw=1)
    run(monday)
    shutil.rmtree(monday.output)
    tuesday, elsewhere = job_in(tmp_path, draw=2), job_in(tmp_path / "elsewhere", draw=2)
    run(tuesday)
    _shelf_of.cache_clear()
    run(elsewhere)
    assert parts_of(tuesday) == parts_of(elsewhere)


def test_a_killed_worker_costs_nothing_but_time(tmp_path: Path) -> None:
    killed, whole = job_in(tmp_path / "killed"), job_in(tmp_path / "whole")
    run(whole)
    victims: list[int] = []

    def kill_the_first(_count: int) -> None:
        if not victims and any(Path(killed.output).glob("part-*.parquet")):
            victims.extend(one.pid or 0 for one in active_children())
            os.kill(victims[0], signal.SIGKILL)

    run(killed, workers=2, progress=kill_the_first)
    assert victims
    assert parts_of(killed) == parts_of(whole)


def test_a_part_that_was_damaged_is_made_anew(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    run(job)
    whole = parts_of(job)
    cut, turned, short = (Path(job.output) / f"part-0000{number}.parquet" for number in range(3))
    cut.write_bytes(whole[cut.name][:-9])
    middle = len(whole[turned.name]) // 2
    turned.write_bytes(whole[turned.name][:middle] + b"?" + whole[turned.name][middle + 1 :])
    pq.write_table(pq.read_table(short).slice(1), short)
    counted: list[int] = []
    run(job, progress=counted.append)
    assert parts_of(job) == whole
    assert counted == [1, 13, 13, 13]


def test_a_folder_of_another_batch_is_refused(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    run(job)
    with pytest.raises(BatchRefused, match="holds another batch"):
        run(replace(job, seed="another day"))


def test_input_that_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    with pytest.raises(InputUnreadable, match="cannot be used"):
        run(replace(job, people=str(tmp_path / "nowhere"), output=str(tmp_path / "a")))
    with pytest.raises(InputUnreadable, match="cannot be used"):
        run(replace(job, people=job.positions, output=str(tmp_path / "b")))
    twins = drawn_people(random.Random(1), 2)
    pq.write_table(people_table([twins[0], twins[0]]), tmp_path / "twins.parquet")
    with pytest.raises(InputUnreadable, match="stand there once"):
        run(replace(job, people=str(tmp_path / "twins.parquet"), output=str(tmp_path / "c")))
