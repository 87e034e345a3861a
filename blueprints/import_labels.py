"""What people call the states of files of positions and of their rows."""

from __future__ import annotations

from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _l

from models import ImportState, RowState

IMPORT_LABELS: dict[type[Enum], dict[Any, Any]] = {
    ImportState: {
        ImportState.CHECKING: _l("wird geprüft"),
        ImportState.READY: _l("wartet auf Ihre Zustimmung"),
        ImportState.IMPORTED: _l("übernommen"),
        ImportState.UNDONE: _l("rückgängig gemacht"),
    },
    RowState: {
        RowState.WAITING: _l("wird geprüft"),
        RowState.NEW: _l("neu"),
        RowState.KNOWN: _l("schon da"),
        RowState.FAULTY: _l("Fehler"),
        RowState.IMPORTED: _l("übernommen"),
        RowState.REMOVED: _l("entfernt"),
    },
}
IMPORT_KINDS: dict[tuple[type[Enum], Enum], str] = {
    (ImportState, ImportState.READY): "warning",
    (ImportState, ImportState.IMPORTED): "success",
    (RowState, RowState.NEW): "success",
    (RowState, RowState.IMPORTED): "success",
    (RowState, RowState.FAULTY): "danger",
}
