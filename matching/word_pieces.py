"""The pieces of titles the linkers compare: words without gender, their n-grams, heads, tails."""

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
CHUNK = 2_000  # keys that are counted at once

# Ways of writing both genders that only capital letters tell: TrainerIn, interkulturelleR.
_CAPITAL_IN = re.compile(r"(?<=[a-zäöüß])(?:Innen|In|IN)\b")
_CAPITAL_R = re.compile(r"(?<=[a-zäöüß])R\b")
_ER_IN = re.compile(r"\((?:er/-?in|er/-?e|e/-?in)\)", re.IGNORECASE)
_E_R = re.compile(r"\((?:e/-?r|r/-?e)\)", re.IGNORECASE)
# Frauenarzt/-ärztin, Gemeindeschwester/pfleger: the second word replaces the end of the first.
_TWO_WORDS = re.compile(r"(\w{4,})\s?/\s?-?(\w{3,})")
# What a woman is called by another word or ending, after "in" has gone.
_OTHER_WORDS = (
    ("entbindungspfleger", "hebamme"), ("schwester", "pfleger"), ("stewardess", "steward"),
    ("purserette", "purser"), ("gehilfe", "helfer"), ("gehilf", "helfer"),
    ("hilfsarbeiter", "helfer"), ("magistra", "magister"), ("directrice", "modelleur"),
    ("direktrice", "modelleur"), ("woman", "man"),
    ("mutter", "vater"), ("iere", "ier"), ("euse", "eur"), ("erer", "er"),
)  # fmt: skip
_FEMALE = re.compile(r"(?<=\w{3})(?:innen|in)$")
_INSIDE = re.compile(r"(?<=\w{3}er)innen(?=\w)")
# Adjectives and participles, which take another ending for each gender and case.
_ADJECTIVE = re.compile(
    r"(isch|lich|ig|iv|ell|ial|onal|unal|ural|tral|bar|sam|los|haft|uft|igt|llt|agt|end|amt"
    r"|tet|iert|annt|lernt|ndet|dnet|privat|ulant|dox|erst|zweit|dritt)(?:er|en|em|es|e)$"
)
# Men whose name ends in e: Psychologe and Psychologin, Matrose and Matrosin.
_MALE_E = re.compile(
    r"(log|agog|opad|trop|teg|tros|lots|kolleg|expert|bot|zeug|schutz|kund|urg|nost|hirt|pars)e$"
)
_NO_FEMALE = frozenset({"benzin", "medizin", "termin", "magazin", "kamin", "disziplin", "admin"})
_IS_LATIN = re.compile(r"[a-z]+\Z")


def genderless(word: str) -> str:
    """Return a folded word in one form for all genders, adjectives also for all cases.

    >>> genderless("geprufter") == genderless("geprufte"), genderless("matrosin")
    (True, 'matros')
    """
    if len(word) < 4 or not _IS_LATIN.match(word):
        return word
    if word not in _NO_FEMALE:
        word = _INSIDE.sub("", _FEMALE.sub("", word))
    for female, one in _OTHER_WORDS:
        if word.endswith(female):
            word = word.removesuffix(female) + one
    return _MALE_E.sub(r"\1", _ADJECTIVE.sub(r"\1", word))


def plain_words(text: str) -> list[str]:
    """Return the words of a title without gender, each once.

    >>> plain_words("Leiter/Leiterin des Einkaufs") == plain_words("Leiterin des Einkaufs")
    True
    """
    text = unicodedata.normalize("NFKC", text[:LONGEST_TITLE])
    text = _CAPITAL_R.sub("r", _CAPITAL_IN.sub("", text))
    text = _TWO_WORDS.sub(_as_one, _E_R.sub("er", _ER_IN.sub("er", text)))
    return list(dict.fromkeys(genderless(word) for word in title_words(text)))


def _as_one(found: re.Match[str]) -> str:
    """Return the first of two words with a slash between if the second is its other gender."""
    first, second = ("".join(map(genderless, title_words(part))) for part in found.groups())
    same = first.endswith(second) if second else True
    return found[1] if same else f"{found[1]} {found[2]}"


def plain_key(text: str) -> str:
    """Return the plain words as one string: equal keys are one title in another form."""
    return " ".join(plain_words(text))


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

    def fit(self, *lists: Sequence[str]) -> list[sparse.csr_matrix]:
        """Learn how rare each column is in all ``lists`` of keys; return the vectors of each."""
        counts = [self._counts(keys) for keys in lists]
        there = sum(np.bincount(one.indices, minlength=COLUMNS) for one in counts)
        total = sum(len(keys) for keys in lists)
        self.rarity_ = (np.log((1 + total) / (1 + there)) + 1).astype(np.float32)
        return [self._weighted(one) for one in counts]

    def transform(self, keys: Sequence[str]) -> sparse.csr_matrix:
        """Return the vectors of ``keys``; a key without signs is a row of zeros."""
        return self._weighted(self._counts(keys))

    def _counts(self, keys: Sequence[str]) -> sparse.csr_matrix:
        """Count pieces, some keys at a time: all at once would need the memory twice."""
        parts = [self._hashes.transform(keys[at : at + CHUNK]) for at in range(0, len(keys), CHUNK)]
        if len(parts) == 1:
            return sparse.csr_matrix(parts[0])
        if not parts:
            return sparse.csr_matrix((0, COLUMNS), dtype=np.float32)
        return sparse.vstack(parts, format="csr", dtype=np.float32)

    def _weighted(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        """Turn counts into TF-IDF in place, some rows at a time."""
        np.log(counts.data, out=counts.data)
        counts.data += 1
        for at in range(0, counts.shape[0], CHUNK):
            starts = counts.indptr[at : at + CHUNK + 1]
            inside = slice(starts[0], starts[-1])
            values = counts.data[inside]
            values *= self.rarity_[counts.indices[inside]]
            sizes = np.diff(starts)
            row = np.repeat(np.arange(len(sizes)), sizes)
            lengths = np.sqrt(np.bincount(row, values * values, minlength=len(sizes)))
            values /= lengths[row].astype(np.float32)
        return counts
