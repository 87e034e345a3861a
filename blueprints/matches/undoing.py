"""The last step of a colleague on a list, as long as it can be undone without a letter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from flask import url_for

from blueprints.sessions import current_actor, now
from domain.clock import office_day
from domain.proposals import ProposalState
from models import Exclusion, Proposal


class LastStep(NamedTuple):
    """What was decided last, when, and where it is taken back."""

    at: datetime
    text: str
    proposal: Proposal | None
    exclusion: Exclusion | None

    def undo_url(self, back_to: str) -> str:
        """Return the address whose POST takes the step back."""
        if self.proposal is not None:
            return url_for("matches.take_back", proposal_id=self.proposal.id, next=back_to)
        assert self.exclusion is not None
        return url_for("matches.lift", exclusion_id=self.exclusion.id, next=back_to)


def last_step(
    proposals: Iterable[Proposal], exclusions: Iterable[Exclusion], *, by_person: bool = True
) -> LastStep | None:
    """Return the newest own step of today; what a firm or a person knows of is no slip to undo.

    ``by_person`` names the person, else the position.
    """
    mine, today = current_actor().account_id, office_day(now())
    steps = [
        LastStep(one.shortlisted_at, f"{_name(one, by_person)} vorgemerkt", one, None)
        for one in proposals
        if one.state is ProposalState.SHORTLISTED and one.shortlisted_by_id == mine
    ] + [
        LastStep(one.set_at, f"{_name(one, by_person)} abgelehnt", None, one)
        for one in exclusions
        if one.set_by_id == mine
    ]
    own = [one for one in steps if office_day(one.at) == today]
    return max(own, key=lambda one: one.at, default=None)


def _name(decided: Proposal | Exclusion, by_person: bool) -> str:
    return decided.candidate.full_name if by_person else f"„{decided.position.title}“"
