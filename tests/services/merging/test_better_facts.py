"""Of two facts that cannot both stand the better checked one does, whichever record has it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.access import Actor
from domain.evidence import Check, Evidence
from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill, Script
from domain.licences import Licence
from domain.working_time import Hours
from models import Account, Candidate, EarlierFact, db
from services.abilities import (
    LanguagesTold,
    LicenceTold,
    Reading,
    set_languages,
    set_licences,
    set_skills,
)
from services.conditions import AvailabilityTold, WishesTold, set_availability, set_wishes
from services.fact_checks import KINDS
from services.merging import split_again
from services.work_history import Work, add_work
from tests.factories import Office
from tests.factories.office import NOW
from tests.services.merging.deeds import merged
from tests.services.merging.rows import all_rows

PLAIN = sorted(set(KINDS) - {"candidate_detail", "education"})
"""Tables in which a person has one row for one thing; two schools both stand."""


def tell_all(actor: Actor, person: Candidate, check: Check) -> None:
    """Tell one fact of every kind, all checked the same way."""
    how = {"actor": actor, "candidate": person, "now": NOW, "evidence": Evidence(check)}
    levels = {("ar", LanguageSkill.SPEAKING): LanguageLevel.C1}
    set_languages(
        told=LanguagesTold(levels=levels, reading=Reading(scripts=(Script.ARABIC.value,))), **how
    )
    set_skills(skills=["sewing"], **how)
    set_licences(licences=[LicenceTold(licence=Licence("b"))], **how)
    set_availability(told=AvailabilityTold(hours=(Hours.FULL_TIME,)), **how)
    set_wishes(told=WishesTold(kinds=(Beginning.JOB,)), **how)
    add_work(work=Work(own_words="Koch"), **how)


@pytest.mark.parametrize("better_is_kept", [True, False])
def test_the_better_checked_fact_of_every_kind_stays_and_the_other_is_still_read(
    office: Office, lead: Account, better_is_kept: bool
) -> None:
    people = [office.candidate(), office.candidate()]
    for person, is_kept in zip(people, (True, False), strict=True):
        check = Check.TESTED if is_kept is better_is_kept else Check.SEEN
        tell_all(lead.actor, db.session.get_one(Candidate, person.id), check)
    before, kept_id = all_rows(), people[0].id
    merge = merged(lead, *people)
    for name in PLAIN:
        checks = db.session.scalars(select(KINDS[name].check)).all()
        assert set(checks) == {Check.TESTED}, name
    earlier = db.session.execute(select(EarlierFact.candidate_id, EarlierFact.check)).all()
    assert set(earlier) == {(kept_id, Check.SEEN)}
    assert {one.kind for one in db.session.query(EarlierFact)} == set(PLAIN)
    assert split_again(actor=lead.actor, merge_id=merge.id, now=NOW).left == ()
    assert all_rows() == before
