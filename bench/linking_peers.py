"""What one would use without our linkers, on the same queries and labels, ranked by trec_eval."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import bm25s
import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from matching.link_files import Label, read_labels, read_pairs, read_relevance
from matching.retrieval import CUT, Measures, measure, trec_order

DATA = Path(os.environ.get("MEETING_POINT_DATA", "../shared/data"))
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


def main() -> int:
    """Measure the peers on a MELO set (argument); WRatio, the slow one, on 300 queries drawn."""
    name = sys.argv[1] if len(sys.argv) > 1 else "deu_q_de_c_de"
    folder = DATA / "melo" / name
    labels = read_labels(folder / "corpus_elements.tsv", folder / "concept_mapping.tsv")
    relevant = read_relevance(folder / "annotations.tsv")
    concept_of = {one.key: one.concept for one in labels}
    concepts = {query: {concept_of[key] for key in found} for query, found in relevant.items()}
    queries = read_pairs(folder / "queries.tsv")
    few = random.Random(0).sample(queries, min(300, len(queries)))
    print(f"{name:34} {'MRR':>6} {'s@1':>6} {'s@5':>6} {'s@10':>6} {'asked':>6}")
    for peer_name, peer, asked in (
        ("char TF-IDF", char_tfidf, queries), ("bm25s", bm25, queries), ("WRatio", wratio, few),
    ):  # fmt: skip
        lists = peer(labels, asked)
        print(told(f"{peer_name}, all labels", measure(lists, relevant)))
        print(told(f"{peer_name}, one label", measure(one_per_concept(lists, labels), concepts)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
