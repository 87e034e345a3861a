"""The best 50 positions for everybody at national shape, in one run: all the bars and peers.

Usage: python -m bench.national --people 1000000 --positions 700000 --skew kldb --seed 1
       python -m bench.national --people 1000000 --positions 700000 --sample 20000

The batch itself runs with two workers for everybody (with --sample for some of them only). Whether
one worker writes the same bytes and how long it takes, what a tenth of the positions costs, and
uniform occupations are measured on 200,000 people. Memory is what all processes of a batch have
together (PSS: what they share counts once).
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
import threading
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from tqdm import tqdm

from bench.national_country import KLDB, UNIFORM, Country, write_people, write_positions
from bench.national_peers import (
    K,
    lists_by_brute_force,
    lists_of_batch,
    peers,
    some_people,
    streaming_read,
)
from matching.batch.running import Job, run

SKEWS = {"kldb": KLDB, "uniform": UNIFORM}
COMPARED, BY_HAND, OF_PEERS = 200_000, 50, 200
SEED = "bench"


class Run(NamedTuple):
    """A batch: seconds of preparing and of computing, share touched, checksum, MiB."""

    prepared: float
    computed: float
    touched: float
    sums: str
    memory: float


def batch(people: Path, positions: Path, output: Path, workers: int) -> Run:
    """Run a batch from the beginning in a process of its own."""
    shutil.rmtree(output, ignore_errors=True)
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(people, positions, output, workers, theirs))
    process.start()
    theirs.close()  # or nobody would notice here that the process has died
    done, peak = threading.Event(), [0.0]
    watch = threading.Thread(target=_watch, args=(process.pid, done, peak))
    watch.start()
    try:
        prepared, computed, touched, sums = ours.recv()
    except EOFError:
        sys.exit(f"The batch of {output.name} ended before it answered.")
    finally:
        done.set()
        process.join()
        watch.join()
    shutil.rmtree(output / "work")
    return Run(prepared, computed, touched, sums, peak[0])


def _run(people: Path, positions: Path, output: Path, workers: int, answer: Any) -> None:
    job = Job(str(people), str(positions), str(output), SEED, K, {})
    times = [time.perf_counter()]
    total = pq.ParquetFile(people).metadata.num_rows
    with tqdm(total=total, unit=" people", desc=f"{output.name}, {workers} worker(s)") as bar:

        def progress(count: int) -> None:
            times.append(time.perf_counter())
            bar.update(count)

        made = run(job, workers=workers, progress=progress)
    sums = "".join(part["sha256"] for part in made["parts"])
    number = hashlib.sha256(sums.encode()).hexdigest()
    answer.send((times[1] - times[0], time.perf_counter() - times[1],
                 made["touched_median"] or 0.0, number))  # fmt: skip


def _watch(process: int, done: threading.Event, peak: list[float]) -> None:
    while not done.wait(1.0):
        peak[0] = max(peak[0], _megabytes(process))


def _megabytes(process: int) -> float:
    """Return the memory of a process and its children; what they share counts once."""
    own = 0.0
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        own = sum(float(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))
        for task in Path(f"/proc/{process}/task").iterdir():
            children = (task / "children").read_text(encoding="ascii").split()
            own += sum(_megabytes(int(child)) for child in children)
    except OSError:
        pass  # it has just ended
    return own


def first_rows(source: Path, count: int, target: Path) -> Path:
    """Write the first rows of a file as a file."""
    with pq.ParquetWriter(target, pq.read_schema(source)) as writer:
        for some in pq.ParquetFile(source).iter_batches(5_000):
            writer.write_table(pa.Table.from_batches([some.slice(0, count)]))
            count -= some.num_rows
            if count <= 0:
                break
    return target


def said(what: str, measured: str, due: str = "") -> None:
    tqdm.write(f"| {what} | {measured} | {due} |")


def number(text: str) -> int:
    """Return a number of the command line that is not negative."""
    given = int(text)
    if given < 0:
        raise argparse.ArgumentTypeError(f"{given} is less than 0")
    return given


def amount(text: str) -> int:
    """Return a number of the command line that is at least 1."""
    if (given := number(text)) == 0:
        raise argparse.ArgumentTypeError("0 is less than 1")
    return given


def skew(text: str) -> str:
    """Return a skew that is one of ``SKEWS`` or a power from 0 on."""
    try:
        is_power = 0 <= float(SKEWS.get(text, text)) < float("inf")
    except ValueError:
        is_power = False
    if not is_power:
        raise argparse.ArgumentTypeError(f"{text} is neither {' nor '.join(SKEWS)} nor a power")
    return text


def main() -> None:
    """Print the table of one size and skew."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("people", 20_000), ("positions", 70_000), ("seed", 1), ("sample", 0)):
        kind = amount if name in {"people", "positions"} else number
        parser.add_argument(f"--{name}", type=kind, default=default)
    parser.add_argument(
        "--skew", type=skew, default="kldb", help="kldb, uniform, or the power of Zipf"
    )
    parser.add_argument("--folder", type=Path, help="keeps what was drawn for the next run")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        _measure(wanted, wanted.folder or Path(place))


def _measure(wanted: argparse.Namespace, folder: Path) -> None:
    country = Country(float(SKEWS.get(wanted.skew, wanted.skew)), wanted.seed)
    asked = min(wanted.sample or wanted.people, wanted.people)
    people, positions = folder / "people.parquet", folder / "positions.parquet"
    write_people(country, asked, people)
    write_positions(country, wanted.positions, positions)
    few = min(COMPARED, asked)
    sampled = first_rows(people, few, folder / "some_people.parquet")
    _compile(folder, sampled)
    said(f"{asked} people of {wanted.people}, {wanted.positions} positions, {wanted.skew}",
         "measured", "due")  # fmt: skip
    said("---", "---", "---")
    whole = batch(people, positions, folder / "everybody", 2)
    _say_whole(whole, asked, wanted.people)
    one = batch(sampled, positions, folder / "one", 1)
    two = whole if few == asked else batch(sampled, positions, folder / "two", 2)
    said(f"1 and 2 workers, {few} people: same bytes", str(one.sums == two.sums), "True")
    alone = one.computed * asked / few
    said(f"efficiency of 2 workers once prepared, {asked} people",
         f"{50 * alone / whole.computed:.0f} %", ">= 80 %")  # fmt: skip
    said(f"the same, {few} people, both measured",
         f"{50 * one.computed / two.computed:.0f} %")  # fmt: skip
    said("one worker, once prepared", f"{1000 * one.computed / few:.2f} ms a person", "3.6 ms")
    tenth = first_rows(positions, max(1, wanted.positions // 10), folder / "tenth.parquet")
    small = batch(sampled, tenth, folder / "of_a_tenth", 1)
    said(f"ten times the positions ({wanted.positions // 10} to {wanted.positions})",
         f"{one.computed / small.computed:.2f} times the time a person", "<= 3")  # fmt: skip
    _say_beside(wanted, folder, few)
    _say_peers(folder, people, positions, 1000 * one.computed / few)


def _compile(folder: Path, sampled: Path) -> None:
    """Let the search be compiled before the clock runs; a machine does that once."""
    tiny = first_rows(folder / "positions.parquet", 1_000, folder / "tiny.parquet")
    batch(first_rows(sampled, 10, folder / "ten.parquet"), tiny, folder / "compiled", 1)
    shutil.rmtree(folder / "compiled")


def _say_whole(whole: Run, asked: int, people: int) -> None:
    minutes = (whole.prepared + whole.computed) / 60
    told = f"{minutes:.1f} minutes ({whole.prepared:.0f} s of it preparing)"
    if asked < people:
        most = (whole.prepared + whole.computed * people / asked) / 60
        told += f"; extrapolated to all {people}: {most:.1f} minutes"
    said("exact best 50, 2 workers", told, "30 minutes")
    said("memory of all processes", f"{whole.memory:.0f} MiB", "8192 MiB")
    said("median share of positions touched", f"{100 * whole.touched:.3f} %", "<= 1 %")


def _say_beside(wanted: argparse.Namespace, folder: Path, few: int) -> None:
    """Measure the other skew on some people and all positions."""
    name = "kldb" if wanted.skew == "uniform" else "uniform"
    country = Country(SKEWS[name], wanted.seed)
    place = folder / name
    write_people(country, few, place / "people.parquet")
    write_positions(country, wanted.positions, place / "positions.parquet")
    other = batch(place / "people.parquet", place / "positions.parquet", place / "out", 1)
    said(f"{name}, {few} people, one worker once prepared",
         f"{1000 * other.computed / few:.2f} ms a person", "3.6 ms")  # fmt: skip
    said(f"{name}: median share of positions touched", f"{100 * other.touched:.3f} %", "<= 1 %")
    _say_same(place / "people.parquet", place / "positions.parquet", place / "out", name)


def _say_same(people: Path, positions: Path, output: Path, name: str) -> None:
    drawn = some_people(people, BY_HAND)
    by_hand = lists_by_brute_force(drawn, positions, SEED)
    same = lists_of_batch(output, set(by_hand)) == by_hand
    said(f"{name}: lists and scores equal to brute force, {len(drawn)} people", str(same), "True")


def _say_peers(folder: Path, people: Path, positions: Path, ours: float) -> None:
    _say_same(people, positions, folder / "everybody", "everybody")
    for name, spent in peers(some_people(people, OF_PEERS), positions).items():
        said(f"{name}, words and skills only", f"{spent:.2f} ms a person", f"ours {ours:.2f}")
    speed = streaming_read()
    bytes_each = 100
    limit = 1000 * bytes_each * pq.ParquetFile(positions).metadata.num_rows / speed
    said("reading every position once (streaming read "
         f"{speed / 1e9:.1f} GB/s, {bytes_each} bytes each)",
         f"{limit:.2f} ms a person", f"ours {ours:.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
