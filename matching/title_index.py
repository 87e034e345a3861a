"""Finds known titles near to what somebody types: typing errors, parts of words, any script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from matching.plain_titles import plain_key
from matching.transliteration import is_arabic, skeleton

LEAST = 0.62  # a suggestion below this confidence is noise
LOOKED_AT = 60  # titles compared letter by letter
SURE = 0.75  # from this confidence on nothing else is looked for
SOUNDS_ALIKE = 0.68  # confidence of an Arabic word written with Latin letters: it is asked for
SHORTEST_SOUND = 3  # consonants
SHORTEST_HEAD = 5  # letters of a title that may be the last part of a typed compound
LETTERS_PER_ERROR, MOST_ERRORS = 4, 3  # with more errors it is another word
CLEAR = 0.9  # from this confidence on it is clear what somebody means: strangers are left out
_MAIN_GROUP = 2  # digits of the KldB


class KnownTitle(NamedTuple):
    """A title to be found: its key (see ``plain_key``), its code and the name to show."""

    key: str
    code: str
    name: str


class Suggestion(NamedTuple):
    """An occupation that may be meant: code, the name to show, confidence between 0 and 1."""

    code: str
    title: str
    confidence: float


class TitleIndex:
    """Known titles with their codes, searchable by pieces of words."""

    def __init__(self, known: Sequence[KnownTitle]) -> None:
        self.known = list(known)
        self._exact: dict[str, str] = {}
        for one in self.known:
            self._exact.setdefault(one.key, one.code)
        self._by_sound: dict[str, list[int]] = {}
        for row, one in enumerate(self.known):
            if is_arabic(one.key):
                self._by_sound.setdefault(skeleton(one.key), []).append(row)
        self._vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 3), dtype=np.float32)
        rows = self._vectors.fit_transform([one.key for one in self.known])
        self._pieces = rows.T.tocsr()  # by piece of word: a query touches only its own pieces

    def exact(self, key: str) -> str | None:
        """Return the code of the title with this key, None if there is none."""
        return self._exact.get(key) if key else None

    def is_heard(self, key: str) -> bool:
        """Return whether a key with Latin letters sounds like an Arabic title."""
        return bool(self._alike(key))

    def vectors(self, keys: Sequence[str]) -> sparse.csr_matrix:
        """Return the TF-IDF of the pieces of keys, as the known titles have it."""
        return self._vectors.transform(keys).tocsr()

    def rows(self) -> sparse.csr_matrix:
        """Return the vectors of the known titles, in their order."""
        return self._pieces.T.tocsr()

    def suggest(self, text: str, k: int) -> list[Suggestion]:
        """Return up to ``k`` suggestions, one per name, the best first."""
        key = plain_key(text)
        if not key or k < 1:
            return []
        found: dict[str, Suggestion] = {}
        near = [(self.known[row], _likeness(key, self.known[row].key)) for row in self._near(key)]
        if not near or max(confidence for _, confidence in near) < SURE:
            near += [(self.known[row], SOUNDS_ALIKE) for row in self._alike(key)]
        for one, confidence in _without_strangers(key, near):
            best = found.get(one.name)
            if confidence >= LEAST and (best is None or confidence > best.confidence):
                found[one.name] = Suggestion(one.code, one.name, confidence)
        return sorted(found.values(), key=lambda one: (-one.confidence, one.title))[:k]

    def _alike(self, key: str) -> list[int]:
        """Return Arabic titles that sound like what was typed with Latin letters."""
        sound = skeleton(key)
        return self._by_sound.get(sound, []) if len(sound) >= SHORTEST_SOUND else []

    def _near(self, key: str) -> list[int]:
        likeness = (self._vectors.transform([key]) @ self._pieces).toarray().ravel()
        count = min(LOOKED_AT, len(likeness))
        best = np.argpartition(-likeness, count - 1)[:count]
        return [int(row) for row in best if likeness[row] > 0]


def _without_strangers(
    key: str, near: Sequence[tuple[KnownTitle, float]]
) -> list[tuple[KnownTitle, float]]:
    """Leave out what only looks alike where it is clear what was typed.

    "Mälzer" is one letter away from "Maler", "refuse worker" near to "warehouse worker": beside
    a known title only its own main group stays, and what holds the typed words or is held by them.
    """
    best = max((confidence for _, confidence in near), default=0.0)
    if best < CLEAR:
        return list(near)
    least = best if best == 1.0 else CLEAR
    meant = {one.code[:_MAIN_GROUP] for one, confidence in near if confidence >= least}
    return [
        (one, confidence)
        for one, confidence in near
        if one.code[:_MAIN_GROUP] in meant or _is_part(key, one.key)
    ]


def _is_part(typed: str, known: str) -> bool:
    """Return whether one of both stands whole in the other, as words or as part of a word."""
    return fuzz.token_set_ratio(typed, known) == _ALL or _part_likeness(typed, known) > 0


_ALL = 100


def _likeness(typed: str, known: str) -> float:
    """Return 1 for equal keys; less for typing errors, parts of words and beginnings."""
    if typed == known:
        return 1.0
    alike = max(_whole_likeness(typed, known), 0.9 * _words_likeness(typed, known))
    return round(min(0.99, max(alike, _part_likeness(typed, known))), 4)


def _whole_likeness(typed: str, known: str) -> float:
    """Return the share of letters without a typing error; 0 where it is rather another word.

    Letters in common alone do not count: all those of "teacher" stand in "Teigmacher", in order.
    """
    most = min(max(1, len(typed) // LETTERS_PER_ERROR), MOST_ERRORS)
    errors = OSA.distance(typed, known, score_cutoff=most)
    return 1 - errors / max(len(typed), len(known)) if errors <= most else 0.0


def _words_likeness(typed: str, known: str) -> float:
    """Return how well words agree in whatever order; 0 where they have none in common."""
    is_same = not set(typed.split()).isdisjoint(known.split())
    return fuzz.token_set_ratio(typed, known) / _ALL if is_same else 0.0


def _part_likeness(typed: str, known: str) -> float:
    """Return how well one title is a part of the other; 0 where it is none."""
    begins = 0.6 + 0.35 * len(typed) / len(known) if known.startswith(typed) else 0.0
    inside = 0.6 + 0.2 * len(typed) / len(known) if len(typed) > 2 and typed in known else 0.0
    # What stands last in a German compound is what somebody is: Hotelreinigungskraft.
    ends = 0.55 + 0.35 * len(known) / len(typed) if typed.endswith(known) else 0.0
    ends = ends if len(known) >= SHORTEST_HEAD else 0.0
    return max(begins, inside, ends)
