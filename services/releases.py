"""Telling a firm named fields of a person: for a purpose, until a day, and no longer.

Every page, list and file of a firm reads names through ``told_by_name`` and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from domain.access import Actor, Role
from domain.clock import office_day
from domain.errors import RuleBroken
from domain.proposals import ProposalAction
from domain.releases import ReleasedField, ReleasePurpose, check_until
from models import Candidate, FieldRelease, Proposal, db, transactional
from services.asking import still_agrees
from services.letters import write_letter
from services.proposal_steps import end_releases, take_step, tell_firm
from services.records import changed_rows
from services.shortlists import require_going_on
from services.visibility import visible


@dataclass(frozen=True, slots=True)
class ToldField:
    """One field as a firm may read it now."""

    field: ReleasedField
    text: str
    purpose: ReleasePurpose
    until: date


@transactional
def release_fields(
    *,
    actor: Actor,
    proposal: Proposal,
    fields: Collection[ReleasedField],
    purpose: ReleasePurpose,
    until: date,
    now: datetime,
    seen: int | None = None,
) -> None:
    """Tell the firm fields of a person who agreed to exactly these; both sides get a letter.

    Raises
    ------
    WrongState
        If the firm is not interested or the person did not say yes.
    RuleBroken
        If the person did not agree to one of the fields, or the day is not allowed.
    """
    check_until(until, today=office_day(now))
    require_going_on(proposal.position)
    take_step(
        actor=actor,
        proposal=proposal,
        action=ProposalAction.RELEASE,
        now=now,
        seen=seen,
        only_if=still_agrees(actor),
        released_until=max(until, proposal.released_until or until),
    )
    given = update(FieldRelease).where(
        FieldRelease.proposal_id == proposal.id,
        FieldRelease.field.in_(list(fields)),
        FieldRelease.ended_at.is_(None),
    )
    values = given.values(
        purpose=purpose, until=until, released_at=now, released_by_id=actor.account_id
    ).execution_options(synchronize_session=False)
    if changed_rows(db.session.execute(values)) != len(set(fields)):
        raise RuleBroken(fields="not agreed to")
    tell_firm(kind="contact-released", proposal=proposal, now=now)
    _tell_person(proposal, fields, until, now)


@transactional
def end_release(
    *,
    actor: Actor,
    proposal: Proposal,
    fields: Collection[ReleasedField],
    now: datetime,
    seen: int | None = None,
) -> None:
    """Take fields back from the firm; from this moment they are on no page of it."""
    take_step(
        actor=actor,
        proposal=proposal,
        action=ProposalAction.END_RELEASE,
        now=now,
        seen=seen,
        only_if=still_agrees(actor),
    )
    which = FieldRelease.field.in_(list(fields))
    if end_releases(proposal_id=proposal.id, now=now, which=which):
        tell_firm(kind="release-ended", proposal=proposal, now=now)


def told_by_name(
    *, actor: Actor, proposal_ids: Collection[int]
) -> dict[int, dict[ReleasedField, ToldField]]:
    """Return what ``actor`` may read by name of the people of these proposals, in one statement."""
    if not proposal_ids:
        return {}
    released = visible(FieldRelease, actor).where(
        FieldRelease.proposal_id.in_(list(proposal_ids)), FieldRelease.released_at.is_not(None)
    )
    rows = db.session.scalars(
        released.options(joinedload(FieldRelease.proposal).joinedload(Proposal.candidate))
    )
    told: dict[int, dict[ReleasedField, ToldField]] = {}
    for row in rows:
        text = value_of(row.proposal.candidate, row.field)
        if text and row.purpose and row.until:
            field = ToldField(row.field, text, row.purpose, row.until)
            told.setdefault(row.proposal_id, {})[row.field] = field
    return told


def told_to_firm(proposal: Proposal) -> dict[ReleasedField, ToldField]:
    """Return what the firm of a proposal may read by name now, for the person it is about."""
    return told_by_name(actor=_firm(proposal), proposal_ids=[proposal.id]).get(proposal.id, {})


def firm_sees(proposal: Proposal) -> bool:
    """Return whether the firm of a proposal can open it now, named or not."""
    query = visible(Proposal, _firm(proposal)).where(Proposal.id == proposal.id)
    return db.session.scalar(query.with_only_columns(Proposal.id)) is not None


def _firm(proposal: Proposal) -> Actor:
    return Actor(role=Role.EMPLOYER, employer_id=proposal.position.employer_id)


def releases_of(*, actor: Actor, proposal_id: int) -> Sequence[FieldRelease]:
    """Return what a person agreed to tell and what was told, newest first, ended ones too."""
    rows = visible(FieldRelease, actor).where(FieldRelease.proposal_id == proposal_id)
    return db.session.scalars(rows.order_by(FieldRelease.id.desc())).all()


def releases_of_person(candidate_id: int) -> Sequence[FieldRelease]:
    """Return what firms may read of a person by name, for the person's own pages."""
    return db.session.scalars(
        select(FieldRelease)
        .join(FieldRelease.proposal)
        .where(Proposal.candidate_id == candidate_id, FieldRelease.ended_at.is_(None))
        .order_by(FieldRelease.id)
    ).all()


def value_of(person: Candidate, field: ReleasedField) -> str:
    """Return what a released field says of a person now."""
    town = " ".join(part for part in (person.postcode, person.place) if part)
    texts = {
        ReleasedField.NAME: person.full_name,
        ReleasedField.PHONE: person.phone or "",
        ReleasedField.EMAIL: person.email or "",
        ReleasedField.PLACE: town,
    }
    return texts[field]


def fields_known(person: Candidate) -> list[ReleasedField]:
    """Return the fields there is something to tell of."""
    return [field for field in ReleasedField if value_of(person, field)]


def _tell_person(
    proposal: Proposal, fields: Collection[ReleasedField], until: date, now: datetime
) -> None:
    write_letter(
        kind="contact-told",
        reader=proposal.candidate,
        facts={
            "employer": proposal.position.employer.name,
            "title": proposal.position.title,
            "fields": sorted(field.value for field in fields),
            "until": until.isoformat(),
            "proposal": proposal.id,
        },
        now=now,
    )
