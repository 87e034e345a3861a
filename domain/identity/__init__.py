"""Whether two records are of one person: names over scripts, births, contacts, with reasons."""

from domain.identity.births import Birth
from domain.identity.keys import blocking_keys
from domain.identity.likeness import name_likeness, word_likeness
from domain.identity.pairs import (
    LIKELY,
    SUSPECTED,
    Identity,
    Reason,
    ReasonKind,
    Suspicion,
    compare,
)

__all__ = [
    "LIKELY",
    "SUSPECTED",
    "Birth",
    "Identity",
    "Reason",
    "ReasonKind",
    "Suspicion",
    "blocking_keys",
    "compare",
    "name_likeness",
    "word_likeness",
]
