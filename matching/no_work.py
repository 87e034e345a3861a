"""Words that stand where an occupation is asked for and name none: "nothing", "student"."""

from __future__ import annotations

from functools import lru_cache

from matching.catalogue import HERE
from matching.catalogue.rows import read_rows, split_list
from matching.wording import title_key

FILE = HERE / "no_work.csv"


def names_no_work(text: str) -> bool:
    """Return whether the whole text says that there is no work to name; no part of it counts.

    >>> names_no_work("Weiß nicht"), names_no_work("Studentenbetreuerin")
    (True, False)
    """
    return title_key(text) in _keys()


@lru_cache(maxsize=1)
def _keys() -> frozenset[str]:
    rows = read_rows(FILE)
    return frozenset(title_key(words) for row in rows for words in split_list(row["words"])) - {""}
