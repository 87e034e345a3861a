"""The steps of a proposal in German sentences, for the pages of the office."""

from __future__ import annotations

from collections.abc import Iterable

from blueprints.labels import label
from blueprints.moments import clock, day
from services.proposal_story import Deed

PROPOSAL_DEEDS = {
    "proposal.shortlisted": "vorgemerkt",
    "proposal.asked": "die Person gefragt",
    "proposal.agreed": "Ja der Person",
    "proposal.refused": "Nein der Person",
    "proposal.proposed": "ohne Namen vorgeschlagen",
    "proposal.accept": "Firma interessiert",
    "proposal.decline": "Absage der Firma",
    "proposal.released": "Angaben freigegeben",
    "proposal.release_ended": "Freigabe beendet",
    "proposal.withdrawn": "zurückgenommen",
    "proposal.closed": "mit der Stelle beendet",
    "proposal.expired": "ohne Antwort der Firma beendet",
    "proposal.viewed": "Profil angesehen",
    "proposal.check_sheet_viewed": "Prüfblatt angesehen",
    "proposal.answered_too_late": "Firma wollte antworten, als es vorbei war",
    "proposal.word_too_late": "Person wollte antworten, als es vorbei war",
}


def deed_lines(deeds: Iterable[Deed]) -> list[dict[str, str]]:
    """Return the entries of a timeline; who has no account is named by the role."""
    return [
        {
            "when": f"{day(deed.at)}, {clock(deed.at)}",
            "time": deed.at.isoformat(),
            "title": PROPOSAL_DEEDS.get(deed.action, deed.action),
            "text": deed.who or str(label(deed.role)),
        }
        for deed in deeds
    ]
