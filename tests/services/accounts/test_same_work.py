"""Nobody learns from the time an answer takes whether an account exists: the work is the same."""

from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from flask import Flask

from domain.access import Role
from domain.errors import CodeRefused
from services.sign_in import check_password
from tests.factories import Office
from tests.factories.keys import PASSWORD, with_password
from tests.factories.office import NOW
from tests.statements import counted_statements


@pytest.mark.parametrize("email", ["known", "unknown", "disabled", "invited"])
def test_one_password_is_checked_and_as_many_statements_are_sent_for_anybody(
    app: Flask, office: Office, email: str
) -> None:
    with_password(office.account(Role.EMPLOYER, email="known@example.org"))
    with_password(office.account(Role.EMPLOYER, email="disabled@example.org", disabled_at=NOW))
    office.account(Role.EMPLOYER, email="invited@example.org")
    password = PASSWORD if email == "disabled" else "falsch"
    kept = PasswordHasher.verify
    with (
        patch.object(PasswordHasher, "verify", autospec=True, side_effect=kept) as work,
        counted_statements() as sent,
        pytest.raises(CodeRefused),
    ):
        check_password(email=f"{email}@example.org", password=password, address="x", now=NOW)
    assert work.call_count == 1
    assert len(sent) == 5
