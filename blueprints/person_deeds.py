"""What was done with a person's record, in German, for the protocol the office reads."""

from __future__ import annotations

from blueprints.deeds import PROPOSAL_DEEDS

PERSON_DEEDS = {
    "candidate.assigned": "Fachkraft zugewiesen",
    "candidate.availability_changed": "Arbeitszeit und Weg geändert",
    "candidate.code_issued": "Persönlicher Code ausgestellt",
    "candidate.code_revoked": "Persönlicher Code gesperrt",
    "candidate.consent_given": "Einwilligung gegeben",
    "candidate.consent_withdrawn": "Einwilligung widerrufen",
    "candidate.contact_changed": "Angaben zur Person geändert",
    "candidate.course_changed": "Teilnahme am Kurs geändert",
    "candidate.course_joined": "Teilnahme am Kurs eingetragen",
    "candidate.created": "Akte angelegt",
    "candidate.deletion_asked": "Löschung gewünscht",
    "candidate.deletion_taken_back": "Wunsch nach Löschung zurückgenommen",
    "candidate.education_added": "Schule oder Ausbildung notiert",
    "candidate.education_changed": "Schule oder Ausbildung geändert",
    "candidate.education_removed": "Schule oder Ausbildung entfernt",
    "candidate.fact_checked": "Angabe geprüft",
    "candidate.handover_accepted": "Übergabe angenommen",
    "candidate.handover_offered": "Übergabe angeboten",
    "candidate.handover_refused": "Übergabe abgelehnt",
    "candidate.handover_revoked": "Angebot der Übergabe zurückgenommen",
    "candidate.hinted": "beim Aufnehmen einer ähnlichen Person angezeigt",
    "candidate.invited": "zur Kontaktbörse eingeladen",
    "candidate.language_changed": "Sprache der Briefe geändert",
    "candidate.languages_changed": "Sprachen geändert",
    "candidate.licences_changed": "Führerschein und Scheine geändert",
    "candidate.merged": "Akten zusammengeführt",
    "candidate.office_changed": "Dienststelle gewechselt",
    "candidate.place_changed": "Wohnort geändert",
    "candidate.recognition_begun": "Anerkennungsverfahren begonnen",
    "candidate.recognition_step": "Schritt der Anerkennung notiert",
    "candidate.residence_corrected": "Aufenthaltsdokument berichtigt",
    "candidate.residence_noted": "Aufenthaltsdokument notiert",
    "candidate.scheme_changed": "Rechtskreis notiert",
    "candidate.scheme_removed": "Rechtskreis zurückgenommen",
    "candidate.signed_in": "Person hat sich angemeldet",
    "candidate.skills_changed": "Fertigkeiten geändert",
    "candidate.split": "Akten wieder getrennt",
    "candidate.told_apart": "Verdacht auf doppelte Akte verneint",
    "candidate.viewed": "Akte angesehen",
    "candidate.wishes_changed": "Wünsche geändert",
    "candidate.work_added": "Arbeit oder Wunsch notiert",
    "candidate.work_changed": "Arbeit oder Wunsch geändert",
    "candidate.work_linked": "Beruf zugeordnet",
    "candidate.work_removed": "Arbeit oder Wunsch entfernt",
}


def deed_name(action: str) -> str:
    """Return what a deed is called; one nobody does any more is named plainly."""
    if action in PROPOSAL_DEEDS:
        return f"Vorschlag: {PROPOSAL_DEEDS[action]}"
    return PERSON_DEEDS.get(action, "anderer Eintrag")
