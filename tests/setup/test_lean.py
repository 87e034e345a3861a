"""A process kept small learns and ranks as any other one, in one thread."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from setup.lean import ONE_THREAD

pytestmark = pytest.mark.program

SCRIPT = """
from setup.lean import leave_out_pandas
leave_out_pandas()
leave_out_pandas()
import sys
import numpy as np
from matching.learning.learner import LearnedScorecard
card = LearnedScorecard().fit(np.eye(4), [1, 0, 1, 0], sample_weight=np.ones(4))
assert card.weights_.shape == (4,)
assert "pandas" not in sys.modules
try:
    import pandas
except ModuleNotFoundError:
    print("left out")
"""


def test_where_pandas_is_left_out_scikit_learn_does_not_miss_it() -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", SCRIPT], capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == ("left out", "")


def test_a_serving_process_loads_no_compiler() -> None:
    script = "import app, blueprints.commands.match, sys; assert 'numba' not in sys.modules"
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


LARGE_ARRAYS = """
from setup.lean import give_large_arrays_back
assert give_large_arrays_back()
from pathlib import Path
import numpy as np
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20
small, before = [], held()
for _ in range(8):  # an array of 24 MiB goes, something small behind it stays
    large = np.ones(3 * 2**20)
    small.append(bytes(50_000))
    del large
print(held() - before < 4)
"""


def test_what_large_arrays_held_goes_back_to_the_system() -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", LARGE_ARRAYS], capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == ("True", "")


THREADS = """
from setup.lean import keep_to_one_thread
keep_to_one_thread()
import numpy, scipy.linalg
from threadpoolctl import threadpool_info
print({pool["num_threads"] for pool in threadpool_info()})
"""


def test_linear_algebra_of_a_process_kept_to_one_thread_uses_one_unless_somebody_chose() -> None:
    def told(**chosen: str) -> str:
        free = {name: value for name, value in os.environ.items() if name not in ONE_THREAD}
        return subprocess.run([sys.executable, "-W", "error", "-c", THREADS], text=True, check=True,
                              capture_output=True, env=free | chosen).stdout.strip()  # fmt: skip

    assert told() == "{1}"
    if (os.cpu_count() or 1) > 1:
        assert told(OPENBLAS_NUM_THREADS="2") == "{2}"


HOLES = """
from pathlib import Path
from setup.lean import give_free_memory_back
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20
many = [bytes(10_000) for _ in range(6_000)]
kept = many[::100]  # what stays between the others
del many
before = held()
print(give_free_memory_back(), before - held() > 20)
"""


def test_what_is_free_between_things_that_stay_goes_back_to_the_system() -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", HOLES], capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == ("True True", "")
