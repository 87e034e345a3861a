"""Letters as rows, ready to be sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from domain.letters import Channel
from models import Account, Candidate, Letter, db, transactional
from services.letters import write_letter


@transactional
def written_letter(reader: Account | Candidate, **values: Any) -> Letter:
    """Return a stored letter that is due now and needs no page."""
    kind = values.pop("kind", "recovery-code-used")
    facts = values.pop("facts", {"name": "Petra Muster", "left": 9})
    now = values.pop("now", datetime.now(UTC))
    letter = write_letter(kind=kind, reader=reader, facts=facts, now=now)
    for name, value in values.items():
        setattr(letter, name, value)
    db.session.flush()
    return letter


@transactional
def many_letters(count: int, **values: Any) -> None:
    """Store that many letters to readers without a record, all due."""
    now = datetime.now(UTC)
    defaults = {
        "kind": "recovery-code-used",
        "channel": Channel.EMAIL,
        "language": "de",
        "facts": {"name": "Petra Muster", "left": 9},
        "due_at": now,
        "written_at": now,
    }
    db.session.add_all(
        Letter(address=f"reader{number}@example.org", **(defaults | values))
        for number in range(count)
    )
