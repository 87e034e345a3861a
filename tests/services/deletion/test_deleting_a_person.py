"""A person who is deleted is gone from every table, letter and file; nobody else is touched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import JSON, Enum, Table, func, inspect, select, table, text, update

from domain.access import Actor, Role
from domain.errors import NotFound
from models import (
    AuditEntry,
    Base,
    Candidate,
    Comparison,
    DuplicatePair,
    Fair,
    KeyPurpose,
    Letter,
    LoginSession,
    Merge,
    MonthCount,
    OneTimeKey,
    PositionList,
    db,
    transactional,
)
from models.references import pointers_to, tables_below
from services.audit import record_view
from services.erasure import rows_below
from services.leftovers import search_tables
from services.merging import keep_records_together, split_again
from tests.architecture.growth import furnish
from tests.architecture.world import NOBODY, World
from tests.factories import Office
from tests.factories.office import NOW
from tests.services.deletion.deleting import gone, stored

CANARY = "Kanarienvogel"

NOT_ABOUT_PEOPLE = {
    "access_rule": "rules of the law",
    "account": "staff and firms; a person has none",
    "attempt": "hashes of tries; those of the person's contacts are taken out",
    "audit_entry": "ids only; the deletion empties them",
    "blank_card": "codes printed for nobody; a claim makes a code of a person of its own",
    "coded_title": "official titles of occupations",
    "concept": "official occupations and skills",
    "concept_label": "official names of them",
    "concept_relation": "official relations between them",
    "course": "courses, without who takes part",
    "employer": "firms",
    "employer_contact": "contacts of firms",
    "fair": "fairs",
    "fair_group": "groups of fairs",
    "firm_opinion": "answers of firms",
    "fair_interpreter": "how many interpreters a fair has",
    "fair_step": "what an office prepares for a fair",
    "floor": "why a team lead turned a floor for a group on",
    "floor_end": "who ended it",
    "import_batch": "imported files of positions",
    "import_row": "lines of such files",
    "job_run": "when jobs ran",
    "lead_time": "weeks",
    "learned_version": "weights and rates of thirty decisions or more",
    "learning_basis": "who of the office recorded a legal basis",
    "month_count": "counts without a key",
    "official_file": "which official files were taken over",
    "occupation_content": "weights learned from official files",
    "office": "offices",
    "party": "a number; its members are registrations",
    "people_list": "best people of a position by number; all of them go with a deletion",
    "person_deletion": "the proof; it names nobody",
    "place_list_version": "lists of postcodes",
    "position": "positions",
    "position_change": "what firms changed",
    "position_skill": "positions",
    "postcode": "places",
    "ranking_mark": "that something changed, not what",
    "ranking_run": "when lists were computed",
    "ranking_weights": "weights of colleagues",
    "recovery_code": "of accounts",
    "remembered_title": "titles of work, checked for names",
    "registration_draft": "typed, not sent; those that name the person are taken out",
    "retention_period": "days",
    "setting": "settings",
    "shortlist_order": "orders of proposals by number",
    "stand": "stands of firms",
    "stand_in": "of colleagues",
    "stand_staff": "colleagues of firms",
    "stand_move": "what staff did with stands of firms, and why",
    "stand_waiting": "firms that wait for a stand",
}
"""Tables no foreign key joins to a person, each with the reason why a deletion may leave it."""


def test_every_table_hangs_on_a_person_or_says_why_not() -> None:
    below = {table.name for table in tables_below("candidate")}
    assert set(Base.metadata.tables) - below == set(NOT_ABOUT_PEOPLE)


@transactional
def marked(candidate_id: int) -> None:
    """Write a word nobody else has into every free text of the person's rows."""
    for name, ids in rows_below("candidate", {candidate_id}).items():
        told = Base.metadata.tables[name]
        words = {one.name: _marked(one.type) for one in told.c if _is_free(one)}
        key = next(
            (one for one in told.primary_key if one.foreign_keys), next(iter(told.primary_key))
        )
        if words:
            db.session.execute(update(told).where(key.in_(ids)).values(words))


def _is_free(column: object) -> bool:
    kind = column.type  # type: ignore[attr-defined]
    if isinstance(kind, JSON):
        return True
    if isinstance(kind, Enum) or column.foreign_keys or column.primary_key:  # type: ignore[attr-defined]
        return False
    return isinstance(kind, type(Letter.__table__.c.address.type)) and (kind.length or 99) > 15


def _marked(kind: object) -> object:
    return {"name": CANARY} if isinstance(kind, JSON) else CANARY


def everything(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of the database, as the database says them."""
    with db.engine.connect() as connection:
        return {
            name: sorted(
                connection.execute(select(text("*")).select_from(table(name))).all(), key=str
            )
            for name in inspect(connection).get_table_names()
        }


@pytest.fixture
def person(office: Office) -> Candidate:
    """Somebody with a row in every table that can point to a person, each with the word."""
    own = World(office).own(Role.CASEWORKER)
    first, second = own["candidate_id"], office.candidate().id
    stored(
        Comparison(candidate_id=first, compared_at=NOW),
        Merge(kept_id=first, gone_id=NOBODY, merged_at=NOW, story={}),
        DuplicatePair(one_id=first, other_id=second, per_cent=80, found_at=NOW),
        PositionList(
            candidate_id=first, version="1", seed="s", computed_at=NOW, total=0, digest="", rows=b""
        ),
        OneTimeKey(
            candidate_id=first,
            purpose=KeyPurpose.SIGN_IN,
            link_hash="x" * 64,
            created_at=NOW,
            expires_at=NOW,
        ),
        LoginSession(
            candidate_id=first,
            token_hash="x" * 64,
            created_at=NOW,
            last_seen_at=NOW,
            expires_at=NOW,
        ),
    )
    furnish(own)
    found = db.session.get_one(Candidate, own["candidate_id"])
    marked(found.id)
    db.session.expire_all()
    return found


def test_nothing_of_a_person_remains_in_any_table_or_file(
    app: Flask, person: Candidate, folder: Path
) -> None:
    below = {table.name for table in tables_below("candidate")}
    assert set(rows_below("candidate", {person.id})) == below, "a table without a row"
    assert search_tables([CANARY])
    number = person.id
    done = gone(person.id, folder)

    for column in pointers_to("candidate"):
        assert not db.session.scalar(select(func.count()).where(column == number)), str(column)
    rows = everything(app)
    assert not [name for name, found in rows.items() if CANARY in str(found)]
    about = (AuditEntry.subject_kind == "candidate") & (AuditEntry.subject_id == number)
    assert not db.session.query(AuditEntry).filter(about).count()
    assert done.leftovers == {}
    assert done.deleted["candidate"] == 1
    assert len(done.check_number or "") == 64


def test_what_is_other_peoples_stays_as_it_was(app: Flask, office: Office, folder: Path) -> None:
    leaves = office.candidate(given_name="Amal", family_name="Muster")
    stays = office.candidate(given_name="Amal", family_name="Muster", phone="+4917611111111")
    proposal = office.proposal(candidate=stays)
    office.registration(fair=office.fair(taken=1), candidate=stays)
    office.proposal(candidate=leaves, position=proposal.position)
    office.document(candidate=stays)
    before = everything(app)
    own = {
        (name, str(one))
        for name, ids in rows_below("candidate", {leaves.id}).items()
        for one in ids
    }
    done = gone(leaves.id, folder)
    after = everything(app)
    for name, rows in before.items():
        if name in {"audit_entry", "name_key", "comparison"}:
            continue
        kept = [row for row in rows if (name, str(row[0])) not in own]
        assert [row for row in after[name] if row in kept] == kept, name
    assert done.words_shared == 1  # the name, which somebody else has too


def test_a_place_at_a_fair_is_free_again_and_the_firm_of_the_talk_is_told(
    app: Flask, office: Office, folder: Path
) -> None:
    own = World(office).own(Role.CASEWORKER)
    fair = db.session.get_one(Fair, own["fair_id"])
    assert fair.taken == 1
    gone(own["candidate_id"], folder)
    assert db.session.get_one(Fair, own["fair_id"], populate_existing=True).taken == 0
    told = db.session.scalars(select(Letter.kind).where(Letter.account_id.is_not(None))).all()
    assert "stand-interview-ended" in told


def test_what_the_program_does_not_know_of_is_found_and_said(
    app: Flask, office: Office, folder: Path
) -> None:
    leaves = office.candidate(email="weg@example.org")
    office.employer(contact_name="weg@example.org")
    assert gone(leaves.id, folder).leftovers == {"employer.contact_name": 1}


def test_what_happened_is_counted_by_month_and_leads_to_nobody(
    app: Flask, office: Office, folder: Path
) -> None:
    past = office.fair(starts_at=NOW - timedelta(days=40), ends_at=NOW - timedelta(days=39))
    for came in (NOW - timedelta(days=40), None):
        leaves = office.candidate()
        office.registration(fair=past, candidate=leaves, checked_in_at=came)
        office.proposal(candidate=leaves)
        gone(leaves.id, folder)
    counts = {(one.kind, one.number) for one in db.session.query(MonthCount)}
    assert counts == {("registered", 2), ("attended", 1), ("proposed", 2)}
    assert {one.name for one in _columns(MonthCount)} == {
        *("id", "month", "office_id", "kind", "number")
    }


def test_the_trail_of_a_record_that_was_merged_leads_to_nobody_either(
    app: Flask, office: Office, folder: Path
) -> None:
    lead = office.account(Role.TEAM_LEAD)
    kept, merged, apart = office.candidate(), office.candidate(), office.candidate()
    for one in (merged, apart):
        record_view(actor=lead.actor, subject=one, now=NOW)
    merges = [
        keep_records_together(
            actor=lead.actor, kept_id=kept.id, gone_id=one, from_gone=frozenset(), now=NOW
        )
        for one in (merged.id, apart.id)
    ]
    split_again(actor=lead.actor, merge_id=merges[1].id, now=NOW)
    still_there = merges[1].gone_id
    gone(kept.id, folder)
    about = select(AuditEntry.subject_id).where(AuditEntry.action == "candidate.viewed")
    assert sorted(db.session.scalars(about)) == [0, still_there]


def _columns(kind: type[Base]) -> Iterator[object]:
    table = kind.__table__
    assert isinstance(table, Table)
    return iter(table.c)


def test_nobody_deletes_a_person_out_of_scope_or_twice(
    app: Flask, office: Office, folder: Path
) -> None:
    number = office.candidate().id
    stranger = Actor(role=Role.CASEWORKER, account_id=office.caseworker().id)
    with pytest.raises(NotFound):
        gone(number, folder, actor=stranger)
    gone(number, folder)
    with pytest.raises(NotFound):
        gone(number, folder)
