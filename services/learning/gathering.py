"""What is learned from: decided pairs that were shown, as arrays; no name, no id, no free text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from domain.learning import FIRMS_REASONS, OFFICERS_REASONS
from domain.proposals import EndReason, ProposalState
from matching.fits import PART_NAMES
from matching.learning.decisions import Decisions, decisions
from matching.learning.training import Shown
from models import Exclusion, LearningBasis, Proposal, ShownMatch, db
from services.learning.shares import unpacked_shares

Pair = tuple[int, int]
"""Person and position; it stays in this module."""


class Word(NamedTuple):
    """What was decided of a pair, when, and which parts of the score it is about."""

    accepted: bool
    at: datetime
    about: tuple[str, ...] = PART_NAMES


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a training reads."""

    told: Decisions
    shown: Shown

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to learn from."""
        return not len(self.told)


def gather(basis: LearningBasis) -> Material:
    """Return the decisions on pairs that were shown since learning is on.

    Each pair counts once, with the place at which it was shown last before the decision; where
    that was an order with a floor, the pair teaches nothing, neither of fit nor of places.
    """
    words = _words()
    last: dict[Pair, _Row] = {}
    seen: dict[tuple[str, Pair], int] = {}
    for pair, row in _shown():
        if row.shares is not None:
            seen.setdefault((row.key, pair), row.place)
        word = words.get(pair)
        if word is not None and row.at <= word.at:
            last[pair] = row
    rows = {pair: row for pair, row in last.items() if row.shares is not None}
    seen = {one: place for one, place in seen.items() if one[1] in rows or one[1] not in last}
    decided = {(row.key, pair) for pair, row in rows.items()}
    return _material(rows, words, basis.salt, Shown(
        np.array(list(seen.values()), dtype=np.intp),
        np.array([one in decided for one in seen], dtype=bool),
    ))  # fmt: skip


class _Row(NamedTuple):
    key: str
    place: int
    at: datetime
    shares: NDArray[np.float64] | None
    """None where an order with a floor was shown."""


def _shown() -> Iterator[tuple[Pair, _Row]]:
    """Yield what was shown in the order of time; ``key`` is the list.

    A row of an order with a floor comes along without shares: it tells what was looked at last.
    """
    statement = (
        select(ShownMatch.candidate_id, ShownMatch.position_id, ShownMatch.of_position,
               ShownMatch.place, ShownMatch.at, ShownMatch.shares, ShownMatch.floor_id)
        .where(ShownMatch.shares.is_not(None) | ShownMatch.floor_id.is_not(None))
        .order_by(ShownMatch.id)
    )  # fmt: skip
    for row in db.session.execute(statement.execution_options(yield_per=2000)):
        is_floor = row.floor_id is not None
        shares = None if is_floor else unpacked_shares(row.shares)
        if is_floor or shares is not None:
            key = f"position{row.position_id}" if row.of_position else f"person{row.candidate_id}"
            yield (row.candidate_id, row.position_id), _Row(key, row.place, row.at, shares)


def _words() -> dict[Pair, Word]:
    """Return the last word on each pair that teaches something; an officer's no is the last."""
    return {**_of_proposals(), **_of_exclusions()}


def _of_proposals() -> dict[Pair, Word]:
    """Proposing is a yes until the firm says no; a no for no known part teaches nothing."""
    statement = select(
        Proposal.candidate_id, Proposal.position_id, Proposal.state, Proposal.proposed_at,
        Proposal.answered_at, Proposal.decline_reason, Proposal.end_reason,
    ).where(Proposal.proposed_at.is_not(None))  # fmt: skip
    found = {}
    for row in db.session.execute(statement):
        if row.state is ProposalState.DECLINED:
            about = FIRMS_REASONS.get(row.decline_reason)
            word = Word(accepted=False, at=row.answered_at, about=about) if about else None
        else:
            is_back = row.end_reason is EndReason.TAKEN_BACK
            word = None if is_back else Word(accepted=True, at=row.proposed_at)
        if word is not None:
            found[row.candidate_id, row.position_id] = word
    return found


def _of_exclusions() -> dict[Pair, Word]:
    statement = select(
        Exclusion.candidate_id, Exclusion.position_id, Exclusion.set_at, Exclusion.reason
    ).where(Exclusion.lifted_at.is_(None), Exclusion.reason.in_(OFFICERS_REASONS))
    return {
        (row.candidate_id, row.position_id): Word(
            accepted=False, at=row.set_at, about=OFFICERS_REASONS[row.reason]
        )
        for row in db.session.execute(statement)
    }


def _material(
    rows: Mapping[Pair, _Row], words: Mapping[Pair, Word], salt: str, shown: Shown
) -> Material:
    """Turn pairs into arrays in which lists have numbers that lead back to nobody."""
    keys = sorted({_pseudonym(row.key, salt) for row in rows.values()})
    number = {key: place for place, key in enumerate(keys)}
    lists = np.array([number[_pseudonym(row.key, salt)] for row in rows.values()], dtype=np.intp)
    shares = np.array([row.shares for row in rows.values()]).reshape(len(rows), len(PART_NAMES))
    told = decisions(
        shares,
        np.array([words[pair].accepted for pair in rows], dtype=bool),
        lists,
        np.array([row.place for row in rows.values()], dtype=np.intp),
        np.array([[name in words[pair].about for name in PART_NAMES] for pair in rows],
                 dtype=bool).reshape(shares.shape),
    )  # fmt: skip
    return Material(told, shown)


def _pseudonym(key: str, salt: str) -> str:
    return hashlib.blake2b(key.encode(), key=salt.encode(), digest_size=16).hexdigest()
