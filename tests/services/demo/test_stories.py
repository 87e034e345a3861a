"""What the demo tells of firms and proposals holds together."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain.access import Role
from domain.proposals import PersonsWord, ProposalState
from models import Account, AuditEntry, Employer, Proposal, db
from services.demo.load import DemoSize
from services.proposal_story import deeds_of
from tests.services.demo.test_load import load

pytestmark = pytest.mark.sqlite_only


def test_somebody_reads_the_letters_of_every_firm(app: Flask) -> None:
    load(size=DemoSize(candidates=3, positions=3))
    members = select(Account.employer_id).where(Account.role == Role.EMPLOYER)
    assert set(db.session.scalars(members)) == set(db.session.scalars(select(Employer.id)))
    addresses = db.session.scalars(select(Account.email)).all()
    assert len(addresses) == len(set(addresses))
    assert all(one.endswith("@demo.example.org") for one in addresses)


def test_every_step_of_a_proposal_is_in_its_story(app: Flask) -> None:
    load(size=DemoSize(candidates=200, positions=80))
    proposals = db.session.scalars(select(Proposal)).all()
    assert {one.state for one in proposals} >= {ProposalState.PROPOSED, ProposalState.INTERESTED}
    for one in proposals:
        told = {deed.action for deed in deeds_of(one)}
        assert "proposal.shortlisted" in told
        assert ("proposal.proposed" in told) == (one.proposed_at is not None)
        assert ("proposal.asked" in told) == (one.person_word is not PersonsWord.NOT_ASKED)
        assert ("proposal.accept" in told) == (one.state is ProposalState.INTERESTED)
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) > len(proposals)
