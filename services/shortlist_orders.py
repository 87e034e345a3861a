"""The order of a shortlist by hand, with its reason; each is kept, the newest counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.errors import Outdated, RuleBroken
from domain.shortlists import in_order
from models import Position, Proposal, ShortlistOrder, db, transactional
from services.audit import record
from services.visibility import visible


class Shortlist(NamedTuple):
    """The proposals of a position in the order that counts, and who gave it why."""

    proposals: list[Proposal]
    order: ShortlistOrder | None

    @property
    def number(self) -> int:
        """Return how many orders were given so far."""
        return self.order.number if self.order else 0


def shortlist_of(*, position_id: int, actor: Actor) -> Shortlist:
    """Return every proposal of a position the actor may see, withdrawn ones too."""
    newest = (
        select(func.max(ShortlistOrder.number))
        .where(ShortlistOrder.position_id == position_id)
        .scalar_subquery()
    )
    given = (ShortlistOrder.position_id == position_id) & (ShortlistOrder.number == newest)
    found = db.session.execute(
        visible(Proposal, actor)
        .add_columns(ShortlistOrder)
        .outerjoin(ShortlistOrder, given)
        .where(Proposal.position_id == position_id)
        .options(joinedload(Proposal.candidate), joinedload(ShortlistOrder.set_by))
        .order_by(Proposal.id)
    ).all()
    by_id: dict[int, Proposal] = {row[0].id: row[0] for row in found}
    order: ShortlistOrder | None = found[0][1] if found else None
    ids = in_order(list(by_id), order.proposal_ids if order else [])
    return Shortlist([by_id[one] for one in ids], order)


@transactional
def order_shortlist(
    *,
    actor: Actor,
    position: Position,
    proposal_ids: Sequence[int],
    reason: str,
    seen: int,
    now: datetime,
) -> None:
    """Keep an order by hand beside the suggested one.

    Parameters
    ----------
    seen
        How many orders there were when the page was opened.

    Raises
    ------
    RuleBroken
        If there is no reason, or somebody in it is not on this shortlist.
    Outdated
        If a colleague gave another order meanwhile.
    """
    position_id = position.id
    shortlist = shortlist_of(position_id=position_id, actor=actor)
    own = {one.id for one in shortlist.proposals}
    if not reason.strip() or not set(proposal_ids) <= own:
        raise RuleBroken(order="incomplete", position=position_id)
    if shortlist.number != seen:
        raise Outdated(shortlist_order=seen, position=position_id)
    db.session.add(
        ShortlistOrder(
            position_id=position_id,
            number=seen + 1,
            proposal_ids=list(proposal_ids),
            reason=reason.strip(),
            set_by_id=actor.account_id,
            set_at=now,
        )
    )
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Outdated(shortlist_order=seen, position=position_id) from error
    record(actor=actor, action="shortlist.ordered", subject=position, now=now)
