"""What one would use without our linkers, on the same queries and labels, ranked by trec_eval."""

from __future__ import annotations

import argparse
import os
import random
import sys
from pathlib import Path

import bm25s
import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from matching.evaluate_links import Material, measure_linking, peak_mib, read_material
from matching.evaluate_skills import skills_material
from matching.link_files import Label, read_crosswalk
from matching.retrieval import CUT, Measures, measure, trec_order

DATA = Path(os.environ.get("MEETING_POINT_DATA", "../shared/data"))
SUCCESSES = ("success_at_1", "success_at_5", "success_at_10")
CHUNK = 200  # queries scored at once
Lists = dict[str, list[str]]
Queries = list[tuple[str, str]]


def char_tfidf(labels: list[Label], queries: Queries) -> Lists:
    """Rank by the cosine of character TF-IDF: pieces of two to five signs within words."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), dtype=np.float32)
    corpus = vectors.fit_transform([one.text for one in labels]).T.tocsr()
    keys, lists = [one.key for one in labels], {}
    for at in range(0, len(queries), CHUNK):
        part = queries[at : at + CHUNK]
        rows = (vectors.transform([text for _, text in part]) @ corpus).toarray()
        for (key, _), row in zip(part, rows, strict=True):
            lists[key] = trec_order(row, keys)
    return lists


def wratio(labels: list[Label], queries: Queries) -> Lists:
    """Rank by rapidfuzz's ``WRatio``, in lower case."""
    keys, texts = [one.key for one in labels], [one.text.lower() for one in labels]
    lists = {}
    for key, text in queries:
        row = process.cdist([text.lower()], texts, scorer=fuzz.WRatio, dtype=np.float32)[0]
        lists[key] = trec_order(row, keys)
    return lists


def bm25(labels: list[Label], queries: Queries) -> Lists:
    """Rank by BM25 over words (bm25s, its own defaults, no stop words)."""
    search = bm25s.BM25()
    search.index(bm25s.tokenize([one.text for one in labels], stopwords=None, show_progress=False),
                 show_progress=False)  # fmt: skip
    asked = bm25s.tokenize([text for _, text in queries], stopwords=None, show_progress=False)
    rows, scores = search.retrieve(asked, k=CUT, show_progress=False)
    return {
        key: [labels[row].key for row, score in zip(*found, strict=True) if score > 0] or [""]
        for (key, _), *found in zip(queries, rows, scores, strict=True)
    }


def one_per_concept(lists: Lists, labels: list[Label]) -> Lists:
    """Return the concepts in the order of their first label."""
    concept_of = {one.key: one.concept for one in labels}
    return {
        query: list(dict.fromkeys(concept_of.get(key, "") for key in found))
        for query, found in lists.items()
    }


def told(name: str, found: Measures) -> str:
    """Return one line of the table."""
    return (
        f"{name:34} {found.mrr:6.3f} {found.success_at_1:6.3f} {found.success_at_5:6.3f} "
        f"{found.success_at_10:6.3f} {found.queries:6}"
    )


def ours(material: Material, folds: int | None) -> None:
    """Print what our linker reaches on the same queries and labels, and what it costs."""
    found = measure_linking(material, folds, 0, peak_mib())
    for suffix, what in (("", "all labels"), ("_one_label", "one label")):
        values = [found[f"{name}{suffix}"] for name in ("mrr", *SUCCESSES)]
        print(f"{f'ours, {what}':34} " + " ".join(f"{one:6.3f}" for one in values),
              f"{found['queries']:6}")  # fmt: skip
    print({name: value for name, value in found.items() if not name.startswith(("mrr", "succ"))})


def material_of(name: str) -> Material:
    """Return a MELO set with what is known beside it, or the competences and skills."""
    walk = DATA / "crosswalks" / "DE_occupations_esco.csv"
    titles = DATA / "ba" / "occupation_titles_2019.xlsx"
    if name == "skills":
        return skills_material(read_crosswalk(DATA / "crosswalks" / "DE_skills_esco.csv"))
    german, folder = name.startswith("deu"), DATA / "melo" / name
    home = folder.with_name(f"{name[:8]}_c_{name[6:8]}")
    files = ("corpus_elements.tsv", "concept_mapping.tsv")
    known = [] if home == folder else [[home / file for file in files]]
    return read_material(argparse.Namespace(
        labels=folder / files[0], concepts=folder / files[1], queries=folder / "queries.tsv",
        relevance=folder / "annotations.tsv", known=known,
        train=[walk] if german else [], titles=titles if german else None,
    ))  # fmt: skip


def main() -> int:
    """Measure a MELO set or ``skills`` (argument): ours (folds: second argument), then the peers.

    WRatio, the slow one, is asked 300 queries drawn by seed 0.
    """
    name = sys.argv[1] if len(sys.argv) > 1 else "deu_q_de_c_de"
    material = material_of(name)
    labels, queries, relevant = material.labels, material.queries, material.relevant
    concept_of = {one.key: one.concept for one in labels}
    concepts = {query: {concept_of[key] for key in found} for query, found in relevant.items()}
    few = random.Random(0).sample(queries, min(300, len(queries)))
    print(f"{name:34} {'MRR':>6} {'s@1':>6} {'s@5':>6} {'s@10':>6} {'asked':>6}", flush=True)
    ours(material, int(sys.argv[2]) if len(sys.argv) > 2 else None)
    for peer_name, peer, asked in (
        ("char TF-IDF", char_tfidf, queries), ("bm25s", bm25, queries), ("WRatio", wratio, few),
    ):  # fmt: skip
        lists = peer(labels, asked)
        print(told(f"{peer_name}, all labels", measure(lists, relevant)))
        one = measure(one_per_concept(lists, labels), concepts)
        print(told(f"{peer_name}, one label", one), flush=True)
    if material.known:
        own = [one._replace(key=f"known {one.key}") for one in material.known]
        lists = one_per_concept(char_tfidf([*labels, *own], queries), [*labels, *own])
        print(told("char TF-IDF, known labels, too", measure(lists, concepts)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
