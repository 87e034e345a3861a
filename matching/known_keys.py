"""Which concept a known title means, and which words are known, in eight bytes each: no lists."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np

_BYTES = 8  # of the number of a key: of 100,000 keys two share one with a chance of 3 in 10^10


class KnownKeys:
    """The concepts of keys; a key that was given for two concepts means neither.

    Examples
    --------
    >>> known = KnownKeys(["koch", "maler", "maler"], ["29302", "33212", "93322"])
    >>> known.meaning_of("koch"), known.meaning_of("maler")
    ('29302', None)
    """

    def __init__(self, keys: Sequence[str], concepts: Sequence[str]) -> None:
        meant: dict[int, str | None] = {}
        for key, concept in zip(keys, concepts, strict=True):
            number = _number(key)
            if key and meant.setdefault(number, str(concept)) != str(concept):
                meant[number] = None
        clear = sorted((number, concept) for number, concept in meant.items() if concept)
        self._numbers = np.array([number for number, _ in clear], dtype=np.uint64)
        names, rows = np.unique([concept for _, concept in clear], return_inverse=True)
        self._concepts, self._rows = names, rows.astype(np.int32)

    def meaning_of(self, key: str) -> str | None:
        """Return the concept of a key, None where there is none or more than one."""
        number = np.uint64(_number(key))
        at = int(np.searchsorted(self._numbers, number))
        found = at < len(self._numbers) and self._numbers[at] == number
        return str(self._concepts[self._rows[at]]) if found else None


class KnownWords:
    """Words that stand in known titles.

    Examples
    --------
    >>> known = KnownWords(["hilfs koch", "koch"])
    >>> "koch" in known, "kock" in known
    (True, False)
    """

    def __init__(self, keys: Iterable[str]) -> None:
        words = {word for key in keys for word in key.split()}
        self._numbers = np.array(sorted(map(_number, words)), dtype=np.uint64)

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        number = np.uint64(_number(word))
        at = int(np.searchsorted(self._numbers, number))
        return at < len(self._numbers) and bool(self._numbers[at] == number)


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=_BYTES).digest(), "little")
