"""A file is looked at, imported once, and taken back where nobody has worked with it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import SYSTEM
from domain.clock import office_day
from domain.errors import RuleBroken
from domain.positions import PositionState
from models import (
    AuditEntry,
    Employer,
    ImportBatch,
    ImportRow,
    ImportState,
    Position,
    PositionSkill,
    RowState,
    db,
    transactional,
)
from models.base import is_writing
from services.position_files.reading import read_positions
from services.position_imports import storing
from services.position_imports.checking import (
    STEP,
    check_next_rows,
    check_waiting,
    discard_file,
    take_file,
)
from services.position_imports.confirming import KEPT, import_file, sweep_imports, undo_import
from services.position_imports.lists import FirmUnclear, counts_of, find_firm
from services.position_steps import release_position
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race

HEADER = "Titel;PLZ;Ort;Beginn;Referenz;Kenntnisse\n"
THREE = (
    HEADER + "Koch/Köchin;32049;Herford;;A1;\nMaler/in;32257;Bünde;;;\nFahrer/in;;Nirgendwo;;;\n"
)


def taken(firm: Employer, text: str) -> ImportBatch:
    table = read_positions(text.encode())
    batch = take_file(actor=SYSTEM, employer=firm, file_name="stellen.csv", table=table, now=NOW)
    while check_next_rows(batch_id=batch.id, now=NOW):
        pass
    return batch


def imported(firm: Employer, text: str) -> ImportBatch:
    batch = taken(firm, text)
    assert import_file(actor=SYSTEM, batch=batch, now=NOW)
    return batch


def results(batch: ImportBatch) -> list[RowState]:
    query = select(ImportRow.state).where(ImportRow.batch_id == batch.id).order_by(ImportRow.line)
    return list(db.session.scalars(query))


def titles(firm: Employer) -> list[str]:
    query = select(Position.title).where(Position.employer_id == firm.id).order_by(Position.id)
    return list(db.session.scalars(query))


def test_nothing_is_a_position_before_the_yes(office: Office) -> None:
    firm = office.employer()
    batch = taken(firm, THREE)
    assert results(batch) == [RowState.NEW, RowState.NEW, RowState.FAULTY]
    assert titles(firm) == []
    assert import_file(actor=SYSTEM, batch=batch, now=NOW)
    assert titles(firm) == ["Koch/Köchin", "Maler/in"]
    assert results(batch) == [RowState.IMPORTED, RowState.IMPORTED, RowState.FAULTY]


def test_positions_keep_the_words_are_linked_and_wait_for_release(office: Office) -> None:
    firm = office.employer()
    imported(firm, HEADER + "Schreiner/in für Küchen;32049;;01.12.2099;K7;Gabelstapler fahren\n")
    position = db.session.scalars(select(Position)).one()
    assert (position.title, position.reference) == ("Schreiner/in für Küchen", "K7")
    assert position.occupation_code is not None
    assert position.occupation_code.startswith("223")
    assert (position.state, position.place) == (PositionState.SUBMITTED, "Herford")
    posted = db.session.scalars(select(AuditEntry).filter_by(action="position.posted")).one()
    assert posted.subject_id == position.id


def test_the_same_file_twice_finds_its_positions_there(office: Office) -> None:
    firm, other = office.employer(), office.employer()
    imported(firm, THREE)
    again = taken(firm, THREE)
    assert results(again) == [RowState.KNOWN, RowState.KNOWN, RowState.FAULTY]
    assert results(taken(other, THREE))[:2] == [RowState.NEW, RowState.NEW]


def test_two_looks_at_one_file_import_it_once(office: Office) -> None:
    firm = office.employer()
    first, second = taken(firm, THREE), taken(firm, THREE)
    import_file(actor=SYSTEM, batch=first, now=NOW)
    import_file(actor=SYSTEM, batch=second, now=NOW)
    assert titles(firm) == ["Koch/Köchin", "Maler/in"]
    assert results(second) == [RowState.KNOWN, RowState.KNOWN, RowState.FAULTY]


def test_a_row_that_stands_twice_in_the_file_becomes_one_position(office: Office) -> None:
    firm = office.employer()
    rows = "Koch;32049;Herford;;;\nKoch;32049;herford;;;\nA;32049;;;R1;\nB;32049;;;R1;\n"
    batch = imported(firm, HEADER + rows)
    assert titles(firm) == ["Koch", "A"]
    assert results(batch)[1::2] == [RowState.KNOWN, RowState.KNOWN]


def test_a_closed_position_may_come_again_unless_its_reference_is_the_same(office: Office) -> None:
    firm = office.employer()
    imported(firm, THREE)
    for position in db.session.scalars(select(Position)):
        set_state(position, PositionState.CLOSED)
    assert results(taken(firm, THREE))[:2] == [RowState.KNOWN, RowState.NEW]


def test_pressing_twice_imports_once(app: Flask, office: Office) -> None:
    firm = office.employer()
    batch = taken(firm, THREE)
    batch_id = batch.id

    def press(_turn: int) -> bool:
        mine = db.session.get_one(ImportBatch, batch_id)
        return import_file(actor=SYSTEM, batch=mine, now=NOW)

    assert sorted(race(app, press, times=4)) == [False, False, False, True]
    db.session.rollback()  # what was read before the race is not what is there now
    assert titles(firm) == ["Koch/Köchin", "Maler/in"]


def test_undo_removes_what_nobody_worked_with_and_keeps_the_rest(office: Office) -> None:
    firm = office.employer()
    before = office.position(employer=firm)
    rows = "".join(f"Stelle {number};32049;;;;Deutsch\n" for number in range(4))
    batch = imported(firm, HEADER + rows)
    _plain, released, proposed, edited = db.session.scalars(
        select(Position).where(Position.id != before.id).order_by(Position.id)
    )
    release_position(actor=SYSTEM, position=released, now=NOW)
    office.proposal(candidate=office.candidate(), position=proposed)
    set_state(edited, PositionState.SUBMITTED, version=2)
    assert undo_import(actor=SYSTEM, batch=batch, now=NOW)
    assert titles(firm) == [before.title, "Stelle 1", "Stelle 2", "Stelle 3"]
    counts = counts_of(batch=batch)
    assert (counts[RowState.REMOVED], counts[RowState.IMPORTED]) == (1, 3)
    assert not undo_import(actor=SYSTEM, batch=batch, now=NOW)
    kept = set(db.session.scalars(select(Position.id)))
    assert set(db.session.scalars(select(PositionSkill.position_id))) <= kept


def test_the_law_and_fair_words_hold_for_each_row(office: Office) -> None:
    text = (
        "Titel;PLZ;Lohn\nKoch;32049;9 € je Stunde\nJunge Mitarbeiterin;32049;\nKoch;32049;20 €/h\n"
    )
    batch = taken(office.employer(), text)
    assert results(batch) == [RowState.FAULTY, RowState.FAULTY, RowState.NEW]
    words = [row.remarks[0][:2] for row in db.session.scalars(select(ImportRow)) if row.remarks]
    assert words[:2] == [["pay", "law"], ["title", "unfair"]]


def test_a_list_of_the_job_search_takes_only_the_firms_own(office: Office) -> None:
    firm = office.employer(name="Nordlicht GmbH")
    offers = [
        {"titel": "Koch", "arbeitgeber": name, "arbeitsort": {"plz": "32049", "ort": "Herford"}}
        for name in ("Nordlicht", "Südwind GmbH")
    ]
    assert results(taken(firm, json.dumps({"stellenangebote": offers}))) == [
        RowState.NEW,
        RowState.FAULTY,
    ]


def test_long_files_are_checked_by_and_by(office: Office) -> None:
    text = HEADER + "".join(f"Koch {number};32049;;;;\n" for number in range(150))
    table = read_positions(text.encode())
    firm = office.employer()
    batch = take_file(actor=SYSTEM, employer=firm, file_name="x.csv", table=table, now=NOW)
    assert check_waiting(now=NOW, seconds=0) == STEP
    assert counts_of(batch=batch)[RowState.WAITING] == 150 - STEP
    assert check_waiting(now=NOW, seconds=60) == 150 - STEP
    assert db.session.get_one(ImportBatch, batch.id).state is ImportState.READY
    assert check_waiting(now=NOW) == 0


def test_files_are_forgotten_and_positions_stay(office: Office) -> None:
    firm = office.employer()
    imported(firm, THREE)
    discard_file(actor=SYSTEM, batch=taken(firm, HEADER + "Neu;32049;;;;\n"), now=NOW)
    assert db.session.query(ImportBatch).count() == 1
    assert sweep_imports(now=NOW + KEPT - timedelta(seconds=1)) == 0
    assert sweep_imports(now=NOW + KEPT) == 1
    assert db.session.query(ImportRow).count() == 0
    assert titles(firm) == ["Koch/Köchin", "Maler/in"]


@pytest.mark.parametrize("words", ["", "nirgends", "%", "tischlerei", "999999999", "1" * 40])
def test_an_unclear_firm_is_not_guessed(office: Office, words: str) -> None:
    office.employer(name="Tischlerei Nord")
    office.employer(name="Tischlerei Süd")
    with pytest.raises(FirmUnclear):
        find_firm(words)


def test_a_firm_is_found_by_number_name_or_a_part_only_it_has(office: Office) -> None:
    firm = office.employer(name="Tischlerei Nord")
    office.employer(name="Tischlerei Nordwest")
    assert find_firm(str(firm.id)).id == firm.id
    assert find_firm("tischlerei nord").id == firm.id
    assert find_firm("NORDWEST").name == "Tischlerei Nordwest"


@transactional
def set_state(position: Position, state: PositionState, version: int = 1) -> None:
    position.state, position.version = state, version


def test_reading_the_rows_of_a_file_holds_up_nobody_who_writes(office: Office) -> None:
    firm = office.employer()
    batch = taken(firm, HEADER + "".join(f"Stelle {n};32049;;;;Deutsch\n" for n in range(3)))
    seen: list[tuple[bool, int]] = []
    assert import_file(
        actor=SYSTEM,
        batch=batch,
        now=NOW,
        progress=lambda count: seen.append((is_writing(), count)),
    )
    assert seen == [(False, 3)]
    assert titles(firm) == ["Stelle 0", "Stelle 1", "Stelle 2"]
    entries = select(AuditEntry.subject_id).where(AuditEntry.action == "position.posted")
    assert len(set(db.session.scalars(entries))) == 3


def test_a_file_is_stored_whole_or_not_at_all(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm = office.employer()
    batch = taken(firm, THREE)

    def fail(**_facts: object) -> None:
        raise RuleBroken(test="the database is full")

    with monkeypatch.context() as patched:
        patched.setattr(storing, "record_all", fail)
        with pytest.raises(RuleBroken):
            import_file(actor=SYSTEM, batch=batch, now=NOW)
    assert titles(firm) == []
    assert batch.state is ImportState.READY
    assert import_file(actor=SYSTEM, batch=batch, now=NOW)
    assert len(titles(firm)) == 2


def test_what_has_turned_bad_since_the_look_is_said_and_not_stored(office: Office) -> None:
    firm = office.employer()
    batch = taken(
        firm, f"{HEADER}Heute;32049;;{office_day(NOW):%d.%m.%Y};;\nOffen;32049;;;;\nDa;32049;;;;\n"
    )
    assert results(batch) == [RowState.NEW] * 3
    office.position(employer=firm, title="Da", place="Herford", starts_on=None)
    assert import_file(actor=SYSTEM, batch=batch, now=NOW + timedelta(days=2))
    assert results(batch) == [RowState.FAULTY, RowState.IMPORTED, RowState.KNOWN]


def test_an_unfair_title_is_told_together_with_a_day_that_cannot_be(office: Office) -> None:
    batch = taken(office.employer(), f"{HEADER}Nur Männer im Lager;32049;Herford;30.02.2099;;\n")
    row = db.session.scalars(select(ImportRow).where(ImportRow.batch_id == batch.id)).one()
    assert [(column, word) for column, word, _facts in row.remarks] == [
        ("starts_on", "no_date"),
        ("title", "unfair"),
    ]
