"""People of the office for the tests of the law."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from domain.access import Actor
from domain.clock import office_day
from domain.labour_market import Access, Activity, Confidence
from models import Account, OfficeRule
from services.law import NewRule, enter_rules, review_rule
from tests.factories import Office
from tests.factories.office import NOW

TODAY = office_day(NOW)
FIRST = TODAY + timedelta(days=40)


def actor_of(account: Account) -> Actor:
    return Actor(role=account.role, account_id=account.id, office_id=account.office_id)


def draft(office: Office, *activities: Activity, lead: Account, **changed: Any) -> list[OfficeRule]:
    """Enter a coming ban for people with a title of § 24."""
    told: dict[str, Any] = {
        "document": "ae_24",
        "valid_from": FIRST,
        "access": Access.PROHIBITED,
        "cite": "§ 24 AufenthG n.F.",
        "source": "Entwurf",
        "confidence": Confidence.HIGH,
    }
    return enter_rules(
        actor=actor_of(lead),
        rule=NewRule(**(told | changed)),
        activities=activities or [Activity.EMPLOYMENT],
        now=NOW,
    )


def confirm(office: Office, rules: list[OfficeRule]) -> None:
    reviewer = actor_of(office.officer())
    for rule in rules:
        review_rule(actor=reviewer, rule=rule, now=NOW)


def day(text: str) -> date:
    return date.fromisoformat(text)
