"""Linkers that learned some dozen titles: quick to learn, and large enough to be asked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from matching.catalogue import load_catalogue
from matching.concepts import OccupationLinker, SkillLinker
from matching.linker_files import Linkers
from matching.reliability import Reliability
from matching.title_reading import TaughtTitle
from services.linkers import store_linkers, take_linkers
from tests.factories.office import NOW

TITLES = {
    "29222": ("Bäcker/in", "Backstubenleiter", "baker", "خباز"),
    "32122": ("Maurer/in", "Ziegelmaurer", "bricklayer", "بناء"),
    "22342": ("Tischler/in", "Möbelschreiner", "carpenter", "نجار"),
    "81302": ("Krankenpfleger/in", "Stationspfleger", "nurse", "ممرض"),
}
SKILLS = 300
OTHERS = 60  # further titles, so that noise is unlikely to be one of them


def few_titles() -> list[TaughtTitle]:
    """Return the titles that are learned in a test instead of the shipped ones."""
    taught = [TaughtTitle(text, code, texts[0]) for code, texts in TITLES.items() for text in texts]
    others = [TaughtTitle(one.neutral, one.code, one.neutral) for one in load_catalogue().everyday]
    return [*taught, *others[:OTHERS], TaughtTitle("Lebensmittel", "292", "Lebensmittel")]


@cache
def few_linkers(*versions: str, epochs: int = 40) -> Linkers:
    """Return linkers of some occupations and skills."""
    pairs = [(one.title, one.code) for one in few_titles() if len(one.code) == 5]
    skills = load_catalogue().skills[:SKILLS]
    labels = [(label, one.key) for one in skills for label in one.labels.values()]
    return Linkers(
        OccupationLinker(epochs=epochs).fit(*zip(*pairs, strict=True)).pack(),
        SkillLinker().fit(*zip(*labels, strict=True)).pack(),
        Reliability(np.full(60, 0.9), np.arange(60) % 10 < 7),
        ("shipped", *versions),
    )


_stored: dict[str, bytes] = {}
"""The files of few linkers: packing them anew for each test takes longer than the test."""


def use_few_linkers(folder: Path) -> None:
    """Store few linkers in the folder of this installation and let them answer."""
    if not _stored:
        store_linkers(few_linkers(), NOW)
        _stored.update((file.name, file.read_bytes()) for file in folder.iterdir())
    folder.mkdir(exist_ok=True)
    for name, content in _stored.items():
        (folder / name).write_bytes(content)
    assert take_linkers() is not None


def learn_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let learning know few titles, so that a test of it takes a second."""
    monkeypatch.setattr("matching.linker_learning.shipped_titles", few_titles)
