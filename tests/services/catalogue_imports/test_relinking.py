"""After an import everybody's words are looked up again; what people wrote stays."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from domain.positions import PositionState
from models import (
    CodedTitle,
    OfficialFile,
    Position,
    PositionChange,
    WorkExperience,
    db,
)
from services.catalogue_imports.agency_files import import_kldb, import_titles
from tests.factories import Office
from tests.factories.office import NOW
from tests.factories.official import (
    kldb_file,
    titles_file,
)
from tests.services.catalogue_imports.stories import TITLES, count


def test_words_without_an_occupation_are_linked_and_never_changed(
    app: Flask, office: Office, tmp_path: Path
) -> None:
    person = office.candidate(work=(("Quendler", None, 2), ("irgendwas", None, 1)))
    position = office.position(
        title="Teigtechnologe", occupation_code=None, state=PositionState.RELEASED
    )
    done = import_titles(path=titles_file(tmp_path, TITLES), now=NOW)
    assert {(one.table, one.before, one.after) for one in done.relinked.linked} == {
        ("work_experience", None, "32122"), ("position", None, "29222")
    }  # fmt: skip
    db.session.expire_all()
    assert [(one.own_words, one.occupation_code) for one in _work(person.id)] == [
        ("Quendler", "32122"), ("irgendwas", None)
    ]  # fmt: skip
    again = db.session.get_one(Position, position.id)
    assert (again.title, again.occupation_code) == ("Teigtechnologe", "29222")
    changed = db.session.scalars(select(PositionChange)).one()
    assert changed.changes == {"occupation_code": [None, "29222"]}


def test_what_somebody_chose_stands_and_is_named(
    app: Flask, office: Office, tmp_path: Path
) -> None:
    person = office.candidate(work=(("Quendler", "33322", 2),))
    done = import_titles(path=titles_file(tmp_path, TITLES), now=NOW)
    assert [(one.before, one.after) for one in done.relinked.differ] == [("33322", "32122")]
    assert done.relinked.linked == []
    db.session.expire_all()
    assert [one.occupation_code for one in _work(person.id)] == ["33322"]


def test_links_to_a_number_that_left_are_mended_or_named(
    app: Flask, office: Office, tmp_path: Path
) -> None:
    office.candidate(work=(("Bäcker", "32122", 2), ("Mauern hochziehen", "32122", 1)))
    done = import_kldb(path=kldb_file(tmp_path), now=NOW)
    assert [(one.before, one.after) for one in done.relinked.linked] == [("32122", "29222")]
    assert [(one.before, one.after) for one in done.relinked.left] == [("32122", None)]


def test_a_dry_run_says_the_same_and_keeps_nothing(
    app: Flask, office: Office, tmp_path: Path
) -> None:
    person = office.candidate(work=(("Quendler", None, 2),))
    path = titles_file(tmp_path, TITLES)
    rehearsed = import_titles(path=path, now=NOW, dry_run=True)
    assert (count(OfficialFile), count(CodedTitle)) == (0, 0)
    db.session.expire_all()
    assert [one.occupation_code for one in _work(person.id)] == [None]
    done = import_titles(path=path, now=NOW + timedelta(minutes=1))
    assert rehearsed.relinked == done.relinked


def _work(candidate_id: int) -> list[WorkExperience]:
    query = select(WorkExperience).where(WorkExperience.candidate_id == candidate_id)
    return list(db.session.scalars(query.order_by(WorkExperience.id)))
