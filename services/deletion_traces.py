"""What a person leaves where no key leads to them: places, words, drafts, letters, files."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import delete, select, update

from domain.courses import PartState
from domain.keys import CODES_SENT, CODES_SENT_TO_PERSON
from domain.letters import LetterState
from models import (
    Attempt,
    Candidate,
    Course,
    CoursePart,
    Letter,
    PersonalCode,
    Proposal,
    Registration,
    Task,
    db,
)
from models.references import tables_below
from services.erasure import Rows, erase, rows_below
from services.leftovers import search_files, search_tables
from services.sessions import hashed

_HOLDS_A_SEAT = frozenset({PartState.PLANNED, PartState.RUNNING})


def free_course_seats(candidate_id: int) -> None:
    """Free the seats of courses the person was to take or takes."""
    parts = select(CoursePart.course_id).where(
        CoursePart.candidate_id == candidate_id, CoursePart.state.in_(_HOLDS_A_SEAT)
    )
    db.session.execute(
        update(Course)
        .where(Course.id.in_(db.session.scalars(parts).all()), Course.taken > 0)
        .values(taken=Course.taken - 1)
        .execution_options(synchronize_session=False)
    )


def words_of_person(person: Candidate, rows: Rows) -> list[str]:
    """Return what names one person and hardly anybody else, to be held in memory only."""
    full = person.full_name if person.family_name else ""
    turned = f"{person.family_name}, {person.given_name}" if full else ""
    named = [full, turned, person.own_script_name, person.email, person.phone, person.creation_key]
    for column, name in (
        (PersonalCode.code, "personal_code"),
        (Proposal.reference, "proposal"),
        (Registration.idempotency_key, "registration"),
    ):
        ids = rows.get(name, set())
        named += db.session.scalars(select(column).where(column.class_.id.in_(ids)))
    return sorted({word for word in named if word})


def shared_words(words: Collection[str], rows: Rows) -> set[str]:
    """Return the words that another person has too; in their rows they must stay."""
    of_people = {table.name for table in tables_below("candidate")} - {"letter", "task"}
    return {
        word
        for word in words
        if any(
            int(found.row) not in rows.get(found.place.partition(".")[0], set())
            for found in search_tables([word], among=of_people)
        )
    }


def erase_traces(candidate_id: int, words: Collection[str]) -> dict[str, int]:
    """Delete letters to others, drafts and counted tries in which the person is named."""
    found = search_tables(words)
    letters = {int(one.row) for one in found if one.place.startswith("letter.")}
    letters |= _letters_about_case(candidate_id)
    drafts = {int(one.row) for one in found if one.place.startswith("registration_draft.")}
    tasks = set(db.session.scalars(select(Task.id).where(Task.letter_id.in_(letters))))
    tasks |= {int(one.row) for one in found if one.place.startswith("task.")}
    gone: dict[str, int] = {}
    for table, ids in (("task", tasks), ("letter", letters), ("registration_draft", drafts)):
        if ids:
            gone[table] = erase(rows_below(table, ids))[0][table]
    return gone | _erase_tries(words)


def _letters_about_case(candidate_id: int) -> set[int]:
    """Return the letters to colleagues that name a case by its number and are not sent yet."""
    waiting = select(Letter).where(Letter.account_id.is_not(None), Letter.state != LetterState.SENT)
    return {one.id for one in db.session.scalars(waiting) if one.facts.get("case") == candidate_id}


def _erase_tries(words: Collection[str]) -> dict[str, int]:
    kinds = (CODES_SENT.kind, CODES_SENT_TO_PERSON.kind)
    hashes = [hashed(f"{kind}:{word}") for kind in kinds for word in words]
    gone = db.session.scalars(
        delete(Attempt).where(Attempt.key_hash.in_(hashes)).returning(Attempt.id)
    ).all()
    return {Attempt.__tablename__: len(gone)} if gone else {}


def letter_files(
    letters: Collection[int], words: Collection[str], folders: Collection[Path]
) -> list[Path]:
    """Return the files of the person's letters, and those in which the person is named."""
    by_name = {
        path
        for folder in folders
        for path in folder.glob("letter-*")
        if path.name.split("-")[1] in {str(one) for one in letters}
    }
    by_word = {folder / one.row for folder in folders for one in search_files(words, [folder])}
    return sorted(by_name | by_word)
