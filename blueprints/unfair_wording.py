"""The sentences that answer a demand no advertisement may make."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.validators import ValidationError

from domain.fair_wording import UnfairDemand, unfair_demands

_SENTENCES: dict[UnfairDemand, Any] = {
    UnfairDemand.MOTHER_TONGUE: _l(
        "„%(words)s“ dürfen wir nicht verlangen. Nennen Sie stattdessen die Stufe Deutsch, die "
        "die Arbeit braucht, zum Beispiel B2."
    ),
    UnfairDemand.NATIONALITY: _l(
        "„%(words)s“: Staatsangehörigkeit und Herkunft dürfen keine Bedingung sein. Geht es um "
        "die Sprache, nennen Sie die Stufe Deutsch, zum Beispiel B1."
    ),
    UnfairDemand.RELIGION: _l(
        "„%(words)s“: Religion und religiöse Kleidung dürfen keine Bedingung sein."
    ),
    UnfairDemand.SEX: _l(
        "„%(words)s“: Das Geschlecht darf keine Bedingung sein. Beschreiben Sie, was die Arbeit "
        "verlangt, zum Beispiel: bis 20 kg heben."
    ),
    UnfairDemand.AGE: _l(
        "„%(words)s“: Das Alter darf keine Bedingung sein. Beschreiben Sie, was man können soll."
    ),
}


def unfair_text(demand: UnfairDemand, words: str) -> str:
    """Return what is wrong with a demand, and what to write instead."""
    return str(_SENTENCES[demand]) % {"words": words}


def refuse_unfair_demands(_form: object, field: Field) -> None:
    """Refuse a text that demands what has nothing to do with the work (AGG § 1)."""
    for finding in unfair_demands(field.data or ""):
        raise ValidationError(unfair_text(finding.demand, finding.words))
