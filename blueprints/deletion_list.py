"""Where the list of deleted people lies: beside the database, never in a backup."""

from __future__ import annotations

from pathlib import Path

from flask import current_app

from services.deletion_list import DeletionList


def deletion_list() -> DeletionList:
    """Return the list of this installation, as the settings say."""
    place = current_app.config["DELETED_PEOPLE"]
    return DeletionList(Path(place or Path(current_app.instance_path) / "deleted-people.jsonl"))
