"""The words of titles and the KldB groups they speak of."""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from matching.subgroup_model import SubgroupModel
from matching.word_pieces import word_ends
from matching.wording import title_key

RIDGE = 0.5  # pull of the ridge regression towards zero
STEPS = 12  # of conjugate gradients: more cost start-up time and gain little
SMOOTHING = 0.02  # of the naive Bayes counts
BAYES_SHARE = 0.3  # exponent of the Bayes probability beside the regression's
RARE_FROM = 1000  # titles: from here on a piece of a word that occurs once is dropped
AFFIX_SHARE = 0.8  # weight of beginnings and endings beside the other pieces
MARGIN_SOFTNESS = 1.0  # C of the support vectors
MARGIN_SHARE = 0.5  # of the sharpness: margins differ more than the values of the regression
THOROUGH_BAYES_SHARE = 0.03

Floats = NDArray[np.floating]


class TitleModel:
    """Gives a title a probability for each group, from pieces of its words.

    Two views are multiplied: a linear model, which weighs pieces against each other, and naive
    Bayes, which is sure where a group alone uses a piece. The linear model is ridge regression on
    pieces of three to five signs, quick enough for the start of a worker, or, ``thorough``, support
    vectors that also see beginnings and endings of words: the last part of a German compound says
    what somebody is, the first one in which trade.
    """

    def __init__(self, sharpness: float, thorough: bool = False) -> None:
        self.sharpness = sharpness
        self.thorough = thorough

    def fit(self, keys: list[str], codes: list[str]) -> Self:
        """Learn from ``keys`` (see ``title_key``) the pieces of words of every group.

        Codes have three or more digits; those of four or more also teach the subgroups.
        """
        taught = list(dict.fromkeys((key, code[:4]) for key, code in zip(keys, codes, strict=True)))
        self.classes_, rows = np.unique([code[:3] for _, code in taught], return_inverse=True)
        is_thorough = self.thorough and len(self.classes_) > 2
        self._vectors = _vectors(least=2 if len(taught) > RARE_FROM else 1, affixes=is_thorough)
        pieces = self._vectors.fit_transform([key for key, _ in taught]).tocsr()
        member = np.eye(len(self.classes_), dtype=np.float32)[rows]
        slopes, start = _margins(pieces, rows) if is_thorough else _ridge(pieces, member)
        self._slopes: Floats = slopes
        self._start: Floats = start
        self._bayes_share = THOROUGH_BAYES_SHARE if is_thorough else BAYES_SHARE
        counts = sparse.csr_matrix(member).T @ pieces
        self._surprise = sparse.csr_matrix(counts / SMOOTHING).log1p().T.tocsr()
        total = np.asarray(counts.sum(axis=1)).ravel() + SMOOTHING * pieces.shape[1]
        self._norm = np.log(total)
        self.subgroups_ = SubgroupModel().fit(pieces, [code for _, code in taught])
        return self

    def predict_proba(self, titles: list[str]) -> NDArray[np.float64]:
        """Return the probabilities of ``classes_``, one row per title."""
        return self._group_chances(self._pieces(titles))

    def predict_branches(self, titles: list[str]) -> tuple[Floats, Floats]:
        """Return the probabilities of ``classes_`` and of ``subgroups_.names_``."""
        pieces = self._pieces(titles)
        groups = self._group_chances(pieces)
        names = [str(name) for name in self.classes_]
        return groups, self.subgroups_.share_out(pieces, groups, names)

    def _pieces(self, titles: list[str]) -> sparse.csr_matrix:
        return self._vectors.transform([title_key(title) for title in titles]).tocsr()

    def _group_chances(self, pieces: sparse.csr_matrix) -> NDArray[np.float64]:
        bayes = (pieces @ self._surprise).toarray()
        bayes -= np.asarray(pieces.sum(axis=1)).reshape(-1, 1) * self._norm
        logits = self.sharpness * (pieces @ self._slopes + self._start) + self._bayes_share * bayes
        logits = np.asarray(logits, dtype=np.float64)
        strength = np.exp(logits - logits.max(axis=1, keepdims=True))
        return strength / strength.sum(axis=1, keepdims=True)


def _vectors(least: int, affixes: bool) -> FeatureUnion:
    pieces = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=least, dtype=np.float32
    )
    if not affixes:
        return FeatureUnion([("pieces", pieces)])
    ends = TfidfVectorizer(analyzer=word_ends, sublinear_tf=True, min_df=least, dtype=np.float32)
    return FeatureUnion(
        [("pieces", pieces), ("ends", ends)], transformer_weights={"ends": AFFIX_SHARE}
    )


def _ridge(pieces: sparse.csr_matrix, member: Floats) -> tuple[Floats, Floats]:
    return ridge_slopes(pieces, member), np.zeros(member.shape[1], dtype=np.float32)


def _margins(pieces: sparse.csr_matrix, rows: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Return slopes (features x groups) and starts of linear support vectors (Fan et al., 2008)."""
    model = LinearSVC(C=MARGIN_SOFTNESS, tol=1e-2, random_state=0).fit(pieces, rows)
    slopes, start = MARGIN_SHARE * model.coef_.T, MARGIN_SHARE * model.intercept_
    return slopes.astype(np.float32), start.astype(np.float32)


def ridge_slopes(pieces: sparse.csr_matrix, targets: Floats) -> Floats:
    """Return the weights of a ridge regression of all groups at once (features x groups).

    Conjugate gradients on the dual problem, one step size per group (Hestenes and Stiefel, 1952);
    all groups share the sparse products, which makes it quick enough for the start of a worker.
    """
    turned = pieces.T.tocsr()
    shares, residual, direction = np.zeros_like(targets), targets.copy(), targets.copy()
    left = (residual * residual).sum(axis=0)
    for _ in range(STEPS):
        image = pieces @ (turned @ direction) + RIDGE * direction
        step = left / np.maximum((direction * image).sum(axis=0), 1e-20)
        shares += step * direction
        residual -= step * image
        before, left = left, (residual * residual).sum(axis=0)
        direction = residual + (left / np.maximum(before, 1e-20)) * direction
    return turned @ shares
