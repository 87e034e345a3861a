"""A Dask cluster started as docs/scale.md says writes the same bytes; an unfit one is one line."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from config import ROOT
from matching.batch.running import BatchRefused, run
from tests.matching.batch.test_batch import job_in, parts_of


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def written_commands(port: int, program: Path) -> list[str]:
    """Return the commands for scheduler and worker as docs/scale.md has them, for this machine."""
    text = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    found = re.findall(r"^PYTHONPATH=.* dask .*?(?= +#)", text, re.MULTILINE)
    return [
        one.replace("/path/to/meeting-point", str(program))
        .replace("10.0.0.1:8786", f"127.0.0.1:{port}")
        .replace("--port 8786", f"--port {port} --host 127.0.0.1 --no-dashboard")
        for one in found
    ]


@contextmanager
def started(command: str, folder: Path) -> Iterator[None]:
    """Run a command beside the test, where nothing but what it says leads to the program."""
    path, *words = shlex.split(command)
    name, value = path.split("=")
    program = Path(sys.executable).with_name(words[0])
    process = subprocess.Popen(
        [str(program), *words[1:]],
        cwd=folder,
        env={**os.environ, name: value},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def cluster(folder: Path, program: Path = ROOT) -> Iterator[str]:
    port = free_port()
    commands = written_commands(port, program)
    assert len(commands) == 2
    with ExitStack() as running:
        for command in commands:
            running.enter_context(started(command, folder))
        yield f"tcp://127.0.0.1:{port}"


@pytest.mark.heavy
def test_a_cluster_started_as_written_writes_the_same_bytes_and_reads_new_input(
    tmp_path: Path,
) -> None:
    alone = [job_in(tmp_path / f"alone{draw}", draw=draw) for draw in (1, 2)]
    for job in alone:
        run(job)
    with cluster(tmp_path) as address:
        for draw, job in zip((1, 2), alone, strict=True):
            same_folder = job_in(tmp_path / "shared", draw=draw)
            shutil.rmtree(same_folder.output, ignore_errors=True)
            run(same_folder, scheduler=address)
            assert parts_of(same_folder) == parts_of(job)


@pytest.mark.heavy
def test_a_cluster_without_the_program_is_refused_in_one_line(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    with (
        cluster(tmp_path, program=tmp_path) as address,
        pytest.raises(BatchRefused, match="run this very program") as refused,
    ):
        run(replace(job, output=str(tmp_path / "unfit")), scheduler=address)
    assert "\n" not in str(refused.value)
