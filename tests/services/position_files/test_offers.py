"""What a row says: facts of a position, or each column's own flaw."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.languages import LanguageLevel
from domain.positions import PayUnit, PositionKind
from services.position_files.columns import COLUMNS
from services.position_files.flaws import RowFlaw, RowNote
from services.position_files.offers import Circumstances, read_offer

DAY = date(2026, 11, 22)
UNDER = Circumstances(DAY, "Nordlicht GmbH", "51311")
KOCH = {"title": "Koch", "postcode": "32049"}


def flaws(**said: str) -> list[tuple[str, object]]:
    return [(one.column, one.word) for one in read_offer(KOCH | said, UNDER).flaws]


def test_words_become_facts() -> None:
    said = {"kind": "Ausbildung", "german": "B1", "german_writing": "A2", "duration": "3 Jahre"}
    facts = read_offer(KOCH | said | {"pay": "1.150,50 € / Monat"}, UNDER).facts
    assert facts is not None
    assert (facts.kind, facts.duration_months) == (PositionKind.APPRENTICESHIP, 36)
    assert (facts.pay_cents, facts.pay_unit) == (115_050, PayUnit.MONTH)
    assert facts.german_writing is LanguageLevel.A2
    assert facts.german_level is LanguageLevel.B1


def test_german_nobody_named_is_the_usual_and_a_note_says_so() -> None:
    reading = read_offer(KOCH, UNDER)
    assert reading.facts is not None
    assert reading.facts.german_level is LanguageLevel.A2
    assert RowNote.USUAL_GERMAN in {note.word for note in reading.notes}


@pytest.mark.parametrize(
    ("column", "text", "flaw"),
    [
        ("title", "@SUM(1)", RowFlaw.FORMULA),
        ("title", "x" * 161, RowFlaw.TOO_LONG),
        ("postcode", "1067", RowFlaw.NO_POSTCODE),
        ("starts_on", "30.02.2027", RowFlaw.NO_DATE),
        ("starts_on", "21.11.2026", RowFlaw.PAST),
        ("places", "0", RowFlaw.NO_NUMBER),
        ("places", "1,5", RowFlaw.NO_NUMBER),
        ("german", "fließend", RowFlaw.UNKNOWN_WORD),
        ("kind", "Praktikum", RowFlaw.WHICH_INTERNSHIP),
        ("pay", "9,50 € je Stunde", RowFlaw.LAW),
        ("pay", "#REF!", RowFlaw.ERROR_VALUE),
        ("tasks", "=1+1", RowFlaw.FORMULA),
        ("tasks", "Nur Muttersprachler", RowFlaw.UNFAIR),
        ("employer", "Südwind AG", RowFlaw.OTHER_FIRM),
        ("place", "Bünde", RowFlaw.OTHER_PLACE),
    ],
)
def test_each_flaw_is_named_by_its_column(column: str, text: str, flaw: RowFlaw) -> None:
    assert flaws(**{column: text}) == [(column, flaw)]


def test_a_list_in_the_tasks_is_text_and_no_formula() -> None:
    reading = read_offer(KOCH | {"tasks": "- Kochen\n- Putzen"}, UNDER)
    assert reading.facts is not None
    assert reading.facts.tasks == "- Kochen\n- Putzen"
    assert RowNote.AS_TEXT in {note.word for note in reading.notes}


def test_what_the_job_search_does_not_say_clearly_is_unknown_and_not_wrong() -> None:
    lenient = Circumstances(DAY, "Nordlicht GmbH", None, is_lenient=True)
    said = {"pay": "Entgeltgruppe 13", "starts_on": "2021-07-25", "hours": "VOLLZEIT, TEILZEIT"}
    reading = read_offer(KOCH | said, lenient)
    assert reading.facts is not None
    assert (reading.facts.pay_cents, reading.facts.starts_on, reading.facts.hours) == (None,) * 3


def test_pay_of_the_job_search_without_its_unit_is_unknown_and_a_form_must_say_it() -> None:
    lenient = Circumstances(DAY, "Nordlicht GmbH", None, is_lenient=True)
    reading = read_offer(KOCH | {"pay": "15,50 Euro"}, lenient)
    assert reading.facts is not None
    assert (reading.facts.pay_cents, reading.facts.pay_unit) == (None, None)
    assert RowNote.PAY_UNIT_UNSAID in {note.word for note in reading.notes}
    assert flaws(pay="15,50 Euro") == [("pay_unit", RowFlaw.LAW)]


@given(values=st.dictionaries(st.sampled_from(list(COLUMNS)), st.text(max_size=60)))
@settings(max_examples=200, deadline=None)
def test_any_words_become_facts_or_flaws(values: dict[str, str]) -> None:
    reading = read_offer(KOCH | values, UNDER)
    assert (reading.facts is None) == bool(reading.flaws)
