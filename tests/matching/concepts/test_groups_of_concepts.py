"""Groups among concepts are answers where no concept was made for a text, not where one was."""

import numpy as np
import pytest

from matching.concept_groups import GroupShares
from matching.concepts import OccupationLinker
from matching.link_files import unit_groups

GROUPS = ("machines", "food")
LABELS = {
    "machines": ("Maschinenbediener verschiedener Maschinen",),
    "food": ("Berufe der Lebensmittel und Backwaren",),
    "folder": ("Maschinenbediener Faltmaschine", "Faltmaschinenbediener"),
    "cutter": ("Maschinenbediener Schneidemaschine", "Schneidemaschinenbediener"),
    "sewer": ("Maschinenbediener Nähmaschine", "Nähmaschinenbediener"),
    "baker": ("Bäcker für Backwaren", "Brotbäcker"),
}
PAIRS = [(text, concept) for concept, texts in LABELS.items() for text in texts]


@pytest.fixture(scope="module")
def linker() -> OccupationLinker:
    return OccupationLinker(likeness=10.0, epochs=40).fit(*zip(*PAIRS, strict=True), groups=GROUPS)


@pytest.fixture(scope="module")
def without() -> OccupationLinker:
    return OccupationLinker(likeness=10.0, epochs=40).fit(*zip(*PAIRS, strict=True))


def chance(linker: OccupationLinker, text: str, concept: str) -> float:
    return float(linker.predict_proba([text])[0][linker.classes_ == concept][0])


def test_a_text_no_concept_was_made_for_may_mean_their_group(
    linker: OccupationLinker, without: OccupationLinker
) -> None:
    typed = "Maschinenbediener Biegemaschine"
    assert chance(linker, typed, "machines") > chance(without, typed, "machines")
    near = [linker.classes_[row] for row in linker.kneighbors([typed], 4)[1][0]]
    assert "machines" in near


def test_a_label_stays_the_first_answer(linker: OccupationLinker) -> None:
    texts = [text for text, concept in PAIRS if concept not in GROUPS]
    own = [concept for _, concept in PAIRS if concept not in GROUPS]
    assert linker.predict(texts).tolist() == own


def test_chances_still_add_up_to_one(linker: OccupationLinker) -> None:
    typed = ["Maschinenbediener", "Backwaren", "xyz", ""]
    chances = linker.predict_proba(typed)
    assert chances.sum(axis=1) == pytest.approx(1.0)
    assert (linker.classes_[chances.argmax(axis=1)] == linker.predict(typed)).all()


@pytest.mark.parametrize("groups", [(), ("unheard of",), tuple(LABELS)])
def test_without_groups_or_without_others_nothing_changes(
    without: OccupationLinker, groups: tuple[str, ...]
) -> None:
    other = OccupationLinker(likeness=10.0, epochs=40)
    other.fit(*zip(*PAIRS, strict=True), groups=groups)
    typed = ["Maschinenbediener Biegemaschine", "Brotbäcker"]
    assert (other.predict_proba(typed) == without.predict_proba(typed)).all()


def test_what_members_have_together_beyond_the_best_speaks_for_their_group() -> None:
    shares = GroupShares(np.array([0, 1, 2]), np.array([3, 4]), np.array([[1, 0], [1, 0], [0, 1]]))
    chances = np.array([[0.5, 0.3, 0.2, 0.0, 0.0]], dtype=np.float32)
    unlike, alike = np.zeros((1, 5)), np.ones((1, 5))
    added = shares.added(chances.copy(), unlike)
    assert added[0] == pytest.approx(np.array([0.5, 0.3, 0.2, 0.3, 0.0]) / 1.3)
    assert shares.added(chances.copy(), alike)[0] == pytest.approx(chances[0])


def test_only_unit_groups_of_isco_are_groups_by_their_address() -> None:
    address = "http://data.europa.eu/esco/"
    named = [f"{address}isco/C{code}" for code in ("3115", "311", "31", "3")]
    assert unit_groups([*named, f"{address}occupation/3115", "3115"]) == {named[0]}
