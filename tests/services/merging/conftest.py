"""Who merges."""

from __future__ import annotations

import pytest

from models import Account
from tests.factories import Office


@pytest.fixture
def lead(office: Office) -> Account:
    return office.account("team_lead")
