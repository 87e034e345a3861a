"""Made-up rules: one key, any period, so that a test says only what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from domain.labour_market import Access, AccessRule, Activity, Confidence

RULE = AccessRule(
    document="paper",
    title="Papier",
    legal_basis="§ 1 Probegesetz",
    activity=Activity.EMPLOYMENT,
    access=Access.FREE,
    waiting_months=None,
    condition="",
    valid_from=date(2020, 1, 1),
    valid_to=None,
    cite="§ 1 Probegesetz",
    confidence=Confidence.HIGH,
    source="Probe",
    reviewer="Probe",
    recorded_on=date(2020, 1, 1),
)


def rule(**changed: Any) -> AccessRule:
    """Return a rule that differs from a free one only in what is named."""
    return replace(RULE, **changed)
