"""Nearness of occupations against relations it never learned from: the official mapping to ESCO.

Run ``python -m bench.nearness`` (folder of the data by ``MEETING_POINT_DATA``). Two KldB types of
different subgroups are *related* where the Bundesagentur maps both to one occupation of ESCO.
Measured on all pairs of described types: the chance that a related pair stands before an
unrelated one (area under the curve), the mean precision over the related pairs, and how many of
the ten nearest types are related. In the same run: the tree alone, the tree with half of what it
leaves open closed by shared skills (set by hand, as it was before), and the learned weights. The
skills of ESCO come from one half of its occupations, drawn by seed, and only the relations through
the other half are asked for; pairs related through the first half are left out.
"""

from __future__ import annotations

import csv
import io
import itertools
import os
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

from matching.catalogue import load_catalogue
from matching.content import Content, shipped_content, shipped_views
from matching.esco_skills import (
    ESSENTIAL,
    OPTIONAL,
    MappedType,
    imported_content,
    skills_of_types,
)
from matching.link_files import RELATION_WEIGHTS, Mapped, read_crosswalk
from matching.tree import tree_rows

DATA = Path(os.environ.get("MEETING_POINT_DATA", "../shared/data"))
BY_HAND = 0.5  # of what the tree leaves open, which shared skills closed before
SEED, NEAREST = 0, 10

Floats = NDArray[np.float64]
Pairs = set[tuple[str, str]]


def main() -> int:
    mapped = read_crosswalk(DATA / "crosswalks" / "DE_occupations_esco.csv")
    codes = list(load_catalogue().described_codes)
    tree = np.clip(tree_rows(codes) @ tree_rows(codes).T, 0.0, 1.0)
    by_hand = BY_HAND * shipped_views(codes)["skills"].astype(float)
    ways = {
        "tree alone": tree,
        "tree, half closed by skills (by hand)": closed(tree, by_hand),
        "learned, shipped": closed(tree, of_content(shipped_content(), codes)),
    }
    everything = related(mapped)
    say("All relations", ways, codes, everything, set())
    first, second = halves(mapped)
    imported = imported_content(
        [one.code for one in load_catalogue().occupations], codes, esco_skills(first)
    )
    sys.stdout.write(f"learned with ESCO: {imported.learned.weights}\n")
    ways["learned, ESCO imported"] = closed(tree, of_content(imported.content, codes))
    say("Relations through the other half of ESCO", ways, codes, related(second), related(first))
    return 0


def closed(tree: Floats, closes: Floats) -> Floats:
    return tree + (1.0 - tree) * closes


def of_content(content: Content, codes: Sequence[str]) -> Floats:
    """Return what pairs close; the larger of both directions, for a relation has none."""
    closes = content.of(codes, codes).astype(float)
    return np.maximum(closes, closes.T)


def related(mapped: Iterable[Mapped]) -> Pairs:
    """Return pairs of types of different subgroups that are mapped to one occupation of ESCO."""
    types: defaultdict[str, set[str]] = defaultdict(set)
    for one in mapped:
        if "/occupation/" in one.concept:
            types[one.concept].add(code_of(one))
    pairs = {
        pair for several in types.values() for pair in itertools.combinations(sorted(several), 2)
    }
    return {pair for pair in pairs if pair[0][:4] != pair[1][:4]}


def code_of(one: Mapped) -> str:
    return one.code.removeprefix("B ")[:5]


def halves(mapped: Sequence[Mapped]) -> tuple[list[Mapped], list[Mapped]]:
    """Return the rows of one half of the occupations of ESCO, and those of the other."""
    concepts = sorted({one.concept for one in mapped})
    drawn = np.random.default_rng(SEED).permutation(len(concepts))[: len(concepts) // 2]
    first = {concepts[place] for place in drawn.tolist()}
    return (
        [one for one in mapped if one.concept in first],
        [one for one in mapped if one.concept not in first],
    )


def esco_skills(mapped: Iterable[Mapped]) -> dict[str, dict[str, float]]:
    """Return the skills of KldB types by the official relations of ESCO."""
    skills: defaultdict[str, dict[str, float]] = defaultdict(dict)
    with (
        zipfile.ZipFile(DATA / "esco_1.1.1" / "relations_csv.zip") as archive,
        archive.open("occupationSkillRelations.csv") as file,
    ):
        for row in csv.DictReader(io.TextIOWrapper(file, "utf-8")):
            worth = ESSENTIAL if row["relationType"] == "essential" else OPTIONAL
            skills[row["occupationUri"]][row["skillUri"]] = worth
    return skills_of_types(
        (MappedType(code_of(one), one.concept, RELATION_WEIGHTS[one.relation]) for one in mapped),
        skills,
    )


def say(
    what: str, ways: dict[str, Floats], codes: Sequence[str], wanted: Pairs, apart: Pairs
) -> None:
    """Print how well each way finds the related pairs, a line each."""
    marks = np.zeros((len(codes), len(codes)), dtype=bool)
    counts = np.zeros_like(marks)
    for row, column in itertools.combinations(range(len(codes)), 2):
        pair = (codes[row], codes[column])
        counts[row, column] = pair[0][:4] != pair[1][:4] and pair not in apart
        marks[row, column] = pair in wanted
    found = marks[counts]
    sys.stdout.write(f"{what}: {int(found.sum())} related of {len(found)} pairs\n")
    both = counts | counts.T
    near_marks = (marks | marks.T) & both
    for name, near in ways.items():
        values = near[counts]
        area, precision = roc_auc_score(found, values), average_precision_score(found, values)
        ten = nearest_found(np.where(both, near, -1.0), near_marks)
        sys.stdout.write(f"  {name:40} area {area:.3f}, precision {precision:.3f}, ten {ten:.3f}\n")


def nearest_found(near: Floats, wanted: NDArray[np.bool_]) -> float:
    """Return the share of related types among the nearest of a type, of those it could have."""
    shares = []
    for row in np.flatnonzero(wanted.any(axis=1)).tolist():
        first = np.argsort(-near[row], kind="stable")[:NEAREST]
        shares.append(wanted[row, first].sum() / min(NEAREST, wanted[row].sum()))
    return float(np.mean(shares))


if __name__ == "__main__":
    sys.exit(main())
