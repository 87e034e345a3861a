"""Measures the linking of queries to concepts: ``python -m matching.evaluate link --help``."""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.concepts import ConceptLinker, OccupationLinker
from matching.link_files import (
    RELATION_WEIGHTS,
    CodedTitle,
    Label,
    LinkFileUnreadable,
    Mapped,
    read_coded_titles,
    read_crosswalk,
    read_labels,
    read_pairs,
    read_relevance,
    unit_groups,
)
from matching.plain_titles import plain_key
from matching.retrieval import CUT, Measures, measure

ALONE = 200  # queries that are timed one by one
LABELS_ALONE = 10.0  # weight of the nearest label where no title was mapped or has a code
FIRST_OF_EACH = 20  # concepts that stand with their best label before any has a second

Numbers = dict[str, float]


class Material(NamedTuple):
    """All that is read for a measurement, and how a relation is weighed."""

    labels: list[Label]
    known: list[Label]
    queries: list[tuple[str, str]]
    relevant: dict[str, set[str]]
    mapped: list[Mapped]
    titles: list[CodedTitle]
    kind: type[ConceptLinker] = OccupationLinker
    weights: Mapping[str, float] = RELATION_WEIGHTS


class Answers(NamedTuple):
    """Ranked labels of each query, all and one per concept, and what it cost.

    Times are of the processor, all threads together: a busy machine does not change them.
    """

    ranked: dict[str, list[str]]
    one_label: dict[str, list[str]]
    seconds: float
    fit_seconds: float
    alone_ms: float
    dropped: int


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options of ``link``."""
    for name, what in (("labels", "label id and text"), ("concepts", "label id and concept"),
                       ("queries", "query id and text"), ("relevance", "qrels")):  # fmt: skip
        parser.add_argument(f"--{name}", type=Path, required=True, help=f"{what}, tab-separated")
    pair = ("LABELS", "CONCEPTS")
    parser.add_argument("--known", type=Path, nargs="+", action="append", default=[], metavar=pair,
                        help="labels in the queries' language; repeatable")  # fmt: skip
    parser.add_argument("--train", type=Path, action="append", default=[], help="a crosswalk")
    parser.add_argument("--titles", type=Path, help="coded titles: xlsx, or title, tab, code")
    parser.add_argument("--folds", type=int, help="parts of the queries; none of it is learned")
    parser.add_argument("--random-state", type=int, default=0, help="of the folds and the model")
    parser.add_argument("--json", type=Path, required=True, help="where to write the numbers")


def run(options: argparse.Namespace) -> dict[str, float]:
    """Read, link and measure."""
    before = peak_mib()
    material = read_material(options)
    return measure_linking(material, options.folds, options.random_state, before)


def measure_linking(
    material: Material, folds: int | None, random_state: int, before: float
) -> dict[str, float]:
    """Return the numbers of ``link``; with ``folds`` no title of a query is learned for it.

    ``peak_mib`` is what was needed above ``before``: the interpreter with its libraries.
    """
    if folds is not None and not 2 <= folds <= len(material.queries):
        raise ValueError(f"--folds must be 2 to {len(material.queries)}, the number of queries.")
    parts = _folds(len(material.queries), folds, random_state)
    answers = [_answer(material, rows, random_state, hide=bool(folds)) for rows in parts]
    lists = {query: found for one in answers for query, found in one.ranked.items()}
    single = {query: found for one in answers for query, found in one.one_label.items()}
    measured = measure(lists, material.relevant)
    dropped = sum(one.dropped for one in answers)
    return {
        **measured.named(),
        **_one_per_concept(material, single).named("_one_label"),
        "queries": measured.queries,
        "ms_per_query": round(1000 * sum(one.seconds for one in answers) / len(lists), 3),
        "ms_per_query_alone": round(float(np.mean([one.alone_ms for one in answers])), 3),
        "fit_seconds": round(max(one.fit_seconds for one in answers), 2),
        "peak_mib": round(peak_mib() - before, 1),
        "process_peak_mib": peak_mib(),
        **({"rows_dropped": dropped} if folds else {"queries_seen": _seen(material)}),
    }


def peak_mib() -> float:
    """Return the most memory this process has had so far, interpreter and libraries included."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def read_material(options: argparse.Namespace) -> Material:
    """Return what the files of the options hold, checked against each other."""
    labels = read_labels(options.labels, options.concepts)
    known = [one for pair in _pairs(options.known) for one in read_labels(*pair)]
    relevant = read_relevance(options.relevance)
    queries = read_pairs(options.queries)
    if not {key for key, _ in queries} & relevant.keys():
        raise LinkFileUnreadable(f"{options.relevance} judges none of {options.queries}.")
    mapped = [row for path in options.train for row in read_crosswalk(path)]
    titles = read_coded_titles(options.titles) if options.titles else []
    return Material(labels, known, queries, relevant, mapped, titles)


def _pairs(options: Sequence[Sequence[Path]]) -> list[tuple[Path, Path]]:
    """Return the files of ``--known``, which may be repeated or list several pairs at once."""
    files = [path for option in options for path in option]
    if any(len(option) % 2 for option in options):
        raise ValueError("--known needs two files each time: LABELS.tsv CONCEPTS.tsv.")
    return list(zip(files[::2], files[1::2], strict=True))


def _folds(count: int, folds: int | None, random_state: int) -> list[NDArray[np.intp]]:
    if not folds:
        return [np.arange(count)]
    order = np.random.default_rng(random_state).permutation(count)
    return [np.sort(part) for part in np.array_split(order, folds)]


def title_forms(texts: Iterable[str]) -> set[str]:
    """Return what texts have in common with all their forms: genders, slashes, case, spelling."""
    return {plain_key(text) for text in texts} - {""}


def without(
    hidden: set[str], mapped: Sequence[Mapped], titles: Sequence[CodedTitle]
) -> tuple[list[Mapped], list[CodedTitle]]:
    """Return the rows that hold no title of ``hidden`` (see ``title_forms``) in any form."""
    return (
        [row for row in mapped if not hidden & title_forms([row.title])],
        [row for row in titles if not hidden & title_forms(row.forms)],
    )


def _seen(material: Material) -> int:
    rows = title_forms(row.title for row in material.mapped)
    rows |= title_forms(form for row in material.titles for form in row.forms)
    return sum(bool(rows & title_forms([text])) for _, text in material.queries)


def _answer(
    material: Material, rows: NDArray[np.intp], random_state: int, *, hide: bool
) -> Answers:
    """Fit, if asked without the titles of the queries ``rows``, and rank for them."""
    queries = [material.queries[row] for row in rows]
    mapped, titles = material.mapped, material.titles
    if hide:
        mapped, titles = without(title_forms(text for _, text in queries), mapped, titles)
    started = time.process_time()
    linker = fit_linker(material, mapped, titles, random_state)
    fitted = time.process_time()
    corpus = Corpus(material.labels, linker)
    begun = time.process_time()
    found = corpus.rank([text for _, text in queries])
    seconds = time.process_time() - begun
    keys = [key for key, _ in queries]
    return Answers(
        dict(zip(keys, (corpus.all_labels(concepts) for concepts in found), strict=True)),
        dict(zip(keys, (corpus.first_labels(concepts) for concepts in found), strict=True)),
        seconds,
        fitted - started,
        _alone(corpus, [text for _, text in queries[:ALONE]]),
        len(material.mapped) + len(material.titles) - len(mapped) - len(titles),
    )


def fit_linker(
    material: Material, mapped: Sequence[Mapped], titles: Sequence[CodedTitle], random_state: int
) -> ConceptLinker:
    """Return a linker that learned all labels and the rows given."""
    concepts = {one.concept for one in material.labels}
    taught = [(one.text, one.concept, 1.0) for one in material.labels]
    taught += [(one.text, one.concept, 1.0) for one in material.known if one.concept in concepts]
    taught += [(row.title, row.concept, material.weights.get(row.relation, 0.25))
               for row in mapped if row.concept in concepts]  # fmt: skip
    texts, names, weights = zip(*taught, strict=True)
    del taught
    coded = ([form for row in titles for form in row.forms],
             [row.code for row in titles for _ in row.forms])  # fmt: skip
    if mapped or titles:
        return material.kind(random_state=random_state).fit(texts, names, weights, coded=coded)
    linker = material.kind(likeness=LABELS_ALONE, random_state=random_state)
    return linker.fit(texts, names, weights, groups=unit_groups(concepts))


class Corpus:
    """The labels of a corpus by concept: turns ranked concepts into ranked labels."""

    def __init__(self, labels: Sequence[Label], linker: ConceptLinker) -> None:
        self.linker = linker
        self.keys: dict[str, list[str]] = {}
        for one in labels:
            self.keys.setdefault(one.concept, []).append(one.key)

    def rank(self, texts: Sequence[str]) -> list[list[str]]:
        """Return the ``CUT`` best concepts of each text."""
        rows = self.linker.kneighbors(texts, CUT)[1]
        return [self.linker.classes_[found].tolist() for found in rows]

    def first_labels(self, concepts: Sequence[str]) -> list[str]:
        """Return one label for each concept."""
        return [self.keys[name][0] for name in concepts]

    def all_labels(self, concepts: Sequence[str]) -> list[str]:
        """Return all labels: first one of each of the best concepts, then the others."""
        first = self.first_labels(concepts[:FIRST_OF_EACH])
        rest = [key for name in concepts[:FIRST_OF_EACH] for key in self.keys[name][1:]]
        after = [key for name in concepts[FIRST_OF_EACH:] for key in self.keys[name]]
        return [*first, *rest, *after][:CUT]


def _one_per_concept(material: Material, single: dict[str, list[str]]) -> Measures:
    """Return the measures of lists with one label per concept: relevant is the concept."""
    concept_of = {one.key: one.concept for one in material.labels}
    relevant = {
        query: {concept_of[key] for key in keys if key in concept_of}
        for query, keys in material.relevant.items()
    }
    return measure(
        {query: [concept_of[key] for key in found] for query, found in single.items()}, relevant
    )


def _alone(corpus: Corpus, texts: Sequence[str]) -> float:
    """Return the median time of one query alone, in milliseconds."""
    times = []
    for text in texts:
        begun = time.process_time()
        corpus.rank([text])
        times.append(time.process_time() - begun)
    return 1000 * float(np.median(times))
