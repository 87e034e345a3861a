"""Links a typed occupation title to the KldB 2010, and suggests occupations while typing."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils import Tags
from sklearn.utils.validation import check_is_fitted

from matching.catalogue import load_catalogue
from matching.levels import level_probabilities
from matching.plain_titles import plain_key
from matching.spelling import Spelling
from matching.title_index import KnownTitle, Suggestion, TitleIndex
from matching.title_model import TitleModel
from matching.transliteration import latin
from matching.tree import tree_rows
from matching.type_choice import TypeChoice
from matching.wording import title_key

Floats = NDArray[np.float64]
# Where a typed title lies in the tree, and its code if the title is known exactly.
Meaning = tuple[NDArray[np.float32], str | None]
CHUNK = 256  # titles that are predicted at once: keeps the memory small
REMEMBERED = 3_000  # typed titles whose meaning is kept in memory (about 10 MB)


class Links(NamedTuple):
    """What n typed titles mean: vectors in the KldB tree, level probabilities, codes."""

    tree: Floats
    levels: Floats
    codes: list[str | None]


class TitleReader(ClassifierMixin, BaseEstimator):
    """Learns from titles with their KldB codes what a newly typed title means.

    Parameters
    ----------
    sharpness : float
        How strongly the likeliest groups are preferred over the others.
    thorough : bool
        Whether to learn by support vectors: better with thousands of titles, but a minute's work.

    Examples
    --------
    >>> reader = TitleReader().fit(["Bäcker/in", "Maurer/in"], ["29222", "32122"])
    >>> str(reader.predict(["Bäckerin (m/w/d)"])[0])
    '29222'
    """

    def __init__(self, sharpness: float = 10.0, thorough: bool = False) -> None:
        self.sharpness = sharpness
        self.thorough = thorough

    def fit(
        self,
        X: Sequence[str],  # noqa: N803 - scikit-learn's name
        y: Sequence[str],
        names: Sequence[str] | None = None,
    ) -> Self:
        """Learn titles ``X`` with codes ``y`` of three to five digits.

        Titles with five digits can be suggested, shown as ``names`` (the titles themselves if
        None); shorter codes only teach the words of a group.
        """
        if len(X) != len(y):
            raise ValueError(f"{len(X)} titles but {len(y)} codes.")
        self.classes_ = np.unique([code for code in y if len(code) == 5])
        keys = [plain_key(title) for title in X]
        words = [title_key(title) for title in X]
        self.model_ = TitleModel(self.sharpness, self.thorough).fit(words, list(y))
        self.index_ = TitleIndex(
            [
                KnownTitle(key, str(code), str(name))
                for plain, word, code, name in zip(keys, words, y, names or X, strict=True)
                if len(code) == 5
                for key in dict.fromkeys(
                    (plain, word, latin(word))
                )  # who mistypes a word still means it
            ]
        )
        self.spelling_ = Spelling(word for key in (*keys, *words) for word in key.split())
        self.choice_ = TypeChoice(self.classes_.tolist(), self.model_, self.index_)
        self._remembered: dict[str, Meaning | None] = {}
        return self

    def suggest(self, text: str, k: int = 8) -> list[Suggestion]:
        """Return up to ``k`` occupations for what was typed so far, the best first."""
        check_is_fitted(self)
        return self.index_.suggest(text, k)

    def mended(self, text: str, known: Container[str] = ()) -> str:
        """Return a title as plain words without its typing errors, or as it is if it has none.

        Words that are ``known`` elsewhere, such as those of an imported list, stay, and so does
        what is a known title, or sounds like an Arabic one.

        >>> shipped_reader().mended("Maurrer"), shipped_reader().mended("al-khabbaz")
        ('maurer', 'al-khabbaz')
        """
        check_is_fitted(self)
        key = plain_key(text)
        words = key.split()
        mended = [word if word in known else self.spelling_.key(word) for word in words]
        stays = mended == words or self.index_.exact(key) or self.is_heard(text)
        return text if stays else " ".join(dict.fromkeys(mended))

    def is_heard(self, text: str) -> bool:
        """Return whether what was typed with Latin letters sounds like a title in Arabic."""
        check_is_fitted(self)
        return self.index_.is_heard(plain_key(text))

    def candidates(self, text: str, k: int = 5) -> list[Suggestion]:
        """Return the one occupation of a known title, otherwise up to ``k`` to pick from."""
        found: dict[str, Suggestion] = {}
        for one in self.suggest(text, 3 * k):
            found.setdefault(one.code, one)
        exact = self.index_.exact(plain_key(text))
        return [found[exact]] if exact in found else list(found.values())[:k]

    def predict(self, X: Sequence[str]) -> NDArray[np.str_]:  # noqa: N803
        """Return the likeliest five-digit code of each title: one answer for all its forms.

        Gender, slashes, case and umlauts go before anything else looks at the title
        (``plain_key``), one typing error in a word is mended from the words that were taught.
        """
        check_is_fitted(self)
        parts = [self._likeliest(X[at : at + CHUNK]) for at in range(0, len(X), CHUNK)]
        return np.array([code for part in parts for code in part], dtype="<U5")

    def known_share(self, text: str) -> float:
        """Return the share of the letters that stand in words, or parts of words, of titles.

        >>> shipped_reader().known_share("Feuermacher"), shipped_reader().known_share("qwfzp")
        (1.0, 0.0)
        """
        check_is_fitted(self)
        return self.spelling_.known_share(self.spelling_.key(plain_key(text)))

    def type_scores(self, text: str) -> Floats:
        """Return how well each of ``classes_`` fits a title, in whatever form."""
        check_is_fitted(self)
        scores: Floats = self.choice_.scores([self.spelling_.key(plain_key(text))])[0]
        return scores

    def predict_groups(self, X: Sequence[str]) -> Floats:  # noqa: N803
        """Return the probabilities of the groups ``group_names()`` (rows sum to 1)."""
        check_is_fitted(self)
        return self.model_.predict_proba(list(X))

    def group_names(self) -> list[str]:
        """Return the three-digit groups in the order of ``predict_groups``."""
        check_is_fitted(self)
        return [str(name) for name in self.model_.classes_]

    def link(self, texts: Sequence[str]) -> Links:
        """Return tree vectors, levels and codes of typed titles; unknown words stay vague."""
        check_is_fitted(self)
        vectors, codes = self._meanings(texts)
        exact = [i for i, code in enumerate(codes) if code]
        vectors[exact] = tree_rows([codes[i] for i in exact])
        levels = [level_probabilities(text, code) for text, code in zip(texts, codes, strict=True)]
        return Links(vectors, np.array(levels), codes)

    def _meanings(self, texts: Sequence[str]) -> tuple[Floats, list[str | None]]:
        """Return tree vectors and exact codes; what was typed before is remembered."""
        known = {text: self._remembered.get(text) for text in texts}
        new = [text for text, meaning in known.items() if meaning is None]
        for text, vector in zip(new, self._vectors(new) if new else (), strict=True):
            known[text] = vector.astype(np.float32), self.index_.exact(plain_key(text))
        if len(self._remembered) + len(new) > REMEMBERED:
            self._remembered = {}
        self._remembered.update((text, known[text]) for text in new[:REMEMBERED])
        meanings = [known[text] for text in texts]
        return (
            np.array([meaning[0] for meaning in meanings if meaning], dtype=np.float64),
            [meaning[1] for meaning in meanings if meaning],
        )

    def _vectors(self, texts: list[str]) -> Floats:
        """Return the mean of the tree over all groups a title may speak of.

        Subgroups join in as far as their group is sure: a guess among many should not look near.
        """
        groups, subgroups = self.model_.predict_branches(texts)
        names, above = self.group_names(), [name[:3] for name in self.model_.subgroups_.names_]
        sure = groups[:, [names.index(name) for name in above]]
        leaves = tree_rows([str(name) for name in self.model_.subgroups_.names_]) - tree_rows(above)
        return groups @ tree_rows(names) + (subgroups * sure) @ leaves

    def _likeliest(self, texts: Sequence[str]) -> list[str]:
        plain = [plain_key(text) for text in texts]
        keys = [self.spelling_.key(key) for key in plain]
        best = self.choice_.types[self.choice_.scores(keys).argmax(axis=1)]
        known = [self.index_.exact(one) or self.index_.exact(two)
                 for one, two in zip(plain, keys, strict=True)]  # fmt: skip
        return [exact or str(code) for exact, code in zip(known, best, strict=True)]

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


class TaughtTitle(NamedTuple):
    """A title with its code (three to five digits) and the name it is shown by."""

    title: str
    code: str
    name: str


def shipped_titles() -> list[TaughtTitle]:
    """Return what the shipped reader learns: the catalogue's files and nothing else."""
    catalogue = load_catalogue()
    taught = [
        TaughtTitle(title, one.code, one.neutral)
        for one in catalogue.everyday
        for title in one.names
    ]
    taught += [
        TaughtTitle(one.title, one.code, catalogue.title(one.code)) for one in catalogue.occupations
    ]
    taught += [TaughtTitle(title, code, title) for code, title in catalogue.groups.items()
               if len(code) in {3, 4}]  # fmt: skip
    taught += [TaughtTitle(word, group, word)
               for group, words in catalogue.vocabulary.items() for word in words]  # fmt: skip
    return taught


@lru_cache(maxsize=1)
def shipped_reader() -> TitleReader:
    """Return the reader fitted from the shipped catalogue, fitted once in a process."""
    titles, codes, names = zip(*shipped_titles(), strict=True)
    return TitleReader().fit(titles, codes, names=names)
