"""Whether the pages answer all forms of a title alike: ``python -m bench.linking_pages``.

Asked is what search, interview, sign-up and counter ask (``services.meanings``), with the linkers
of a fresh installation and, again, after the official list was imported and learned. The argument
is n, for every n-th title (100 if none is given).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import numpy as np
from flask_migrate import upgrade
from numpy.typing import NDArray

from app import create_app
from bench.linking_forms import BARS, DATA, asked_forms
from matching.official_titles import OfficialTitle, read_titles
from services.catalogue import LONGEST_QUERY
from services.catalogue_imports.agency_files import import_titles
from services.linker_learning import learn_linkers
from services.linkers import take_linkers
from services.meanings import meanings

LIST = DATA / "ba" / "occupation_titles_2019.xlsx"
MOST = 15  # what the pages ask for five occupations
LEAST_ANSWERED = 0.99


def named_first(texts: Sequence[str]) -> NDArray[np.str_]:
    """Return the code the pages name first for each text; an empty one where they name none."""
    found = (next(meanings(text[:LONGEST_QUERY], MOST), None) for text in texts)
    return np.array([one.code if one else "" for one in found])


def linked_alone(texts: Sequence[str]) -> NDArray[np.str_]:
    """Return what the linker they ask beside their search by letters answers alone."""
    linkers = take_linkers()
    if linkers is None:
        raise RuntimeError("No linkers were learned.")
    return np.array([linkers.occupations.candidates(text)[0].concept for text in texts])


def report(what: str, ask: Callable[[Sequence[str]], NDArray[np.str_]],
           titles: Sequence[OfficialTitle]) -> bool:  # fmt: skip
    """Print how often each form gets the answer of the male form; return whether all bars hold."""
    begun = time.process_time()
    male = ask([one.male for one in titles])
    answered, right = np.mean(male != ""), np.mean(male == [one.code for one in titles])
    print(f"{what}: {len(titles)} titles, {answered:.1%} answered, {right:.1%} by their own code")
    met = bool(answered >= LEAST_ANSWERED)
    for form, texts in asked_forms(titles).items():
        same = float(np.mean((ask(texts) == male) & (male != "")))
        met &= same >= BARS[form] * answered
        print(f"  {form:17} {BARS[form]:7.1%} {same:8.2%}")
    print(f"  {time.process_time() - begun:.0f} s of the processor", flush=True)
    return met


def learn(now: datetime) -> None:
    """Learn the linkers of the catalogue in use and ask them from now on."""
    learn_linkers(now=now, step=lambda _done: None)
    take_linkers()


def main() -> int:
    """Ask before and after the import of the list; end with 1 where the pages miss a bar."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    titles = [one for one in read_titles(LIST)[::every] if min(map(len, one.forms)) > 2]
    now, met = datetime.now(UTC), True
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FLASK_INSTANCE"] = folder
        with create_app({"LOG_LEVEL": "ERROR"}).app_context():
            upgrade()
            learn(now)
            met &= report("pages, as shipped", named_first, titles)
            report("the linker alone", linked_alone, titles)
            import_titles(path=LIST, now=now)
            learn(now)
            met &= report("pages, list imported", named_first, titles)
            report("the linker alone", linked_alone, titles)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
