"""Two records become one: nothing points to the old one, nothing is lost, one of two wins."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from domain.clock import office_day
from domain.consent import Purpose
from domain.errors import NotFound
from domain.evidence import Check
from domain.proposals import ProposalState
from domain.support_scheme import Scheme
from models import (
    Account,
    Candidate,
    CandidateSkill,
    Consent,
    EarlierFact,
    Fair,
    Merge,
    PersonalCode,
    Proposal,
    Registration,
    SchemePeriod,
    WorkExperience,
    db,
    transactional,
)
from services.merging import (
    keep_records_together,
    preview_merge,
    survivor_of,
)
from services.newcomers import owner_of_code
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race
from tests.services.merging.deeds import merged, pointing_to
from tests.services.merging.rows import a_row_in_every_table, columns_to_people


def test_nothing_points_to_the_old_record_whatever_tables_there_are(
    office: Office, lead: Account
) -> None:
    """A new table is in this test by itself; what it needs beyond its columns: rows.NEEDED."""
    kept, gone = office.candidate(), office.candidate()
    made, gone_id = a_row_in_every_table(gone.id, office), gone.id
    linked = {f"{column.table.name}.{column.name}" for column in columns_to_people()}
    by_itself = {"name_key.candidate_id", "comparison.candidate_id", "position_list.candidate_id"}
    assert made | by_itself | {"duplicate_pair.one_id", "duplicate_pair.other_id"} == linked
    merged(lead, kept, gone)
    assert pointing_to(gone_id) == set()
    assert made <= pointing_to(kept.id)
    assert db.session.get(Candidate, gone_id) is None


def test_chosen_fields_come_over_and_gaps_are_filled(office: Office, lead: Account) -> None:
    kept = office.candidate(given_name="Mohamed", phone=None, place="Herford")
    gone = office.candidate(given_name="Mohammed", phone="+4917604069001", place="Bünde")
    found = preview_merge(kept=kept, gone=gone)
    assert {"given_name", "place", "family_name", "email"} == {one.field for one in found.choices}
    merged(lead, kept, gone, "given_name")
    person = db.session.get_one(Candidate, kept.id)
    assert (person.given_name, person.place) == ("Mohammed", "Herford")
    assert person.phone == "+4917604069001"
    assert person.name_folded.startswith("mohammed")


def test_a_birth_date_comes_whole_or_not_at_all(office: Office, lead: Account) -> None:
    def born(*parts: int | None) -> Candidate:
        return office.candidate(
            **dict(zip(("birth_year", "birth_month", "birth_day"), parts, strict=True))
        )

    dates = (
        ((1990, None, None), (1985, 4, 3), (), (1990, None, None)),
        ((1990, None, None), (1990, 4, 3), (), (1990, 4, 3)),
        ((None, None, None), (1985, 4, 3), (), (1985, 4, 3)),
        ((1990, 3, 4), (1985, 4, None), ("birth",), (1985, 4, None)),
    )
    for kept, gone, chosen, expected in dates:
        person = merged(lead, born(*kept), born(*gone), *chosen).kept
        assert (person.birth_year, person.birth_month, person.birth_day) == expected


def test_both_at_one_fair_give_exactly_one_place_back(office: Office, lead: Account) -> None:
    fair, other_fair = office.fair(taken=2), office.fair(taken=1)
    kept, gone = office.candidate(), office.candidate()
    for person in (kept, gone):
        office.registration(fair=fair, candidate=person)
    office.registration(fair=other_fair, candidate=gone)
    assert preview_merge(kept=kept, gone=gone).fairs == [fair.title]
    merged(lead, kept, gone)
    taken = dict(db.session.execute(select(Fair.id, Fair.taken)).all())
    assert (taken[fair.id], taken[other_fair.id]) == (1, 1)
    assert db.session.query(Registration).filter_by(candidate_id=kept.id).count() == 2


def test_of_two_proposals_the_further_advanced_stays(office: Office, lead: Account) -> None:
    position, kept, gone = office.position(), office.candidate(), office.candidate()
    office.proposal(candidate=kept, position=position, state=ProposalState.PROPOSED)
    office.proposal(candidate=gone, position=position, state=ProposalState.INTERESTED)
    merge = merged(lead, kept, gone)
    (left,) = db.session.scalars(select(Proposal)).all()
    assert (left.candidate_id, left.state) == (kept.id, ProposalState.INTERESTED)
    assert merge.story
    kept_as_history = [one for one in merge.story["deeds"] if one["deed"] == "dropped"]
    assert "proposal" in [one["table"] for one in kept_as_history]


def test_the_better_checked_fact_stays_and_the_other_one_is_still_read(
    office: Office, lead: Account
) -> None:
    kept, gone = office.candidate(skills=("sewing",)), office.candidate(skills=("sewing",))

    @transactional
    def test_the_skill() -> None:
        row = db.session.scalars(
            select(CandidateSkill).where(CandidateSkill.candidate_id == gone.id)
        ).one()
        row.check = Check.TESTED

    test_the_skill()
    merged(lead, kept, gone)
    assert db.session.scalars(select(CandidateSkill.check)).all() == [Check.TESTED]
    assert db.session.scalars(select(EarlierFact.values)).all() == [{"skill": "sewing"}]


def test_the_same_work_stands_once(office: Office, lead: Account) -> None:
    work = (("Koch", "29302", 3),)
    kept, gone = office.candidate(work=work), office.candidate(work=(*work, ("Näher", "28222", 1)))
    merged(lead, kept, gone)
    words = db.session.scalars(select(WorkExperience.own_words).order_by(WorkExperience.own_words))
    assert words.all() == ["Koch", "Näher"]


def test_a_withdrawal_in_one_record_ends_the_older_consent_in_the_other(
    office: Office, lead: Account
) -> None:
    kept, gone = office.candidate(agreed=True), office.candidate(agreed=False)

    @transactional
    def withdraw() -> None:
        db.session.add(
            Consent(
                candidate_id=gone.id,
                purpose=Purpose.PLACEMENT,
                text_version="1",
                given_at=NOW - timedelta(days=9),
                withdrawn_at=NOW + timedelta(days=1),
            )
        )

    withdraw()
    merged(lead, kept, gone)
    assert None not in db.session.scalars(select(Consent.withdrawn_at)).all()


def test_periods_that_overlap_follow_the_choice(office: Office, lead: Account) -> None:
    kept, gone = office.candidate(), office.candidate()

    @transactional
    def record_schemes() -> None:
        for person, scheme in ((kept, Scheme.SGB3), (gone, Scheme.SGB2)):
            db.session.add(
                SchemePeriod(
                    candidate_id=person.id,
                    scheme=scheme,
                    starts_on=office_day(NOW),
                    recorded_at=NOW,
                )
            )

    record_schemes()
    assert preview_merge(kept=kept, gone=gone).schemes_overlap
    merged(lead, kept, gone, "schemes")
    assert db.session.scalars(select(SchemePeriod.scheme)).all() == [Scheme.SGB2]


def test_the_old_ticket_opens_the_surviving_record(office: Office, lead: Account) -> None:
    kept, gone = office.candidate(), office.candidate()
    code = db.session.scalars(
        select(PersonalCode.code).where(PersonalCode.candidate_id == gone.id)
    ).one()
    merge = merged(lead, kept, gone)
    assert owner_of_code(code).id == kept.id
    assert survivor_of(merge.gone_id) == kept.id


def test_an_id_is_never_given_to_somebody_else(office: Office, lead: Account) -> None:
    kept, gone = office.candidate(), office.candidate()
    merge = merged(lead, kept, gone)
    assert office.candidate().id > merge.gone_id


def test_of_two_who_merge_one_pair_one_wins(app: Flask, office: Office, lead: Account) -> None:
    ids = {"kept_id": office.candidate().id, "gone_id": office.candidate().id}
    deed = partial(keep_records_together, actor=lead.actor, from_gone=frozenset(), now=NOW, **ids)
    outcomes = race(app, lambda _number: deed(), runners=4)
    assert sum(isinstance(one, Merge) for one in outcomes) == 1
    assert sum(isinstance(one, NotFound) for one in outcomes) == 3
    assert db.session.query(Merge).count() == 1


def test_who_may_not_see_both_merges_nothing(office: Office) -> None:
    mine = office.caseworker()
    own, foreign = office.candidate(caseworker_id=mine.id), office.candidate()
    with pytest.raises(NotFound):
        merged(mine, own, foreign)
    assert db.session.query(Candidate).count() == 2
