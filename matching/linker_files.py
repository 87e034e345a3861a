"""Learned linkers as a file, beside what says which file it is (see ``matching.stored``)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import sklearn

from matching.concept_groups import GroupShares
from matching.concepts import OccupationLinker, SkillLinker
from matching.known_keys import KnownKeys, KnownWords
from matching.nearest_labels import NearestLabels
from matching.piece_embedding import Head, PieceEmbedding
from matching.reliability import Reliability
from matching.stored import Kind, names_of
from matching.word_pieces import PieceVectors, pieces_of

FORMAT = 1
_KINDS: dict[str, type[Any]] = {
    "occupations": OccupationLinker,
    "skills": SkillLinker,
    "reliability": Reliability,
}
_OWN = [
    *names_of(*_KINDS.values(), KnownKeys, NearestLabels, PieceEmbedding, Head),
    *names_of(PieceVectors, pieces_of, GroupShares, KnownWords),
    "scipy.sparse._csr.csr_matrix",
]
# What turns words into numbers: a model learned by other lines would be asked other questions.
_READ_BY = ("concept_groups", "concepts", "known_keys", "nearest_labels", "piece_embedding",
            "plain_titles", "reliability", "taught_pairs", "transliteration", "word_pieces",
            "wording")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Linkers:
    """What the pages ask, and how often the occupations it named were right."""

    occupations: OccupationLinker
    skills: SkillLinker
    reliability: Reliability
    catalogue: tuple[str, ...]
    """The versions of the catalogue that were learned, the shipped one first."""


@lru_cache(maxsize=1)
def engine() -> str:
    """Return what tells the program that learned a model from any other.

    It follows from the program text: nobody can forget to raise it.
    """
    digest = hashlib.sha256(sklearn.__version__.encode())
    for name in _READ_BY:
        digest.update((Path(__file__).parent / f"{name}.py").read_bytes())
    return digest.hexdigest()[:12]


def kind() -> Kind:
    """Return what a file of linkers must be."""
    return Kind(FORMAT, engine(), _OWN, "Run `flask catalogue learn`.", _KINDS)


def dumped(linkers: Linkers) -> bytes:
    """Return linkers as the bytes of a file."""
    parts = {name: getattr(linkers, name) for name in _KINDS}
    return kind().dumped(parts | {"catalogue": list(linkers.catalogue)})


def loaded(content: bytes, check_number: str) -> Linkers:
    """Return the linkers of a file.

    Parameters
    ----------
    check_number
        The sha256 of the file as it was written.

    Raises
    ------
    ModelUnreadable
        If the file is damaged, holds anything but linkers, or belongs to another version.
    """
    parts = kind().parts(content, check_number)
    catalogue = parts.get("catalogue")
    if not isinstance(catalogue, list) or not all(isinstance(one, str) for one in catalogue):
        raise kind().refusal("does not say which catalogue it learned")
    return Linkers(**{name: parts[name] for name in _KINDS}, catalogue=tuple(catalogue))
