"""What the linker of 19,135 German labels costs once it is fitted: ``python -m bench.linker_cost``.

One process fits and writes it, another one reads it and answers, as a worker of an office would.
"""

from __future__ import annotations

import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path


def peak() -> float:
    """Return the most memory of this process so far in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fit(path: Path) -> None:
    """Learn labels, crosswalk and coded titles; write the linker and the queries."""
    material = import_module("bench.linking_peers").material_of("deu_q_de_c_de")
    begun = time.process_time()
    linker = import_module("matching.evaluate_links").fit_linker(
        material, material.mapped, material.titles, 0
    )
    print(f"one fit {time.process_time() - begun:.1f} s")
    path.write_bytes(pickle.dumps(linker))
    path.with_suffix(".tsv").write_text("\n".join(text for _, text in material.queries))
    print(f"on disk {path.stat().st_size / 2**20:.1f} MiB")


def ask(path: Path) -> None:
    """Read the linker, answer all queries at once and some alone; print time and memory."""
    import_module("matching.concepts")
    libraries = peak()
    with path.open("rb") as file:
        linker = pickle.load(file)  # noqa: S301 - written above
    texts = path.with_suffix(".tsv").read_text().split("\n")
    begun = time.process_time()
    linker.kneighbors(texts, 100)
    batch = 1000 * (time.process_time() - begun) / len(texts)
    alone = []
    for text in texts[:300]:
        begun = time.process_time()
        linker.kneighbors([text], 100)
        alone.append(1000 * (time.process_time() - begun))
    print(f"libraries {libraries:.0f} MiB, whole process {peak():.0f} MiB")
    print(f"a query in a batch {batch:.2f} ms, alone {statistics.median(alone):.2f} ms")


def main() -> int:
    """Run the two processes, or the part of one of them (arguments: part, file)."""
    if len(sys.argv) == 3:
        (fit if sys.argv[1] == "fit" else ask)(Path(sys.argv[2]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for part in ("fit", "ask"):
            command = [sys.executable, "-m", "bench.linker_cost", part, f"{folder}/linker.pickle"]
            subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
