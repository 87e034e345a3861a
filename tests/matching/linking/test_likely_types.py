"""Five types from both views: one answer for all forms, nothing for noise."""

from __future__ import annotations

import numpy as np
import pytest

from matching.concepts import OccupationLinker
from matching.likely_types import OFFERED, likely_types
from matching.title_reading import TitleReader

TITLES = ["Bäcker/in", "Maurer/in", "Tischler/in", "Koch/Köchin", "Maler/in", "Schlosser/in"]
CODES = ["29222", "32122", "22342", "29302", "33212", "24412"]


@pytest.fixture(scope="module")
def reader() -> TitleReader:
    return TitleReader().fit(TITLES, CODES)


@pytest.fixture(scope="module")
def linker() -> OccupationLinker:
    return OccupationLinker().fit([*TITLES, "Seemann"], [*CODES, "51132"])


def codes(text: str, reader: TitleReader, linker: OccupationLinker) -> list[str]:
    return [one.concept for one in likely_types(text, reader, linker, is_taught=False)]


@pytest.mark.parametrize("typed", ["Kaminmaurer", "Kaminmaurerin", "KAMINMAURER/IN (m/w/d)"])
def test_all_forms_of_a_title_get_the_same_five(
    typed: str, reader: TitleReader, linker: OccupationLinker
) -> None:
    found = codes(typed, reader, linker)
    assert found[0] == "32122"
    assert len(set(found)) == len(found) == OFFERED
    assert found == codes("Kaminmaurer", reader, linker)


@pytest.mark.parametrize("noise", ["", "!!!", "😀", "\x00"])
def test_what_has_no_word_gets_none(
    noise: str, reader: TitleReader, linker: OccupationLinker
) -> None:
    assert codes(noise, reader, linker) == []


def test_noise_gets_none_however_the_reader_scores_it(
    reader: TitleReader, linker: OccupationLinker, monkeypatch: pytest.MonkeyPatch
) -> None:
    faint = np.full((1, len(linker.classes_)), 0.05)
    monkeypatch.setattr(linker, "predict_proba", lambda _texts: faint)
    assert codes("qwfzpx", reader, linker) == []
    assert len(codes("Kaminmaurer", reader, linker)) == OFFERED


def test_a_type_only_the_linker_knows_is_offered_too(
    reader: TitleReader, linker: OccupationLinker
) -> None:
    assert codes("Seemann auf Fahrt", reader, linker)[0] == "51132"
