"""Links what people write to the concepts of a catalogue, such as the occupations of ESCO."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils import Tags
from sklearn.utils.validation import check_is_fitted

from matching.concept_groups import GroupShares
from matching.known_keys import KnownKeys, KnownWords
from matching.nearest_labels import NearestLabels
from matching.piece_embedding import PieceEmbedding, Task
from matching.plain_titles import plain_key
from matching.taught_pairs import distinct_pairs, numbered
from matching.word_pieces import PieceVectors

SMALLEST_SHARE = 1e-3  # of a code in the profile of a concept
LEAST = 1e-37  # chance: the logarithm of zero is none
CHUNK = 256  # texts that are linked at once: keeps the memory small

Floats = NDArray[np.floating]


class Candidate(NamedTuple):
    """A concept that may be meant, with the chance that it is."""

    concept: str
    confidence: float


class ConceptLinker(ClassifierMixin, BaseEstimator):
    """Learns from labels, and titles mapped to concepts, which concept a text means.

    ``OccupationLinker`` and ``SkillLinker`` are this with what suits occupations and skills.

    Three views are added: the chance of a classifier over pieces of words; the likeness of the
    nearest label; and, where coded titles are given, how far the codes that the text and the
    concept would get agree. The last needs no word in common: it bridges by the classification.

    Parameters
    ----------
    likeness : float
        Weight of the nearest label beside the logarithm of the learned chance.
    bridge : float
        Weight of how far the codes agree that text and concept would get.
    softness : float
        What scores are divided by before they become chances: measured on titles that were not
        learned, so that of a hundred answers with 0.7 about seventy are right (Guo et al., 2017).
    dimensions, epochs, random_state : int
        Of the ``PieceEmbedding``.

    Examples
    --------
    >>> linker = ConceptLinker().fit(["Bäcker/in", "Maurer/in"], ["baker", "bricklayer"])
    >>> str(linker.predict(["Bäckerin (m/w/d)"])[0])
    'baker'
    """

    def __init__(
        self,
        likeness: float = 2.0,
        bridge: float = 2.0,
        softness: float = 1.15,
        dimensions: int = 64,
        epochs: int = 8,
        random_state: int = 0,
    ) -> None:
        self.likeness = likeness
        self.bridge = bridge
        self.softness = softness
        self.dimensions = dimensions
        self.epochs = epochs
        self.random_state = random_state

    def fit(
        self,
        X: Sequence[str],  # noqa: N803 - scikit-learn's name
        y: Sequence[str],
        sample_weight: Sequence[float] | None = None,
        coded: tuple[Sequence[str], Sequence[str]] = ((), ()),
        groups: Collection[str] = (),
    ) -> Self:
        """Learn labels and mapped titles ``X`` of concepts ``y``, and titles with codes.

        ``sample_weight`` (0 to 1) says how well a title fits its concept, 1 for labels; ``coded``
        are titles and their codes in any classification. All may be of several languages.
        ``groups`` are concepts that hold others: what is meant where no concept was made for a
        text. Mapped titles teach that better, so name none where there are any.
        """
        if len(X) != len(y):
            raise ValueError(f"{len(X)} texts but {len(y)} concepts.")
        weights = np.ones(len(X)) if sample_weight is None else np.asarray(sample_weight)
        known = distinct_pairs(X, y, weights)
        self.classes_, answers = numbered([name for _, name in known])
        trust = np.array(list(known.values()), dtype=np.float32)
        taught = list(distinct_pairs(*coded))
        codes = numbered([code for _, code in taught])
        keys = [[key for key, _ in known], [key for key, _ in taught]]
        del known, taught  # here and below: what is not needed any more, before more is
        self.vectors_ = PieceVectors()
        labels, titles = self.vectors_.fit(*keys)
        tasks = [Task(labels, answers, trust, len(self.classes_))]
        if keys[1]:
            self.codes_ = codes[0]
            tasks.append(Task(titles, codes[1], np.ones(len(keys[1]), np.float32), len(codes[0])))
        has_codes = bool(keys.pop())
        del keys, titles
        self.embedding_ = PieceEmbedding(self.dimensions, self.epochs, self.random_state).fit(tasks)
        del tasks
        self.profiles_ = self._profiles(labels, answers, trust) if has_codes else None
        self.labels_ = NearestLabels(labels, answers, trust)
        self.groups_: GroupShares | None = None
        self.groups_ = self._group_shares(X, y, np.isin(self.classes_, list(groups)))
        return self

    def pack(self) -> Self:
        """Give up precision and noise that no answer needs: a third of the memory stays."""
        check_is_fitted(self)
        self.embedding_.pack(self.vectors_.was_seen())
        return self

    def predict(self, X: Sequence[str]) -> NDArray[np.str_]:  # noqa: N803
        """Return the likeliest concept of each text."""
        check_is_fitted(self)
        return self.classes_[self._fitness(X).argmax(axis=1)]

    def predict_proba(self, X: Sequence[str]) -> Floats:  # noqa: N803
        """Return the chances of ``classes_``, one row per text; rows sum to 1."""
        return self._chances(self._fitness(X))

    def kneighbors(
        self,
        X: Sequence[str],  # noqa: N803
        n_neighbors: int = 5,
    ) -> tuple[Floats, NDArray[np.intp]]:
        """Return chances and rows in ``classes_`` of the nearest concepts, the best first."""
        check_is_fitted(self)
        k = min(n_neighbors, len(self.classes_))
        found = [_best(self.predict_proba(part), k) for part in _parts(X)]
        if not found:
            return np.zeros((0, k), dtype=np.float32), np.zeros((0, k), dtype=np.intp)
        return np.concatenate([one[0] for one in found]), np.concatenate([one[1] for one in found])

    def candidates(self, text: str, k: int = 5) -> list[Candidate]:
        """Return up to ``k`` concepts that a text may mean, the best first."""
        if not plain_key(text):
            return []
        chances, rows = self.kneighbors([text], k)
        names = self.classes_[rows[0]]
        return [
            Candidate(str(name), float(chance))
            for name, chance in zip(names, chances[0], strict=True)
        ]

    def _fitness(self, X: Sequence[str]) -> Floats:  # noqa: N803
        """Return how well each of ``classes_`` fits, one row per text; the highest fits best."""
        check_is_fitted(self)
        scores = [self._scores([plain_key(text) for text in part]) for part in _parts(X)]
        return np.concatenate([np.zeros((0, len(self.classes_)), dtype=np.float32), *scores])

    def _scores(self, keys: list[str]) -> Floats:
        vectors = self.vectors_.transform(keys)
        places = self.embedding_.place(vectors)
        scores = self.embedding_.log_chances(places, 0)
        likeness = self.labels_.likeness(vectors)
        scores += self.likeness * likeness
        if self.profiles_ is not None:
            codes = self.embedding_.log_chances(places, 1)
            scores += self.bridge * (self.profiles_ @ np.exp(codes / 2).T).T
        if self.groups_ is not None:
            chances = self.groups_.added(self._chances(scores), likeness)
            scores = np.float32(self.softness) * np.log(np.maximum(chances, LEAST))
        return scores

    def _chances(self, scores: Floats) -> Floats:
        scores = scores / np.float32(self.softness)
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(chances / chances.sum(axis=1, keepdims=True))

    def _group_shares(
        self, texts: Sequence[str], names: Sequence[str], is_group: NDArray[np.bool_]
    ) -> GroupShares | None:
        """Return which groups the labels of the others would be taken for; None without groups."""
        members = np.flatnonzero(~is_group)
        if not is_group.any() or not len(members):
            return None
        rows = np.searchsorted(self.classes_, np.asarray(names, dtype=np.str_))
        scores = np.zeros((len(is_group), int(is_group.sum())), dtype=np.float32)
        for at in range(0, len(texts), CHUNK):
            keys = [plain_key(text) for text in texts[at : at + CHUNK]]
            np.add.at(scores, rows[at : at + CHUNK], self._scores(keys)[:, is_group])
        means = scores[members] / np.bincount(rows, minlength=len(is_group))[members, np.newaxis]
        return GroupShares(members, np.flatnonzero(is_group), self._chances(means))

    def _profiles(
        self, labels: sparse.csr_matrix, answers: NDArray[np.intp], trust: Floats
    ) -> sparse.csr_matrix:
        """Return the roots of the shares of codes of each concept (concepts x codes).

        The product of two rows of roots is their Bhattacharyya coefficient: 1 for equal shares.
        Shares too small to matter are left out.
        """
        shares = np.zeros((len(self.classes_), len(self.codes_)), dtype=np.float32)
        for at in range(0, len(answers), CHUNK):
            rows = slice(at, at + CHUNK)
            places = self.embedding_.place(labels[rows])
            chances = np.exp(self.embedding_.log_chances(places, 1)) * trust[rows, np.newaxis]
            np.add.at(shares, answers[rows], chances)
        shares /= shares.sum(axis=1, keepdims=True)
        shares[shares < SMALLEST_SHARE] = 0
        profiles = sparse.csr_matrix(shares)
        np.sqrt(profiles.data, out=profiles.data)
        return profiles

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


class OccupationLinker(ConceptLinker):
    """Links what people call their work to occupations; a title it was taught is beyond doubt.

    Examples
    --------
    >>> linker = OccupationLinker().fit(["Bäcker/in", "Maurer/in"], ["29222", "32122"])
    >>> linker.candidates("Bäckerin (m/w/d)")
    [Candidate(concept='29222', confidence=1.0)]
    """

    def fit(
        self,
        X: Sequence[str],  # noqa: N803 - scikit-learn's name
        y: Sequence[str],
        sample_weight: Sequence[float] | None = None,
        coded: tuple[Sequence[str], Sequence[str]] = ((), ()),
        groups: Collection[str] = (),
    ) -> Self:
        """Learn as ``ConceptLinker`` does, and remember which titles mean one occupation only."""
        super().fit(X, y, sample_weight, coded, groups)
        keys = [plain_key(text) for text in X]
        self.known_, self.words_ = KnownKeys(keys, y), KnownWords(keys)
        return self

    def exact(self, text: str) -> str | None:
        """Return the occupation of a title it was taught, in whatever form it is written."""
        check_is_fitted(self)
        return self.known_.meaning_of(plain_key(text))

    def candidates(self, text: str, k: int = 5) -> list[Candidate]:
        """Return the one occupation of a known title, otherwise up to ``k`` to pick from."""
        exact = self.exact(text)
        return [Candidate(exact, 1.0)] if exact else super().candidates(text, k)


class SkillLinker(ConceptLinker):
    """Links what people say they can to the skills of a catalogue.

    Skills are many, with few titles each: the words themselves count for more than with
    occupations, and fewer rounds teach as much.
    """

    def __init__(
        self,
        likeness: float = 10.0,
        bridge: float = 2.0,
        softness: float = 0.85,
        dimensions: int = 64,
        epochs: int = 5,
        random_state: int = 0,
    ) -> None:
        super().__init__(likeness, bridge, softness, dimensions, epochs, random_state)


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[at : at + CHUNK] for at in range(0, len(texts), CHUNK))


def _best(chances: Floats, k: int) -> tuple[Floats, NDArray[np.intp]]:
    """Return the ``k`` greatest of each row and their columns, the greatest first."""
    best = np.argpartition(-chances, k - 1, axis=1)[:, :k]
    inside = np.take_along_axis(chances, best, axis=1)
    best = np.take_along_axis(best, np.argsort(-inside, axis=1, kind="stable"), axis=1)
    return np.take_along_axis(chances, best, axis=1), best
