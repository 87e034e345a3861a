"""Writing letters: a row in the transaction that causes it; see blueprints/letters.py."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from domain.letters import Channel, LetterState
from models import Account, Candidate, Fair, Letter, Registration, db


def write_letter(
    *,
    kind: str,
    reader: Account | Candidate,
    facts: dict[str, object],
    now: datetime,
    due_at: datetime | None = None,
) -> Letter:
    """Add a letter to the running transaction; call it inside a verb.

    Parameters
    ----------
    kind
        Name of the template ``templates/letters/<kind>.txt``.
    facts
        What the template needs, as JSON values (text, numbers, lists); dates in ISO form.
        They are emptied once the letter is sent.
    """
    channel, address = reach(reader)
    letter = Letter(
        kind=kind,
        channel=channel,
        address=address,
        language=reader.language,
        facts=facts,
        account_id=reader.id if isinstance(reader, Account) else None,
        candidate_id=reader.id if isinstance(reader, Candidate) else None,
        due_at=due_at or now,
        written_at=now,
    )
    db.session.add(letter)
    return letter


def reach(reader: Account | Candidate) -> tuple[Channel, str]:
    """Return how to reach somebody: e-mail before SMS before post."""
    if reader.email:
        return Channel.EMAIL, reader.email
    if reader.phone:
        return Channel.SMS, reader.phone
    return Channel.POST, _postal_address(reader)


def _postal_address(reader: Account | Candidate) -> str:
    if isinstance(reader, Account):
        return reader.name
    town = " ".join(part for part in (reader.postcode, reader.place) if part)
    return ", ".join(part for part in (reader.full_name, town) if part)


def latest_letters(*, state: LetterState, limit: int) -> list[Letter]:
    """Return the newest letters in one state."""
    newest = select(Letter).where(Letter.state == state).order_by(Letter.id.desc())
    return list(db.session.scalars(newest.limit(limit)))


def place_of_letter(letter: Letter) -> Registration | None:
    """Return the reader's place at the fair the letter is about, if it is about one."""
    place: Registration | None = db.session.scalar(
        select(Registration)
        .join(Fair)
        .where(
            Fair.slug == letter.facts.get("slug"), Registration.candidate_id == letter.candidate_id
        )
    )
    return place
