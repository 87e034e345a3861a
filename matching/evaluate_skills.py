"""Measures the linking of competences to skills: ``python -m matching.evaluate skills --help``."""

from __future__ import annotations

import argparse
from pathlib import Path

from matching.concepts import SkillLinker
from matching.evaluate_links import Material, measure_linking, peak_mib
from matching.link_files import Label, Mapped, read_crosswalk

RELATION_WEIGHTS = {"exact": 1.0, "close": 0.8, "narrow": 0.8, "broad": 0.6}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options of ``skills``."""
    what = "a crosswalk of competences and ESCO skills, with the labels of both"
    parser.add_argument("--crosswalk", type=Path, required=True, help=what)
    parser.add_argument("--folds", type=int, default=5, help="parts of the competences")
    parser.add_argument("--random-state", type=int, default=0, help="of the folds and the model")
    parser.add_argument("--json", type=Path, required=True, help="where to write the numbers")


def run(options: argparse.Namespace) -> dict[str, float]:
    """Link each competence by its label; right is each skill it is mapped to, in any relation."""
    before = peak_mib()
    material = skills_material(read_crosswalk(options.crosswalk))
    return measure_linking(material, options.folds, options.random_state, before)


def skills_material(rows: list[Mapped]) -> Material:
    """Return the skills as corpus, the competences as queries, and what they are mapped to."""
    labels = {row.concept: Label(row.concept, row.label, row.concept) for row in rows}
    relevant: dict[str, set[str]] = {}
    for row in rows:
        relevant.setdefault(row.title, set()).add(row.concept)
    queries = [(title, title) for title in relevant]
    corpus = list(labels.values())
    return Material(corpus, [], queries, relevant, rows, [], SkillLinker, RELATION_WEIGHTS)
