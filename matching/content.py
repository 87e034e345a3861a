"""How much of what the KldB tree leaves open two occupations close by what the work consists of.

Several views of a pair of types, each from 0 to 1: skills both have (rare ones count more), the
digits of ISCO-08 both share, where an office imported them the skills of ESCO, and the share of
a training that the law counts for the other (``matching.transitions``). Each closes its part of
what is still open (noisy or: Pearl, 1988), so more in common never lowers a nearness:

    closes(a, b) = 1 - (1 - counted(a, b)) x product over views v of (1 - weight(v) x v(a, b))

The weights are learned (``matching.content_learning``) and read from a dated file; only what the
law counts has none: it is a share of the training itself. All views but that one are symmetric.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from matching.catalogue import HERE, load_catalogue
from matching.catalogue.rows import read_rows
from matching.skill_space import skill_rows
from matching.transitions import known_transitions

Matrix = NDArray[np.float32]
Rows = NDArray[np.intp]

WEIGHTS = HERE / "content_weights.csv"
ISCO_DIGITS = (2, 3, 4)


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """The n types that are known, and how far each pair closes what the tree leaves open."""

    columns: Mapping[str, int]
    closes: Matrix  # (n + 1, n + 1); person's work in rows, the last row and column are zero
    name: str | None = None  # of an import; None is what is shipped

    def rows_of(self, codes: Sequence[str | None]) -> Rows:
        """Return the row of each code; one that is missing or unknown has the last, empty one."""
        nothing = len(self.columns)
        return np.array([self.columns.get(code or "", nothing) for code in codes], dtype=np.intp)

    def of(self, codes: Sequence[str | None], others: Sequence[str | None]) -> Matrix:
        """Return what pairs close, of shape (codes, others)."""
        return self.closes[np.ix_(self.rows_of(codes), self.rows_of(others))]


def content_of(
    codes: Sequence[str], weights: Mapping[str, float], extra: Mapping[str, Matrix] | None = None
) -> Content:
    """Return the content of ``codes`` by learned ``weights``; ``extra`` are views of imports."""
    left = 1.0 - counted(codes)
    for name, view in {**shipped_views(codes), **(extra or {})}.items():
        left *= 1.0 - np.float32(weights.get(name, 0.0)) * view
    closes = np.zeros((len(codes) + 1, len(codes) + 1), dtype=np.float32)
    closes[:-1, :-1] = 1.0 - left
    return Content({code: row for row, code in enumerate(codes)}, np.clip(closes, 0.0, 1.0))


@lru_cache(maxsize=1)
def shipped_content() -> Content:
    """Return the content of all types of the catalogue, reckoned once in a process."""
    return content_of([one.code for one in load_catalogue().occupations], shipped_weights())


class _InUse:
    """The content this process ranks with, where an office imported its own."""

    content: Content | None = None


def content_in_use(day: date | None = None) -> Content:
    """Return the content of the office's imports, or the shipped one, as it is on a day.

    Without a day every training counts that ever does.
    """
    known = _InUse.content or shipped_content()
    return known if day is None else content_on(known, day)


@lru_cache(maxsize=2)
def content_on(content: Content, day: date) -> Content:
    """Return content in which a training counts as long as the rule that says so applies.

    All other views are symmetric, so the way back of a pair tells what they close.
    """
    closes, on_day = content.closes.copy(), known_transitions(day)
    for start, end in known_transitions():
        if start in content.columns and end in content.columns:
            row, column = content.columns[start], content.columns[end]
            share = on_day[start, end].share if (start, end) in on_day else 0.0
            closes[row, column] = 1.0 - (1.0 - content.closes[column, row]) * (1.0 - share)
    return replace(content, closes=closes)


def name_in_use() -> str | None:
    """Return the name of the content in use."""
    return content_in_use().name


def use_content(content: Content | None) -> None:
    """Rank with ``content`` in this process from now on; None is the shipped one."""
    _InUse.content = content


@lru_cache(maxsize=1)
def shipped_weights() -> dict[str, float]:
    """Return the learned weight of each view: the rows of the newest day in the file."""
    rows = read_rows(WEIGHTS)
    newest = max(row["learned_on"] for row in rows)
    return {row["view"]: float(row["weight"]) for row in rows if row["learned_on"] == newest}


def shipped_views(codes: Sequence[str]) -> dict[str, Matrix]:
    """Return the views the shipped catalogue gives, each of shape (n, n), symmetric, 0 to 1."""
    vectors = skill_rows(codes).astype(np.float32)
    views = {"skills": np.clip(vectors @ vectors.T, 0.0, 1.0)}
    for digits in ISCO_DIGITS:
        views[f"isco_{digits}"] = _same_isco(codes, digits)
    return views


def counted(codes: Sequence[str]) -> Matrix:
    """Return the share of the training to each column's type that counts from each row's."""
    columns = {code: column for column, code in enumerate(codes)}
    shares = np.zeros((len(codes), len(codes)), dtype=np.float32)
    for (start, end), one in known_transitions().items():
        if start in columns and end in columns:
            shares[columns[start], columns[end]] = one.share
    return shares


def _same_isco(codes: Sequence[str], digits: int) -> Matrix:
    """Return 1 where two described types share so many digits of an ISCO-08 code."""
    catalogue = load_catalogue()
    groups: dict[str, int] = {}
    member = [
        {groups.setdefault(one.isco[:digits], len(groups)) for one in catalogue.profiles_of(code)}
        for code in codes
    ]
    marks = np.zeros((len(codes), len(groups)), dtype=np.float32)
    for row, inside in zip(marks, member, strict=True):
        row[sorted(inside)] = 1.0
    return np.minimum(marks @ marks.T, np.float32(1.0))
