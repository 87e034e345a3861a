"""The pieces of titles the linkers compare: stems without gender, their n-grams, heads, tails."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer

from matching.title_model import word_ends
from matching.wording import LONGEST_TITLE, title_words

SHORTEST, LONGEST = 2, 5  # signs of the n-grams within a word, its edges included
COLUMNS = 2**17  # that pieces are hashed to

# Ways of writing both genders that only capital letters tell: TrainerIn, interkulturelleR.
_CAPITAL_IN = re.compile(r"(?<=[a-zäöüß])(?:Innen|In|IN)\b")
_CAPITAL_R = re.compile(r"(?<=[a-zäöüß])R\b")
_ER_IN = re.compile(r"\((?:er/-?in|er/-?e|e/-?in)\)", re.IGNORECASE)
_E_R = re.compile(r"\((?:e/-?r|r/-?e)\)", re.IGNORECASE)
# Frauenarzt/-ärztin, Gemeindeschwester/pfleger: the second word replaces the end of the first.
_TWO_ENDS = re.compile(r"(\w{4,})\s?/\s?-?(\w{3,})")
# What a woman is called by another word or ending.
_OTHER_WORDS = (
    ("entbindungspfleger", "hebamm"), ("hebamme", "hebamm"), ("schwester", "pfleger"),
    ("stewardess", "steward"), ("purserette", "purser"), ("gehilfin", "helfer"),
    ("lotsin", "lotse"), ("trosin", "trose"), ("iere", "ier"), ("euse", "eur"),
)  # fmt: skip
_FEMALE = re.compile(r"(?<=\w{3})(?:innen|in)$")
_ENDING = re.compile(r"(?<=\w{3})(?:er|en|em|es|e|s|n|r)$")
_NO_FEMALE = frozenset({"benzin", "medizin", "termin", "magazin", "kamin", "disziplin", "admin"})
_IS_LATIN = re.compile(r"[a-z]+\Z")


def stem(word: str) -> str:
    """Return a folded word without what gender, case and number add to it.

    >>> stem("geprufter") == stem("geprufte"), stem("matrose") == stem("matrosin")
    (True, True)
    """
    if len(word) < 5 or not _IS_LATIN.match(word):
        return word
    for female, one in _OTHER_WORDS:
        if word.endswith(female):
            word = word.removesuffix(female) + one
    if word not in _NO_FEMALE:
        word = _FEMALE.sub("", word)
    if word.endswith("erer"):
        word = word.removesuffix("er")
    return _ENDING.sub("", word) if len(word) > 4 else word


def stems(text: str) -> list[str]:
    """Return the stems of a title, each once: both genders of a word count as one.

    >>> stems("Leiter/Leiterin des Einkaufs") == stems("Leiterin des Einkaufs")
    True
    """
    text = unicodedata.normalize("NFKC", text[:LONGEST_TITLE])
    text = _CAPITAL_R.sub("r", _CAPITAL_IN.sub("", text))
    text = _TWO_ENDS.sub(_one_end, _E_R.sub("er", _ER_IN.sub("er", text)))
    return list(dict.fromkeys(stem(word) for word in title_words(text)))


def _one_end(found: re.Match[str]) -> str:
    first, second = ("".join(stem(word) for word in title_words(part)) for part in found.groups())
    return found[1] if second and first.endswith(second) else found[0]


def stem_key(text: str) -> str:
    """Return the stems as one string: equal keys are one title in another form."""
    return " ".join(stems(text))


def pieces_of(key: str) -> list[str]:
    """Return all pieces of a key: n-grams within words, beginnings, endings, whole words."""
    found = []
    for word in key.split():
        edged = f" {word} "
        for length in range(SHORTEST, min(LONGEST, len(edged)) + 1):
            found += [edged[at : at + length] for at in range(len(edged) - length + 1)]
    return found + word_ends(key)


class PieceVectors:
    """TF-IDF of the pieces of keys, hashed to a fixed number of columns, each row of length one.

    Hashing (Weinberger et al., ICML 2009) needs no list of pieces: a model stays small, however
    many titles there are, and what nobody has written yet has its columns, too.
    """

    def __init__(self) -> None:
        self._hashes = HashingVectorizer(
            analyzer=pieces_of, n_features=COLUMNS, alternate_sign=False, norm=None,
            dtype=np.float32,
        )  # fmt: skip

    def fit(self, keys: Sequence[str]) -> sparse.csr_matrix:
        """Learn how rare each column is and return the vectors of ``keys``."""
        counts = self._counts(keys)
        there = np.bincount(counts.indices, minlength=COLUMNS)
        self.rarity_ = (np.log((1 + len(keys)) / (1 + there)) + 1).astype(np.float32)
        return self._weighted(counts)

    def transform(self, keys: Sequence[str]) -> sparse.csr_matrix:
        """Return the vectors of ``keys``; a key without signs is a row of zeros."""
        return self._weighted(self._counts(keys))

    def _counts(self, keys: Sequence[str]) -> sparse.csr_matrix:
        return self._hashes.transform(keys).tocsr()

    def _weighted(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        counts.data = (1 + np.log(counts.data)) * self.rarity_[counts.indices]
        squares = np.add.reduceat(np.append(counts.data**2, 0), counts.indptr[:-1])
        squares[np.diff(counts.indptr) == 0] = 1
        counts.data /= np.repeat(np.sqrt(squares), np.diff(counts.indptr)).astype(np.float32)
        return counts
