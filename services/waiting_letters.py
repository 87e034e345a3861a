"""Letters that have not left yet although what they say is over."""

from __future__ import annotations

from sqlalchemy import update

from domain.letters import LetterState
from models import Letter, db
from services.records import changed_rows

_ABOUT_A_PROPOSAL = (
    "proposal-asked",
    "proposal-asked-again",
    "proposal-made",
    "proposal-waits",
    "contact-released",
)


def drop_waiting_letters(*, reference: str) -> int:
    """Keep letters about an ended proposal from leaving, inside the running transaction.

    One that is being carried at this moment cannot be called back; it names nobody to a firm.
    """
    dropped = (
        update(Letter)
        .where(
            Letter.state == LetterState.QUEUED,
            Letter.kind.in_(_ABOUT_A_PROPOSAL),
            Letter.facts["number"].as_string() == reference,
        )
        .values(state=LetterState.DEAD, last_error="the proposal ended", facts={})
        .execution_options(synchronize_session=False)
    )
    return changed_rows(db.session.execute(dropped))
