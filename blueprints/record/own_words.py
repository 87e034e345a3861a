"""The file of a person in words: each row of it as a card, in the language of the person.

Cards are made from what the file to take along holds, so that the page cannot show less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from blueprints.labels import label
from blueprints.layout import comma
from blueprints.letter_names import letter_name
from blueprints.moments import clock, short_day
from blueprints.profile_labels import language_name
from domain.consent import ConsentWay, Purpose
from domain.courses import PartState
from domain.fairs import RegistrationState
from domain.invitations import InvitationKind
from domain.letters import Channel, LetterState
from domain.opinions import Mood
from domain.proposals import ProposalState
from domain.recognition import RecognitionKind, RecognitionState
from domain.residence import Authority, DocumentEvidence, EmploymentEntry, document_kind
from domain.rules.words import Clock
from domain.support_scheme import Scheme, SchemeBasis, SchemeReason
from services import catalogue

Row = Mapping[str, Any]
Say = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Card:
    """One row as the page shows it: a title and what is known, nothing empty."""

    title: str
    lines: list[tuple[str, str]]


def _plain(value: Any) -> str:
    return str(value)


def _yes_or_no(value: bool) -> str:
    return _("ja") if value else _("nein")


def _word(kind: type[Enum]) -> Say:
    return lambda value: str(label(kind(value)))


def _moment(value: str) -> str:
    return f"{short_day(value)}{comma()}{clock(value)}"


Fields = dict[str, tuple[Any, Say]]

DOCUMENT: Fields = {
    "document_words": (_l("Name auf dem Papier"), _plain),
    "entry": (_l("Eintrag zur Arbeit"), _word(EmploymentEntry)),
    "entry_words": (_l("Wortlaut des Eintrags"), _plain),
    "valid_from": (_l("Gültig ab"), short_day),
    "begins_on": (_l("Zählt bei uns ab"), short_day),
    "valid_until": (_l("Gültig bis"), short_day),
    "is_unlimited": (_l("Unbefristet"), _yes_or_no),
    "issued_by": (_l("Ausgestellt von"), _word(Authority)),
    "clock_start": (_l("Wartezeit zählt ab"), short_day),
    "clock_kind": (_l("Was an diesem Tag begann"), _word(Clock)),
    "clock_source": (_l("Woher wir den Tag wissen"), _plain),
    "in_facility": (_l("Wohnpflicht in einer Aufnahmeeinrichtung"), _yes_or_no),
    "place_restriction": (_l("Beschränkung auf einen Ort"), _plain),
    "evidence": (_l("Wie wir es geprüft haben"), _word(DocumentEvidence)),
    "noted_at": (_l("Notiert am"), short_day),
}
SCHEME: Fields = {
    "starts_on": (_l("Von"), short_day),
    "ends_on": (_l("Bis"), short_day),
    "reason_kind": (_l("Anlass"), _word(SchemeReason)),
    "reason": (_l("Grund"), _plain),
    "basis": (_l("Worauf es beruht"), _word(SchemeBasis)),
    "decided_on": (_l("Bescheid vom"), short_day),
    "unit": (_l("Team oder Schalter"), _plain),
    "began_at": (_l("Begonnen am"), short_day),
    "recorded_at": (_l("Notiert am"), short_day),
}
RECOGNITION: Fields = {
    "state": (_l("Stand"), _word(RecognitionState)),
    "is_regulated": (_l("Reglementierter Beruf"), _yes_or_no),
}
CONSENT: Fields = {
    "given_at": (_l("Gegeben am"), short_day),
    "way": (_l("Wie Sie es erlaubt haben"), _word(ConsentWay)),
    "withdrawn_at": (_l("Zurückgenommen am"), short_day),
    "text_version": (_l("Fassung des Textes"), _plain),
}
LETTER: Fields = {
    "written_at": (_l("Geschrieben am"), _moment),
    "sent_at": (_l("Abgeschickt am"), _moment),
    "channel": (_l("Weg"), _word(Channel)),
    "language": (_l("Sprache"), language_name),
    "state": (_l("Stand"), _word(LetterState)),
}
_DEALINGS: dict[str, tuple[Any, type[Enum] | None]] = {
    "course": (_l("Kurs"), PartState),
    "proposal": (_l("Vorschlag"), ProposalState),
    "fair": (_l("Kontaktbörse"), RegistrationState),
    "talk": (_l("Gespräch"), None),
    "invitation": (_l("Einladung zur Kontaktbörse"), InvitationKind),
    "opinion": (_l("Meinung zur Kontaktbörse"), Mood),
}


def documents(rows: Iterable[Row]) -> list[Card]:
    """Return residence documents; the name of one stays as it is printed, in German."""
    return [_document(row) for row in rows]


def _document(row: Row) -> Card:
    kind = document_kind(row["status_key"])
    group = (_("Art des Dokuments"), str(label(kind.group)))
    return Card(kind.title, [group, *_lines(DOCUMENT, row)])


def schemes(rows: Iterable[Row]) -> list[Card]:
    """Return who was responsible when, and why."""
    return [Card(_word(Scheme)(row["scheme"]), _lines(SCHEME, row)) for row in rows]


def recognitions(rows: Iterable[Row], language: str) -> list[Card]:
    """Return procedures of recognition with their steps."""
    return [
        Card(_recognition_title(row, language), _lines(RECOGNITION, row) + _steps(row))
        for row in rows
    ]


def consents(rows: Iterable[Row]) -> list[Card]:
    """Return what was agreed to and when it ended."""
    return [Card(_word(Purpose)(row["purpose"]), _lines(CONSENT, row)) for row in rows]


def letters(rows: Iterable[Row]) -> list[Card]:
    """Return what was written to the person."""
    return [Card(letter_name(row["kind"]), _lines(LETTER, row)) for row in rows]


def dealings(rows: Iterable[Row]) -> list[Card]:
    """Return courses, proposals, fairs, talks and invitations."""
    return [_dealing(row) for row in rows]


def _dealing(row: Row) -> Card:
    name, states = _DEALINGS[row["kind"]]
    when = row["on_day"] or row["at"]
    lines = [
        (_("Bei"), row["other_side"] or ""),
        (_("Am"), _moment(when) if row["at"] else short_day(when)),
        (_("Stand"), _word(states)(row["state"]) if states and row["state"] else ""),
    ]
    return Card(f"{name}: {row['title']}", [line for line in lines if line[1]])


def _recognition_title(row: Row, language: str) -> str:
    kind = _word(RecognitionKind)(row["kind"])
    occupation = catalogue.occupation_label(row["reference_code"], language)
    return f"{kind}: {occupation}" if occupation else kind


def _steps(row: Row) -> list[tuple[str, str]]:
    return [(short_day(step["on"]), _step(step)) for step in row["steps"]]


def _step(step: Row) -> str:
    fee = step["fee"]
    told = [
        _word(RecognitionState)(step["state"]),
        step["body"],
        _("Gebühr %(sum)s Euro", sum=format_decimal(fee, "0.00")) if fee is not None else "",
        _("Frist %(day)s", day=short_day(step["deadline"])) if step["deadline"] else "",
        _("Aktenzeichen %(number)s", number=step["file_reference"])
        if step["file_reference"]
        else "",
        _("Es fehlt: %(missing)s", missing=step["missing"]) if step["missing"] else "",
    ]
    return " · ".join(str(part) for part in told if part)


def _lines(fields: Fields, row: Row) -> list[tuple[str, str]]:
    told = ((str(name), say(row[key])) for key, (name, say) in fields.items() if _says(row[key]))
    return [(name, text) for name, text in told if text]


def _says(value: Any) -> bool:
    return value not in (None, "")
