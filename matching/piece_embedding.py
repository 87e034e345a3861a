"""One place in space for each piece of a word, learned so that titles tell their classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

BATCH = 256  # titles of one step
LEARNING_RATE = 0.3  # at the first step, falling to zero at the last
CALM = 1e-4  # where the sums of squared gradients begin

Floats = NDArray[np.floating]
Numbers = NDArray[np.intp]


class Task(NamedTuple):
    """Vectors of titles (n x pieces), their classes (0 to classes - 1) and their weights."""

    vectors: sparse.csr_matrix
    answers: Numbers
    weights: Floats
    classes: int


class Head(NamedTuple):
    """What a task learned beside the shared places: one place and one bias for each class."""

    places: Floats
    biases: Floats


class PieceEmbedding:
    """A title is the sum of the places of its pieces; each task reads its classes from there.

    This is the text classifier of Joulin et al. (fastText, EACL 2017) with several tasks that
    share the places of the pieces (Caruana, 1997): whoever learns the codes of 27,000 titles
    knows which words are alike when there are only a few labels. Trained by AdaGrad (Duchi et
    al., 2011) with one rate for each piece.

    Parameters
    ----------
    dimensions : int
        Of the space.
    epochs : int
        How often each title is seen.
    random_state : int
        Of the first places and the order of the titles; equal states give equal models.
    """

    def __init__(self, dimensions: int = 64, epochs: int = 8, random_state: int = 0) -> None:
        self.dimensions = dimensions
        self.epochs = epochs
        self.random_state = random_state

    def fit(self, tasks: Sequence[Task]) -> Self:
        """Learn all ``tasks`` at once; they have the same pieces as columns."""
        draw = np.random.default_rng(self.random_state)
        shape = (tasks[0].vectors.shape[1], self.dimensions)
        self.places_: Floats = draw.standard_normal(shape, dtype=np.float32)
        self.places_ /= np.float32(np.sqrt(self.dimensions))
        self._calm = np.full((shape[0], 1), CALM, dtype=np.float32)
        learners = [_Learner(task, self.dimensions) for task in tasks]
        steps = [-(-task.vectors.shape[0] // BATCH) for task in tasks]
        done, total = 0, self.epochs * sum(steps)
        for _ in range(self.epochs):
            orders = [draw.permutation(task.vectors.shape[0]) for task in tasks]
            turns = np.repeat(np.arange(len(tasks)), steps)
            begun = [0] * len(tasks)
            for turn in draw.permutation(turns):
                rows = orders[turn][begun[turn] : begun[turn] + BATCH]
                begun[turn] += BATCH
                self._step(learners[turn], rows, LEARNING_RATE * (1 - done / total))
                done += 1
        self.heads_ = [learner.head for learner in learners]
        self.rows_: Numbers | None = None
        del self._calm
        return self

    def place(self, vectors: sparse.csr_matrix) -> Floats:
        """Return the places of titles (n x dimensions)."""
        pieces, columns = np.unique(vectors.indices, return_inverse=True)
        rows = pieces if self.rows_ is None else self.rows_[pieces]
        shape = (vectors.shape[0], len(pieces))
        own = sparse.csr_matrix((vectors.data, columns, vectors.indptr), shape)
        return np.asarray(own @ self.places_[rows].astype(np.float32), dtype=np.float32)

    def pack(self, was_seen: NDArray[np.bool_]) -> None:
        """Keep the places of pieces that were seen, in half precision, for years in a worker.

        A piece no title had keeps none: its place was drawn and says nothing.
        """
        if self.rows_ is None:
            seen = np.flatnonzero(was_seen)
            self.rows_ = np.zeros(len(was_seen), dtype=np.int32)
            self.rows_[seen] = np.arange(1, len(seen) + 1)
            nowhere = np.zeros((1, self.dimensions), dtype=np.float32)
            self.places_ = np.concatenate([nowhere, self.places_[seen]]).astype(np.float16)

    def log_chances(self, places: Floats, task: int) -> Floats:
        """Return the logarithms of the probabilities of the classes of a task."""
        head = self.heads_[task]
        logits = places @ head.places.T + head.biases
        logits -= logits.max(axis=1, keepdims=True)
        return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))

    def _step(self, learner: _Learner, rows: Numbers, rate: float) -> None:
        """Move the pieces of some titles, and their classes, against the gradient."""
        batch = learner.task.vectors[rows]
        pieces, columns = np.unique(batch.indices, return_inverse=True)
        batch = sparse.csr_matrix((batch.data, columns, batch.indptr), (len(rows), len(pieces)))
        before = self.places_[pieces]
        upward = batch.T @ learner.learn(batch @ before, rows, rate)
        calm = self._calm[pieces] + (upward * upward).mean(axis=1, keepdims=True)
        self._calm[pieces] = calm
        self.places_[pieces] = before - rate * upward / np.sqrt(calm)


class _Learner:
    """A task while it is learned."""

    def __init__(self, task: Task, dimensions: int) -> None:
        self.task = task
        self.head = Head(
            np.zeros((task.classes, dimensions), dtype=np.float32),
            np.zeros(task.classes, dtype=np.float32),
        )
        self._calm = Head(*(np.full_like(part, CALM / 100) for part in self.head))

    def learn(self, places: Floats, rows: Numbers, rate: float) -> Floats:
        """Move the classes; return the gradient (softmax) for the places of the titles."""
        head, each = self.head, np.arange(len(rows))
        errors = places @ head.places.T + head.biases
        errors -= errors.max(axis=1, keepdims=True)
        np.exp(errors, out=errors)
        errors /= errors.sum(axis=1, keepdims=True)
        errors[each, self.task.answers[rows]] -= 1
        errors *= (self.task.weights[rows] / np.float32(len(rows)))[:, np.newaxis]
        upward = errors @ head.places
        _descend(head.places, self._calm.places, errors.T @ places, rate)
        _descend(head.biases, self._calm.biases, errors.sum(axis=0), rate)
        return upward


def _descend(values: Floats, calm: Floats, gradient: Floats, rate: float) -> None:
    """Move ``values`` in place against their gradient; ``calm`` sums its squares."""
    calm += gradient * gradient
    values -= rate * gradient / np.sqrt(calm)
