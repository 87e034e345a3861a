"""The linkers of concepts: the nearest meaning first, codes as a bridge, any text answered."""

import pickle
import warnings

import numpy as np
import pytest
from sklearn.exceptions import SkipTestWarning
from sklearn.utils.estimator_checks import parametrize_with_checks

from matching.concepts import ConceptLinker, OccupationLinker, SkillLinker

LABELS = {
    "baker": ("Bäcker/in", "Brotbäcker", "baker", "خباز"),
    "butcher": ("Fleischer/in", "Fleischhauer", "butcher", "جزار"),
    "bricklayer": ("Maurer/in", "Ziegelmaurer", "bricklayer", "بناء"),
    "roofer": ("Dachdecker/in", "Ziegeldecker", "roofer", "عامل أسقف"),
}
PAIRS = [(text, concept) for concept, texts in LABELS.items() for text in texts]


@pytest.fixture(scope="module")
def linker() -> ConceptLinker:
    return ConceptLinker().fit(*zip(*PAIRS, strict=True))


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("Bäckerin (m/w/d)", "baker"), ("BROTBAECKER", "baker"), ("Maurrer", "bricklayer"),
        ("الخباز", "baker"), ("Dachdeckermeisterin", "roofer"), ("bakers", "baker"),
    ],
)  # fmt: skip
def test_what_is_typed_is_linked(linker: ConceptLinker, typed: str, concept: str) -> None:
    assert linker.predict([typed])[0] == concept


def test_chances_add_up_to_one_and_neighbours_come_the_best_first(linker: ConceptLinker) -> None:
    typed = ["Bäcker", "Dachbäcker", "?"]
    chances = linker.predict_proba(typed)
    assert chances.shape == (3, 4)
    assert chances.sum(axis=1) == pytest.approx(1.0)
    near, rows = linker.kneighbors(typed, 3)
    assert (np.diff(near, axis=1) <= 0).all()
    assert (rows[:, 0] == chances.argmax(axis=1)).all()


def test_each_concept_is_a_candidate_once(linker: ConceptLinker) -> None:
    found = linker.candidates("Ziegelmaurer", 9)
    assert found[0].concept == "bricklayer"
    assert len({one.concept for one in found}) == len(found) == 4


def test_codes_bridge_to_a_concept_without_a_word_in_common() -> None:
    coded = (["Konditor", "Konditorin", "Tortenmacher", "Bäcker", "Maurer", "Dachdecker"],
             ["292", "292", "292", "292", "321", "322"])  # fmt: skip
    pairs = [pair for pair in PAIRS if not pair[0].startswith("Fleisch")]
    plain = ConceptLinker(epochs=40).fit(*zip(*pairs, strict=True))
    bridged = ConceptLinker(epochs=40, bridge=8.0).fit(*zip(*pairs, strict=True), coded=coded)
    typed = ["Tortenmacher"]
    column = list(plain.classes_).index("baker")
    assert bridged.predict_proba(typed)[0, column] > plain.predict_proba(typed)[0, column]


def test_a_title_mapped_loosely_teaches_less() -> None:
    texts = [*(text for text, _ in PAIRS), "Zuckerwerker", "Zuckerwerker"]
    concepts = [*(concept for _, concept in PAIRS), "baker", "roofer"]
    weights = [*[1.0] * len(PAIRS), 1.0, 0.2]
    linked = ConceptLinker().fit(texts, concepts, weights)
    assert linked.predict(["Zuckerwerkerin"])[0] == "baker"


@pytest.mark.parametrize("text", ["", "x", "ä" * 10_000, "Bäcker خباز пекарь", "\x00", "12", "😀"])
def test_any_text_is_answered(linker: ConceptLinker, text: str) -> None:
    assert linker.predict([text])[0] in LABELS
    assert all(0 <= one.confidence <= 1 for one in linker.candidates(text))


def test_a_known_title_is_its_occupation_at_once_and_others_are_picked_from() -> None:
    taught = OccupationLinker().fit(
        *zip(*PAIRS, ("Meister", "baker"), ("Meister", "roofer"), strict=True)
    )
    for typed in ("Bäckerin (m/w/d)", "BAECKER", "الخبّازة"):
        assert taught.candidates(typed) == [("baker", 1.0)]
    assert len(taught.candidates("Backstubenhilfe", 3)) == 3
    assert taught.exact("Meister") is None  # it was taught for two
    assert taught.exact("") is None


def test_nothing_typed_has_no_candidate(linker: ConceptLinker) -> None:
    assert linker.candidates(" (m/w/d) ") == []
    assert linker.kneighbors([])[0].shape == (0, 4)


def test_equal_states_learn_the_same() -> None:
    one, same, other = (
        ConceptLinker(random_state=state).fit(*zip(*PAIRS, strict=True)).predict_proba(["Bäcker"])
        for state in (1, 1, 2)
    )
    assert (one == same).all()
    assert (one != other).any()


def test_a_fitted_linker_can_be_stored(linker: ConceptLinker) -> None:
    again = pickle.loads(pickle.dumps(linker))  # noqa: S301
    assert (again.predict_proba(["Maurer"]) == linker.predict_proba(["Maurer"])).all()


def test_texts_and_concepts_must_pair_up() -> None:
    with pytest.raises(ValueError, match="2 texts but 1 concepts"):
        ConceptLinker().fit(["a", "b"], ["c"])


with warnings.catch_warnings():  # says that checks on tables of numbers do not apply to texts
    warnings.simplefilter("ignore", SkipTestWarning)
    contract_of_scikit_learn = parametrize_with_checks(
        [ConceptLinker(), OccupationLinker(), SkillLinker()]
    )


@contract_of_scikit_learn
def test_they_keep_the_contract_of_scikit_learn(estimator, check) -> None:  # type: ignore[no-untyped-def]
    check(estimator)
