"""What colleagues call the rows of a table."""

from __future__ import annotations

TABLES = {
    "registration": "Anmeldungen",
    "proposal": "Vorschläge",
    "interview": "Gespräche",
    "letter": "Briefe",
    "consent": "Einwilligungen",
    "personal_code": "Persönliche Codes",
    "work_experience": "Arbeit und Wünsche",
    "candidate_skill": "Fertigkeiten",
    "language_knowledge": "Sprachen",
    "education": "Schule und Ausbildung",
    "residence_document": "Aufenthaltsdokumente",
    "scheme_period": "Rechtskreise",
    "course_part": "Kurse",
    "handover": "Übergaben",
    "task": "Aufgaben",
    "invitation": "Einladungen",
    "earlier_fact": "Frühere Angaben",
    "candidate_detail": "Nachweise",
    "held_licence": "Führerscheine und Nachweise",
    "recognition": "Anerkennungen",
    "literacy": "Lesen und Schreiben",
    "availability": "Zeiten und Wege",
    "wishes": "Wünsche",
    "ruling_note": "Antworten des Rechts",
    "exclusion": "Ablehnungen für Stellen",
    "shown_match": "Gezeigte Ranglisten",
    "position_list": "Passende Stellen",
    "fair_group": "Platz an der Kontaktbörse",
    "place_move": "Verlauf der Plätze",
    "candidate": "Angaben zur Person",
    "answer_link": "Links zur Antwort",
    "field_release": "Freigegebene Angaben",
}

_TABLES = TABLES | {
    "attempt": "Gezählte Versuche",
    "audit_entry": "Protokoll",
    "comparison": "Vergleiche mit anderen Akten",
    "deletion_request": "Wunsch nach Löschung",
    "duplicate_pair": "Verdacht auf doppelte Akten",
    "door_scan": "Scans am Einlass",
    "fair_wish": "Gewünschte Firmen",
    "files": "Dateien",
    "login_session": "Anmeldungen am Gerät",
    "merge": "Zusammenführungen",
    "name_key": "Suchschlüssel des Namens",
    "one_time_key": "Einmalige Links und Codes",
    "visitor_opinion": "Meinung zur Kontaktbörse",
    "registration_draft": "Begonnene Anmeldungen",
}


def rows_name(table: str) -> str:
    """Return what a proof calls the rows of a table; the name in the database stands beside it."""
    words = _TABLES.get(table, "Weitere Angaben")
    return words if table == "files" else f"{words} ({table})"
