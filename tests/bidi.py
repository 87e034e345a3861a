"""Follows the explicit signs of direction in a text as Unicode Standard Annex 9 does (X1-X8)."""

from __future__ import annotations

EMBEDDINGS = {"\u202a", "\u202b", "\u202d", "\u202e"}
ISOLATES = {"\u2066", "\u2067", "\u2068"}
END_OF_EMBEDDING, END_OF_ISOLATE = "\u202c", "\u2069"


def closed_behind(text: str) -> bool:
    """Say whether what comes behind the text is written as if the text had no such signs."""
    sentence = "\u2067"  # whatever the text stands in goes on behind it
    return open_behind(sentence + text) == [sentence]


def open_behind(text: str) -> list[str]:
    """Return what a text leaves open: the stack of its embeddings, overrides and isolates."""
    stack: list[str] = []
    for sign in text:
        if sign in EMBEDDINGS | ISOLATES:
            stack.append(sign)
        elif sign == END_OF_ISOLATE and ISOLATES.intersection(stack):
            while stack.pop() not in ISOLATES:
                pass
        elif sign == END_OF_EMBEDDING and stack and stack[-1] in EMBEDDINGS:
            stack.pop()
    return stack
