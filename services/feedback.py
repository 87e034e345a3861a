"""What somebody tells us about the pages goes to the operator as a letter."""

from __future__ import annotations

from datetime import datetime

from domain.letters import Channel
from domain.page_languages import SOURCE
from models import Letter, db, transactional


@transactional
def send_feedback(*, text: str, reply_to: str | None, operator_email: str, now: datetime) -> None:
    """Write the letter that carries a report to the operator."""
    db.session.add(
        Letter(
            kind="feedback",
            channel=Channel.EMAIL,
            address=operator_email,
            language=SOURCE,
            facts={"text": text, "reply_to": reply_to or ""},
            due_at=now,
            written_at=now,
        )
    )
