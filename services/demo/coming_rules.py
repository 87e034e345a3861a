"""A coming change of the law, entered by the team lead and not reviewed yet: made up."""

from __future__ import annotations

from datetime import timedelta

from domain.labour_market import Access, Activity, Confidence
from models import OfficeRule
from services.demo.calendar import DemoCalendar
from services.demo.rows import Rows
from services.demo.staff import TEAM_LEAD_ID

DRAFTS = (
    ("gestattung_kommune", Activity.EMPLOYMENT),
    ("gestattung_kommune", Activity.APPRENTICESHIP),
    ("ae_25_3", Activity.EMPLOYMENT),
)
"""The first document is common at the agency, the last one at the Jobcenter."""
NOTICE = 40


def add_coming_rule(rows: Rows, calendar: DemoCalendar) -> None:
    """Add drafts that change something for people of each office, in the rehearsal only."""
    begins = (calendar.day + timedelta(days=NOTICE)).replace(day=1)
    if begins <= calendar.day:
        begins = (begins + timedelta(days=NOTICE)).replace(day=1)
    for document, activity in DRAFTS:
        rows.add(
            OfficeRule,
            document=document,
            activity=activity,
            valid_from=begins,
            valid_to=None,
            access=Access.PERMIT_REQUIRED,
            waiting_months=None,
            clock=None,
            condition="Erfundene Änderung zum Üben: keine Wartezeit, keine Zustimmung.",
            cite="Demo: erfundene Änderung, kein geltendes Recht",
            source="Demo",
            confidence=Confidence.LOW,
            entered_by_id=TEAM_LEAD_ID,
            entered_at=calendar.ago(4),
            reviewed_by_id=None,
            reviewed_at=None,
            discarded_at=None,
        )
