"""How many people a position reaches, in words."""

from __future__ import annotations

from flask_babel import gettext as _

from blueprints.labels import label
from blueprints.languages import chosen_language
from domain.languages import LanguageSkill
from domain.licences import Licence
from matching.reach import Demand
from services.catalogue import skill_label
from services.reach import ROUNDED_TO, ReachTold


def reach_text(told: ReachTold) -> str:
    """Return how many people meet everything."""
    if told.is_hidden:
        return _(
            "Weniger als %(count)d Menschen, die Arbeit suchen, erfüllen das alles.",
            count=ROUNDED_TO,
        )
    return _(
        "Mindestens %(count)d Menschen, die Arbeit suchen, erfüllen das alles.", count=told.meet
    )


def reach_hint(told: ReachTold) -> str:
    """Return what excludes most, and how many it would be without; empty where nothing does."""
    if told.costliest is None:
        return ""
    return _(
        "Am meisten schließt aus: %(demand)s. Ohne das wären es mindestens %(count)d.",
        demand=demand_name(told.costliest),
        count=told.without,
    )


def demand_name(demand: Demand) -> str:
    """Return what a demand is called."""
    match demand.kind:
        case "skill":
            return skill_label(demand.key, chosen_language())
        case "german":
            return f"{_('Deutsch')}: {label(LanguageSkill(demand.key))}"
        case "licence":
            return str(label(Licence(demand.key)))
        case "recognition":
            return _("anerkannte Ausbildung")
        case _:
            return _("Arbeit oder Ausbildung in diesem Beruf")
