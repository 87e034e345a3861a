"""The audit trail of a merged person is read from the record that stays; a split undoes that."""

from __future__ import annotations

from sqlalchemy import select

from domain.access import PUBLIC
from models import Account, AuditEntry, Candidate, db, transactional
from services.audit import record
from services.audit_trail import about, last_writer
from services.merging import split_again
from tests.factories import Office
from tests.factories.office import NOW
from tests.services.merging.deeds import merged


@transactional
def note(person: Candidate, action: str, account: Account | None = None) -> None:
    actor = account.actor if account else PUBLIC
    record(actor=actor, action=action, subject=person, now=NOW)


def deeds(person: Candidate) -> set[str]:
    return set(db.session.scalars(select(AuditEntry.action).where(about(person))))


def test_entries_of_the_other_record_are_found_until_it_is_split(
    office: Office, lead: Account
) -> None:
    kept, gone, third = office.candidate(), office.candidate(), office.candidate()
    for person, action in ((kept, "kept.seen"), (gone, "gone.seen"), (third, "third.seen")):
        note(person, action)
    merge = merged(lead, kept, gone)
    assert {"kept.seen", "gone.seen", "candidate.merged"} <= deeds(kept)
    assert "third.seen" not in deeds(kept)
    split_again(actor=lead.actor, merge_id=merge.id, now=NOW)
    back = db.session.get_one(Candidate, merge.gone_id)
    assert "gone.seen" not in deeds(kept)
    assert {"gone.seen", "candidate.split"} <= deeds(back)
    assert "kept.seen" not in deeds(back)


def test_a_chain_of_merges_leads_to_the_last_record(office: Office, lead: Account) -> None:
    first, second, last = office.candidate(), office.candidate(), office.candidate()
    note(first, "first.seen")
    merged(lead, second, first)
    later = merged(lead, last, second)
    assert "first.seen" in deeds(last)
    split_again(actor=lead.actor, merge_id=later.id, now=NOW)
    assert "first.seen" not in deeds(last)
    assert "first.seen" in deeds(db.session.get_one(Candidate, later.gone_id))


def test_who_wrote_last_is_found_in_the_record_that_went(office: Office, lead: Account) -> None:
    olga = office.officer(name="Olga")
    kept, gone = office.candidate(), office.candidate()
    note(gone, "candidate.work_changed", olga)
    merged(lead, kept, gone)
    found = last_writer(kept, besides=lead.id)
    assert found
    assert found[0] == "Olga"


def test_an_entry_about_something_else_with_the_same_number_is_not_of_the_person(
    office: Office, lead: Account
) -> None:
    kept, gone = office.candidate(), office.candidate()
    number = gone.id

    @transactional
    def note_elsewhere() -> None:
        db.session.add(
            AuditEntry(
                at=NOW, role=lead.role, action="x.y", subject_kind="course", subject_id=number
            )
        )

    note_elsewhere()
    merged(lead, kept, gone)
    assert "x.y" not in deeds(kept)
