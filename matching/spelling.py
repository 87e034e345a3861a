"""Mends one typing error in a German word, also in a compound nobody has written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from string import ascii_lowercase

from matching.plain_titles import genderless

SHORTEST_PART = 4  # letters of a part of a compound
SHORTEST_MENDED = 5  # letters of a part that may hold an error: shorter ones are too near to others
LONGEST_PART = 22
USED = 2  # words a left-over string must stand in to count as a part
MENDING = 4.0  # cost of a part with an error; a part costs 1, a letter of no part 1
LINKS = "sn"  # letters between the parts of a compound
REMEMBERED = 10_000  # words whose mending is kept in memory


class Spelling:
    """Known words and the parts they are made of; mends what is one error away from them.

    A word is read as the cheapest row of parts (dynamic programming): a known part, a part with
    one letter left out, doubled, replaced or swapped with its neighbour, or letters of no part.
    Parts with an error are found by deleting one letter on both sides (Mor and Fraenkel, 1982;
    Garbe's SymSpell). A word that is known, or whose parts all are, stays as it is.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(word for word in words if is_plain(word))
        self.parts = parts_of(self.words)
        self._without_letter: dict[str, str] = {}
        for part in sorted(self.parts):
            if len(part) >= SHORTEST_MENDED:
                for shorter in _one_less(part):
                    self._without_letter.setdefault(shorter, part)
        self._mended: dict[str, str] = {}

    def key(self, key: str) -> str:
        """Return a plain key with its words mended, each once.

        >>> Spelling(["backer", "kneter", "teig"]).key("teigkenter")
        'teigkneter'
        """
        return " ".join(dict.fromkeys(genderless(self.word(word)) for word in key.split()))

    def word(self, word: str) -> str:
        """Return a folded word without its typing error, or as it is."""
        if word in self.words or len(word) < SHORTEST_MENDED or not is_plain(word):
            return word
        if word not in self._mended:
            if len(self._mended) >= REMEMBERED:
                self._mended.clear()
            self._mended[word] = "".join(self._cheapest_parts(word))
        return self._mended[word]

    def known_share(self, key: str) -> float:
        """Return the share of the letters of a key that stand in known words and parts (0 to 1).

        A part with an error counts as known.

        >>> Spelling(["backer", "kneter", "teig"]).known_share("teigkenter qwx")
        0.769...
        """
        parts = [part for word in key.split() for part in self._known_parts(word)]
        return sum(map(len, parts)) / max(1, len(key.replace(" ", "")))

    def _known_parts(self, word: str) -> list[str]:
        if word in self.words:
            return [word]
        read = self._cheapest_parts(word) if is_plain(word) else []
        return [part for part in read if len(part) >= SHORTEST_PART]

    def _cheapest_parts(self, word: str) -> list[str]:
        """Return the parts of the cheapest reading of a word."""
        costs = [0.0, *[float(len(word))] * len(word)]
        rows: list[list[str]] = [[] for _ in range(len(word) + 1)]
        for start, letter in enumerate(word):
            self._take(costs, rows, start, start + 1, letter, 1.0)
            for end in range(start + SHORTEST_PART, min(len(word), start + LONGEST_PART) + 1):
                part = word[start:end]
                if part in self.parts or (end < len(word) and self._is_linked(part)):
                    self._take(costs, rows, start, end, part, 1.0)
                elif costs[start] + MENDING < costs[end] and (mended := self.mended(part)):
                    self._take(costs, rows, start, end, mended, MENDING)
        return rows[-1]

    @staticmethod
    def _take(
        costs: list[float], rows: list[list[str]], start: int, end: int, part: str, cost: float
    ) -> None:
        """Read the letters from ``start`` to ``end`` as ``part`` if nothing cheaper is known."""
        if costs[start] + cost < costs[end] or not rows[end]:
            costs[end], rows[end] = costs[start] + cost, [*rows[start], part]

    def _is_linked(self, part: str) -> bool:
        return part[-1] in LINKS and part[:-1] in self.parts

    def mended(self, part: str) -> str | None:
        """Return the known part that is one typing error away, None if there is none."""
        if len(part) < SHORTEST_MENDED:
            return None
        longer = self._without_letter.get(part)
        return self._swapped(part) or longer or self._shorter(part)

    def _swapped(self, part: str) -> str | None:
        for at in range(len(part) - 1):
            other = part[:at] + part[at + 1] + part[at] + part[at + 2 :]
            if other in self.parts:
                return other
        return None

    def _shorter(self, part: str) -> str | None:
        """Return a part that lacks one letter of ``part``, or has another in its place."""
        for other in _one_less(part):
            if other in self.parts and len(other) >= SHORTEST_MENDED:
                return other
            replaced = self._without_letter.get(other)
            if replaced and len(replaced) == len(part):
                return replaced
        return None


def one_error_away(key: str) -> set[str]:
    """Return every key that became ``key`` by one typing error: some 54 for each sign of it.

    >>> all("backer" in one_error_away(typed) for typed in ("bacekr", "baker", "baccker", "bacler"))
    True
    """
    signs = sorted({*ascii_lowercase, *key})
    halves = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    doubled = {head + tail[1:] for head, tail in halves if tail}
    left_out = {head + sign + tail for head, tail in halves for sign in signs}
    replaced = {head + sign + tail[1:] for head, tail in halves if tail for sign in signs}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in halves if len(tail) > 1}
    return (doubled | left_out | replaced | swapped) - {key}


def is_plain(word: str) -> bool:
    """Say whether a word has only the letters a to z."""
    return word.isascii() and word.isalpha()


def parts_of(words: Collection[str]) -> frozenset[str]:
    """Return long words, and what is left of several of them beside another word.

    >>> sorted(parts_of({"maler", "bauer", "glasmaler", "glasbauer"}))
    ['bauer', 'glas', 'glasbauer', 'glasmaler', 'maler']
    """
    long = {word for word in words if len(word) >= SHORTEST_PART}
    left = Counter(rest for word in long for rest in _left_over(word, long))
    return frozenset(long | {rest for rest, count in left.items() if count >= USED})


def _left_over(word: str, known: Collection[str]) -> Iterable[str]:
    """Yield what follows a known word inside ``word``, and what stands before one."""
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first, last = word[:at], word[at:]
        if first in known or (first[-1] in LINKS and first[:-1] in known):
            yield last
        if last in known:
            yield first.removesuffix("s") if len(first) > SHORTEST_PART else first


def _one_less(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
