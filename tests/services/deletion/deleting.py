"""A deletion as the person orders it."""

from __future__ import annotations

from pathlib import Path

from domain.access import Actor, Role
from domain.deletion import DeletionReason
from models import (
    Base,
    PersonDeletion,
    db,
    transactional,
)
from services.deletion_list import DeletionList
from services.deletions import delete_and_prove
from tests.factories.office import NOW


@transactional
def stored(*rows: Base) -> None:
    db.session.add_all(rows)


def gone(candidate_id: int, folder: Path, **values: object) -> PersonDeletion:
    return delete_and_prove(
        **{
            "actor": Actor(role=Role.CANDIDATE, candidate_id=candidate_id),
            "candidate_id": candidate_id,
            "reason": DeletionReason.ASKED,
            "folders": [folder],
            "ledger": DeletionList(folder.parent / "deleted-people.jsonl"),
            "now": NOW,
        }
        | values
    )
