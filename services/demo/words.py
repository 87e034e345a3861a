"""What people said to proposals, and what firms were told by name, in the demo data."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from domain.proposals import PersonsWord, ProposalState, ToldBy
from domain.releases import USUAL, ReleasedField, ReleasePurpose
from models import FieldRelease
from services.demo.rows import Rows

NEVER_ASKED: dict[str, object] = {
    "person_word": PersonsWord.NOT_ASKED,
    **dict.fromkeys(("asked_at", "asked_by_id", "word_at", "word_told")),
}


def demo_word(draw: Random, state: ProposalState, at: datetime) -> dict[str, object]:
    """Have half of the people asked, and most of them say yes."""
    if state is ProposalState.DECLINED or draw.random() < 0.5:
        return NEVER_ASKED
    asked = NEVER_ASKED | {"asked_at": at, "asked_by_id": 1}
    if draw.random() < 0.4:
        return asked | {"person_word": PersonsWord.ASKED}
    said = {"person_word": PersonsWord.YES, "word_told": ToldBy.LINK}
    return asked | said | {"word_at": at + timedelta(hours=5)}


def add_releases(
    rows: Rows, proposal_id: int, state: ProposalState, word: dict[str, object], at: datetime
) -> None:
    """Tell a firm that is interested the name and the number of who said yes."""
    if word["person_word"] is not PersonsWord.YES:
        return
    given = state is ProposalState.INTERESTED
    for field in (ReleasedField.NAME, ReleasedField.PHONE):
        rows.add(
            FieldRelease,
            proposal_id=proposal_id,
            field=field,
            agreed_at=at + timedelta(hours=5),
            released_at=at + timedelta(hours=7) if given else None,
            released_by_id=1 if given else None,
            purpose=ReleasePurpose.GETTING_TO_KNOW if given else None,
            until=at.date() + USUAL if given else None,
        )
