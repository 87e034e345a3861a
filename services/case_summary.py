"""The summary of a case as it is handed over: frozen once, with what came later beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.handovers import HandoverState, Section
from models import Candidate, Handover, db
from services.going_on import Item, going_on


def frozen_summary(
    *, candidate: Candidate, texts: Mapping[str, str], sections: Collection[Section], now: datetime
) -> dict[str, object]:
    """Return what is handed over, as JSON values only; parts that are kept back are named."""
    all_of_it = going_on(candidate.id, now)
    released = [section for section in Section if section in sections]
    return {
        "case": candidate.id,
        "person": candidate.full_name,
        "frozen_at": now.isoformat(),
        **texts,
        "sections": {str(section): all_of_it[section] for section in released},
        "kept_back": [str(section) for section in Section if section not in sections],
    }


def supplements(handover: Handover, now: datetime) -> dict[str, list[Item]]:
    """Return what has been added since the offer, only in the parts that were released.

    Once the case is accepted that is what was frozen then.
    """
    if handover.state is not HandoverState.OFFERED and handover.supplements is not None:
        return cast("dict[str, list[Item]]", handover.supplements)
    frozen = released_parts(handover)
    present = going_on(handover.candidate_id, now)
    added = {
        name: [item for item in present[name] if item not in items]
        for name, items in frozen.items()
    }
    return {name: items for name, items in added.items() if items}


def released_parts(handover: Handover) -> dict[str, list[Item]]:
    """Return the frozen parts of the file; offers of the time before summaries have none."""
    summary = handover.summary or {}
    return cast("dict[str, list[Item]]", summary.get("sections", {}))


def handovers_told(candidate_id: int) -> list[Handover]:
    """Return the handovers of a person that happened, the latest first."""
    return list(
        db.session.scalars(
            select(Handover)
            .where(
                Handover.candidate_id == candidate_id,
                Handover.state == HandoverState.ACCEPTED,
                Handover.check_number.is_not(None),
            )
            .options(joinedload(Handover.from_account), joinedload(Handover.to_account))
            .order_by(Handover.answered_at.desc())
            .limit(20)
        )
    )
