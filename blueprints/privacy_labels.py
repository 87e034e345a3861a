"""What the office calls reasons of deletion, kinds of record, and what is counted."""

from __future__ import annotations

from enum import Enum
from typing import Any

from domain.deletion import DeletionReason
from domain.month_counts import Counted
from domain.retention import Kept

PRIVACY_LABELS: dict[type[Enum], dict[Any, Any]] = {
    DeletionReason: {
        DeletionReason.ASKED: "auf Wunsch der Person",
        DeletionReason.PURPOSE_ENDED: "nicht mehr nötig",
        DeletionReason.MISTAKE: "aus Versehen angelegt",
        DeletionReason.UNLAWFUL: "durfte nicht gespeichert werden",
        DeletionReason.REPEATED: "wiederholt nach dem Einspielen einer Sicherung",
    },
    Kept: {
        Kept.DRAFTS: "Begonnene Anmeldungen",
        Kept.TALKS: "Gespräche bei Kontaktbörsen",
        Kept.STAND_STAFF: "Namen der Beschäftigten an Ständen",
        Kept.ATTENDANCE: "Anmeldungen und Anwesenheit",
        Kept.INVITATIONS: "Einladungen",
        Kept.PROPOSALS: "Vorschläge und Antworten",
        Kept.LETTERS: "Gesendete Briefe",
        Kept.TASKS: "Erledigte Aufgaben",
        Kept.HANDOVERS: "Übergaben",
        Kept.RULINGS: "Auskünfte zum Arbeitsmarktzugang",
        Kept.SHOWN: "Gezeigte Ranglisten",
        Kept.RECORDS: "Akten ohne Fall",
        Kept.CONSENTS: "Widerrufene Einwilligungen",
        Kept.AUDIT: "Protokoll",
        Kept.DELETIONS: "Löschnachweise",
    },
    Counted: {
        Counted.REGISTERED: "angemeldet",
        Counted.ATTENDED: "gekommen",
        Counted.TALKS: "Gespräche",
        Counted.PROPOSED: "vorgeschlagen",
        Counted.INTERESTED: "Interesse der Firma",
    },
}
