"""Deleting a person: places given back, happenings counted, every row gone, the rest looked for."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError

from domain.access import Actor, Role
from domain.deletion import DeletionReason
from domain.errors import NotFound, RuleBroken
from domain.letters import LetterState
from models import Candidate, Letter, PersonDeletion, db, transactional
from services.audit import record
from services.coming_places import free_places, free_places_of_present
from services.deletion_list import DeletionList, installation_mark
from services.deletion_traces import (
    erase_traces,
    free_course_seats,
    letter_files,
    shared_words,
    words_of_person,
)
from services.erasure import Rows, erase, ids_before, rows_below
from services.fair_places import hold_groups_of
from services.leftovers import search_files, search_tables
from services.month_counts import count_rows
from services.ranking_marks import forget_people_lists, mark_lists
from services.visibility import scope


class LetterOnItsWay(RuleBroken):
    """A letter to the person is being sent this minute; it would be written after the deletion."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A person who is deleted; the words are held in memory only, to look for leftovers."""

    deletion_id: int
    words: tuple[str, ...]
    shared: int


def delete_and_prove(
    *,
    actor: Actor,
    candidate_id: int,
    reason: DeletionReason,
    folders: Collection[Path],
    ledger: DeletionList,
    now: datetime,
) -> PersonDeletion:
    """Delete a person, then search every table and letter file for what is left of them.

    The ``ledger`` outside the database remembers the number, so that a restored backup does not
    bring the person back.

    Raises
    ------
    NotFound
        If the person does not (or no longer) exist for the actor.
    LetterOnItsWay
        If a letter to them is being sent this minute.
    """
    try:
        gone = delete_person(
            actor=actor,
            candidate_id=candidate_id,
            reason=reason,
            folders=folders,
            ledger=ledger,
            now=now,
        )
    except SQLAlchemyError:
        ledger.take_back(candidate_id, now=now)
        raise
    return prove_deletion(gone=gone, folders=folders, now=now)


def delete_in_time(
    *,
    candidate_id: int,
    reason: DeletionReason,
    folders: Collection[Path],
    ledger: DeletionList,
    now: datetime,
) -> bool:
    """Delete a person whose day has come; say no where a letter on its way waits for next time."""
    try:
        delete_and_prove(
            actor=Actor(role=Role.CANDIDATE, candidate_id=candidate_id),
            candidate_id=candidate_id,
            reason=reason,
            folders=folders,
            ledger=ledger,
            now=now,
        )
    except LetterOnItsWay:
        return False
    return True


@transactional
def delete_person(
    *,
    actor: Actor,
    candidate_id: int,
    reason: DeletionReason,
    folders: Collection[Path],
    ledger: DeletionList,
    now: datetime,
) -> Gone:
    """Delete everything that hangs on a person, in one transaction; see ``delete_and_prove``."""
    hold_groups_of({candidate_id}, now)
    person = _hold(actor, candidate_id, now)
    _wait_for_letters(candidate_id)
    free_places(person, actor=actor, now=now)
    free_places_of_present(person, now)
    free_course_seats(candidate_id)
    rows = rows_below("candidate", {candidate_id})
    ids = [candidate_id, *sorted(ids_before(rows))]
    words = words_of_person(person, rows)
    shared = shared_words(words, rows)
    own = tuple(word for word in words if word not in shared)
    count_rows(rows, now)
    office_id = person.office_id
    files = letter_files(rows.get("letter", set()), own, folders)
    deleted, unlinked = _erase(candidate_id, rows, own)
    done = PersonDeletion(
        reason=reason,
        role=actor.role,
        account_id=actor.account_id,
        office_id=office_id,
        done_at=now,
        deleted=dict(deleted) | {"files": len(files)},
        unlinked=unlinked,
        leftovers={},
    )
    db.session.add(done)
    db.session.flush()
    record(actor=actor, action="person.deleted", subject=done, now=now)
    for file in files:
        file.unlink(missing_ok=True)
    ledger.add(ids, mark=installation_mark(), now=now)
    return Gone(done.id, own, len(shared))


@transactional
def prove_deletion(*, gone: Gone, folders: Collection[Path], now: datetime) -> PersonDeletion:
    """Look for the words of a deleted person everywhere and write down what was found."""
    done = db.session.get_one(PersonDeletion, gone.deletion_id)
    found = [*search_tables(gone.words), *search_files(gone.words, folders)]
    done.leftovers = dict(Counter(one.place for one in found))
    done.words_searched, done.words_shared = len(gone.words), gone.shared
    done.searched_at = now
    canonical = json.dumps(done.facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    done.check_number = hashlib.sha256(canonical.encode()).hexdigest()
    return done


def _hold(actor: Actor, candidate_id: int, now: datetime) -> Candidate:
    """Lock the record until all is done: who adds to it meanwhile waits, and then finds nobody."""
    held = db.session.scalar(
        update(Candidate)
        .where(Candidate.id == candidate_id, scope(Candidate, actor))
        .values(changed_at=now)
        .returning(Candidate.id)
        .execution_options(synchronize_session=False)
    )
    if held is None:
        raise NotFound(candidate=candidate_id)
    mark_lists("person", now)
    forget_people_lists()
    return db.session.get_one(Candidate, candidate_id, with_for_update=True, populate_existing=True)


def _wait_for_letters(candidate_id: int) -> None:
    on_its_way = select(Letter.id).where(
        Letter.candidate_id == candidate_id, Letter.state == LetterState.SENDING
    )
    if db.session.scalar(on_its_way.limit(1)) is not None:
        raise LetterOnItsWay(candidate=candidate_id)


def _erase(
    candidate_id: int, rows: Rows, words: Collection[str]
) -> tuple[Counter[str], dict[str, int]]:
    deleted, unlinked = erase(rows)
    return Counter(deleted) + Counter(erase_traces(candidate_id, words)), unlinked
