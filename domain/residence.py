"""The essentials of a residence document: what is noted, never what is computed from it."""

from enum import StrEnum


class ResidenceDocumentKind(StrEnum):
    """The document a person carries (AufenthG, AsylG); ``unknown`` is a valid answer."""

    UNKNOWN = "unknown"
    ARRIVAL_CERTIFICATE = "ankunftsnachweis"
    PERMISSION_TO_STAY = "aufenthaltsgestattung"
    TOLERATION = "duldung"
    RESIDENCE_PERMIT = "aufenthaltserlaubnis"
    SETTLEMENT_PERMIT = "niederlassungserlaubnis"
    PROVISIONAL = "fiktionsbescheinigung"


class EmploymentEntry(StrEnum):
    """The entry on the document (Nebenbestimmung); it decides in practice (§ 4a AufenthG)."""

    UNKNOWN = "unknown"
    GAINFUL_ACTIVITY = "erwerbstaetigkeit_erlaubt"
    EMPLOYMENT = "beschaeftigung_erlaubt"
    WITH_PERMISSION = "nur_mit_erlaubnis"
    NOT_ALLOWED = "nicht_erlaubt"
