"""Names of what happens to places and on waiting lists."""

from __future__ import annotations

from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _l

from domain.fairs import Absence, PlaceMoveKind, RegistrationState, StandMoveKind, StandWaitingState

PLACE_LABELS: dict[type[Enum], dict[Any, Any]] = {
    RegistrationState: {
        RegistrationState.REGISTERED: _l("angemeldet"),
        RegistrationState.WAITING: _l("auf der Warteliste"),
        RegistrationState.OFFERED: _l("Platz angeboten"),
        RegistrationState.CANCELLED: _l("abgemeldet"),
        RegistrationState.EXPIRED: _l("Angebot abgelaufen"),
    },
    StandWaitingState: {
        StandWaitingState.WAITING: _l("auf der Warteliste"),
        StandWaitingState.OFFERED: _l("Stand angeboten"),
        StandWaitingState.PLACED: _l("Stand gebucht"),
        StandWaitingState.LEFT: _l("nicht mehr auf der Warteliste"),
        StandWaitingState.EXPIRED: _l("Angebot abgelaufen"),
    },
    StandMoveKind: {
        StandMoveKind.JUMPED: "vorgezogen",
        StandMoveKind.OVERRIDDEN: "Stand über die Zahl hinaus",
        StandMoveKind.CHANGED: "Angaben geändert",
    },
    Absence: {
        Absence.EXCUSED: _l("entschuldigt"),
        Absence.NOT_EXCUSED: _l("nicht entschuldigt"),
    },
    PlaceMoveKind: {
        PlaceMoveKind.BOOKED: "Platz gebucht",
        PlaceMoveKind.JOINED: "auf die Warteliste",
        PlaceMoveKind.OFFERED: "Platz angeboten",
        PlaceMoveKind.ACCEPTED: "Angebot angenommen",
        PlaceMoveKind.DECLINED: "Angebot abgelehnt",
        PlaceMoveKind.EXPIRED: "Angebot abgelaufen",
        PlaceMoveKind.JUMPED: "vorgezogen",
        PlaceMoveKind.OVERRIDDEN: "Platz über die Zahl hinaus",
        PlaceMoveKind.MOVED: "in eine andere Gruppe",
        PlaceMoveKind.CANCELLED: "abgemeldet",
        PlaceMoveKind.LEFT: "Warteliste verlassen",
        PlaceMoveKind.CAPACITY_CHANGED: "Zahl der Plätze geändert",
    },
}
