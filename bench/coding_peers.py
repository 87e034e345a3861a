"""KldB codes of titles held out by occupation number, ours and what one would use without us.

``python -m bench.coding_peers``: every fifth number of the official list is drawn by seed 0; its
titles are asked in their neutral form, all forms of all other titles are learned.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import numpy as np
import openpyxl
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from matching import evaluate_codes
from matching.official_titles import CODE_COLUMN, TITLE_COLUMNS
from matching.plain_titles import plain_key

DATA = Path(os.environ.get("MEETING_POINT_DATA", "../shared/data"))
CHUNK = 200  # titles compared at once
FEW = 300  # titles WRatio, the slow one, is asked
Lines = list[tuple[str, str]]
Coder = Callable[[Lines, Sequence[str]], list[str]]


def numbered_titles() -> dict[str, list[tuple[str, ...]]]:
    """Return the forms of the titles of each occupation number: ``29222-100``."""
    book = openpyxl.load_workbook(DATA / "ba" / "occupation_titles_2019.xlsx", read_only=True)
    found: dict[str, list[tuple[str, ...]]] = {}
    for sheet in book.worksheets:
        columns: list[int] = []
        for row in sheet.iter_rows(values_only=True):
            if CODE_COLUMN in row:
                columns = [row.index(name) for name in (CODE_COLUMN, *TITLE_COLUMNS)]
            elif columns and str(row[columns[0]]).startswith("B ") and row[columns[1]]:
                code, *forms = (str(row[column] or row[columns[1]]) for column in columns)
                found.setdefault(code.strip()[2:], []).append(tuple(forms))
    return found


def drawn_titles() -> tuple[Lines, Lines]:
    """Return titles with codes to learn and titles with codes to ask."""
    titles = numbered_titles()
    numbers = sorted(number for number in titles if len(number) == len("29222-100"))
    drawn = set(np.random.default_rng(0).permutation(numbers)[::5].tolist())
    learn = [(form, number[:5]) for number in numbers if number not in drawn
             for forms in titles[number] for form in dict.fromkeys(forms)]  # fmt: skip
    ask = [(forms[0], number[:5]) for number in numbers if number in drawn
           for forms in titles[number]]  # fmt: skip
    return learn, ask


def char_vectors() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), dtype=np.float32)


def support_vectors(learn: Lines, ask: Sequence[str]) -> list[str]:
    """Code by linear support vectors over character TF-IDF; one form of a title is learned."""
    one_form = {(plain_key(title), code): title for title, code in reversed(learn)}
    texts, codes = list(one_form.values()), [code for _, code in one_form]
    model = make_pipeline(char_vectors(), LinearSVC(tol=1e-2))
    return list(model.fit(texts, codes).predict(ask))


def nearest_char_tfidf(learn: Lines, ask: Sequence[str]) -> list[str]:
    """Take the code of the title with the greatest cosine of character TF-IDF."""
    vectors = char_vectors()
    known = vectors.fit_transform([title for title, _ in learn]).T.tocsr()
    found = []
    for at in range(0, len(ask), CHUNK):
        likeness = (vectors.transform(ask[at : at + CHUNK]) @ known).toarray()
        found += [learn[row][1] for row in likeness.argmax(axis=1)]
    return found


def nearest_bm25(learn: Lines, ask: Sequence[str]) -> list[str]:
    """Take the code of the best title of BM25 over words (bm25s, its own defaults)."""
    words = {"stopwords": None, "show_progress": False}
    search = bm25s.BM25()
    search.index(bm25s.tokenize([title for title, _ in learn], **words), show_progress=False)
    rows, _ = search.retrieve(bm25s.tokenize(list(ask), **words), k=1, show_progress=False)
    return [learn[row][1] for row in rows[:, 0]]


def nearest_wratio(learn: Lines, ask: Sequence[str]) -> list[str]:
    """Take the code of the best title of rapidfuzz's ``WRatio``, in lower case."""
    known = [title.lower() for title, _ in learn]
    asked = [title.lower() for title in ask]
    rows = [process.cdist([one], known, scorer=fuzz.WRatio)[0].argmax() for one in asked]
    return [learn[row][1] for row in rows]


def ours(learn: Lines, ask: Lines) -> dict[str, float]:
    """Return the numbers of ``python -m matching.evaluate code``."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("titles.tsv", "queries.tsv")]
        for path, lines in zip(files, (learn, ask), strict=True):
            path.write_text("".join(f"{title}\t{code}\n" for title, code in lines), "utf-8")
        options = argparse.Namespace(titles=files[0], queries=files[1], random_state=0)
        return evaluate_codes.run(options)


def main() -> int:
    """Print ours and the peers, WRatio on few titles drawn."""
    learn, ask = drawn_titles()
    print(f"{len(learn)} forms learned, {len(ask)} titles asked: five digits, level", flush=True)
    print("ours", ours(learn, ask), flush=True)
    few = random.Random(0).sample(ask, FEW)
    peers: tuple[tuple[Coder, Lines], ...] = (
        (nearest_char_tfidf, ask), (nearest_bm25, ask), (nearest_wratio, few),
        (support_vectors, ask),
    )  # fmt: skip
    for peer, asked in peers:
        found = peer(learn, [title for title, _ in asked])
        pairs = [(code, right) for code, (_, right) in zip(found, asked, strict=True)]
        exact = np.mean([code == right for code, right in pairs])
        level = np.mean([code[4] == right[4] for code, right in pairs])
        print(f"{peer.__name__:20} {exact:.3f} {level:.3f} {len(asked)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
