"""A file of linkers comes back as it was, and anything else is refused with one line."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import skops.io

from matching.concepts import OccupationLinker, SkillLinker
from matching.linker_files import Linkers, dumped, kind, loaded
from matching.reliability import Reliability
from matching.stored import ModelUnreadable, sha256
from tests.factories.linkers import few_linkers


@pytest.fixture(scope="module")
def linkers() -> Linkers:
    return few_linkers("titles 2019-01-03 abc")


@pytest.fixture(scope="module")
def content(linkers: Linkers) -> bytes:
    return dumped(linkers)


def test_linkers_come_back_as_they_were_written(linkers: Linkers, content: bytes) -> None:
    back = loaded(content, sha256(content))
    typed = ["Bäckerei", "Ziegelmaurerin", "نجّار", "?"]
    assert back.catalogue == ("shipped", "titles 2019-01-03 abc")
    given, again = (one.occupations.predict_proba(typed) for one in (linkers, back))
    assert (given == again).all()
    assert back.occupations.candidates("Maurerin") == [("32122", 1.0)]
    assert back.skills.candidates("Brot backn")[0].concept == "baking-bread"
    assert back.reliability.tenths(0.9) == 7


def test_packing_gives_the_same_answers_in_less_memory() -> None:
    titles = ["Bäcker/in", "Maurer/in", "Tischler/in"]
    whole = OccupationLinker().fit(titles, ["29222", "32122", "22342"])
    before, held = whole.predict_proba(titles), whole.embedding_.places_.nbytes
    packed = whole.pack().pack()
    assert packed.predict_proba(titles) == pytest.approx(before, abs=0.01)
    assert packed.embedding_.places_.nbytes < held / 100


def test_a_damaged_file_is_named_wherever_it_is_damaged(content: bytes) -> None:
    for place in range(0, len(content), len(content) // 20):
        broken = content[:place] + bytes([content[place] ^ 255]) + content[place + 1 :]
        with pytest.raises(ModelUnreadable, match="damaged"):
            loaded(broken, sha256(content))
    for part in (b"", b"PK", content[: len(content) // 2], b"\x89PNG\r\n\x1a\n" * 50):
        with pytest.raises(ModelUnreadable, match=r"damaged .*Run `flask catalogue learn`\."):
            loaded(part, sha256(part))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"engine": "000000000000"}, "another version"),
        ({"format": 99}, "another version"),
        ({"occupations": None}, "has no occupations"),
        ({"skills": np.ones(3)}, "has no skills"),
        ({"occupations": OccupationLinker()}, "never fitted"),
        ({"skills": SkillLinker()}, "never fitted"),
        ({"reliability": 0.7}, "has no reliability"),
        ({"catalogue": "all"}, "which catalogue"),
        ({"catalogue": [1]}, "which catalogue"),
    ],
)
def test_a_file_of_another_version_or_with_other_things_is_refused(
    content: bytes, change: dict[str, Any], sentence: str
) -> None:
    parts = skops.io.loads(content, trusted=sorted(kind().own))
    other = skops.io.dumps(parts | change)
    with pytest.raises(ModelUnreadable, match=sentence) as refused:
        loaded(other, sha256(other))
    assert "\n" not in str(refused.value)


def test_a_list_is_no_model_and_a_strange_type_is_never_built() -> None:
    for strange, sentence in (([1, 2], "no parts"), ({"f": np.random.default_rng}, "not belong")):
        bad = skops.io.dumps(strange)
        with pytest.raises(ModelUnreadable, match=sentence):
            loaded(bad, sha256(bad))


def test_what_is_said_rises_with_the_chance_and_is_what_was_measured() -> None:
    chances = np.repeat([0.1, 0.5, 0.9], 100)
    right = np.arange(300) % 10 < np.repeat([1, 4, 8], 100)
    measured = Reliability(chances, right)
    assert [measured.tenths(one) for one in (0.1, 0.5, 0.9)] == [1, 4, 8]
    assert measured.share(0.3) == pytest.approx(0.25)
    assert measured.share(0.0) <= measured.share(0.6) <= measured.share(1.0) == pytest.approx(0.8)


def test_where_too_few_were_measured_nothing_is_said() -> None:
    few = Reliability(np.full(29, 0.9), np.ones(29, dtype=bool))
    assert few.tenths(0.9) is None
    assert Reliability(np.zeros(0), np.zeros(0, dtype=bool)).share(0.9) == 0.0
    with pytest.raises(ValueError, match="2 chances but 1 answers"):
        Reliability(np.zeros(2), np.zeros(1, dtype=bool))


def test_chances_that_are_almost_one_have_a_share() -> None:
    almost = [0.9999988, 0.99999905, 1.4e-11, 2.9e-11]
    chances = np.repeat(np.array(almost, dtype=np.float32), 40)
    measured = Reliability(chances, np.arange(160) % 10 < np.where(chances > 0.5, 9, 1))
    assert [measured.tenths(one) for one in almost] == [9, 9, 1, 1]
