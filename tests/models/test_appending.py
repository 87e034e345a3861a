"""A verb that only adds rows of its own: it stores them and forgets nothing that was read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import Role
from models import AuditEntry, Candidate, appending, db, transactional
from services.audit import record_view, record_views
from tests.factories import Office
from tests.factories.office import NOW
from tests.statements import counted_statements


def test_noting_a_view_does_not_read_the_record_again(app: Flask, office: Office) -> None:
    officer, amal, noor = office.account(Role.OFFICER), office.candidate(), office.candidate()
    with counted_statements() as sent:
        record_view(actor=officer.actor, subject=amal, now=NOW)
        record_views(actor=officer.actor, subjects=[amal, noor], now=NOW)
        assert amal.full_name
    assert [one.split()[0] for one in sent] == ["INSERT"] * len(sent)
    db.session.remove()
    assert db.session.query(AuditEntry).filter_by(action="candidate.viewed").count() == 3


def test_what_nobody_meant_to_store_is_not_stored_along(app: Flask, office: Office) -> None:
    officer, amal = office.account(Role.OFFICER), office.candidate()
    amal_id, name = amal.id, amal.given_name
    amal.given_name = "Nobody said so"
    record_view(actor=officer.actor, subject=amal, now=NOW)
    db.session.remove()
    assert db.session.get_one(Candidate, amal_id).given_name == name


@pytest.mark.parametrize("kind", [appending, transactional])
def test_a_verb_that_fails_leaves_nothing(
    app: Flask, office: Office, kind: Callable[..., Callable[[], None]]
) -> None:
    officer, amal = office.account(Role.OFFICER), office.candidate()

    @kind
    def look_and_stumble() -> None:
        record_view(actor=officer.actor, subject=amal, now=NOW)
        db.session.flush()
        raise LookupError

    with pytest.raises(LookupError):
        look_and_stumble()
    assert db.session.scalars(select(AuditEntry)).all() == []
