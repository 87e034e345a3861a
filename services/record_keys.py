"""Opening the own record: a code and a link by e-mail or SMS, each for ten minutes and once.

Relatives may share a telephone or an e-mail address. Each gets a letter with a code of their own
that names the first letter of the given name; which code is typed decides whose record opens.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, Select, or_, select, update

from domain.access import Actor, Role
from domain.errors import CodeRefused, TooManyTries
from domain.keys import (
    CODES_SENT,
    CODES_SENT_TO_PERSON,
    MOST_CODE_TRIES,
    SENT_FROM_ADDRESS,
    SIGN_IN_LASTS,
)
from domain.letters import Channel
from models import Candidate, KeyPurpose, OneTimeKey, db, transactional
from services import audit
from services.keys import code_hash, consume_key, end_keys, find_key, issue_key
from services.letters import write_letter
from services.limits import check_limit, claim, note_try

_SIGN_IN = {KeyPurpose.SIGN_IN}
_MOST_SHARING = 10
"""So many people at most get a code at once through one telephone or address."""


def send_sign_in_code(*, contact: str, address: str, now: datetime) -> None:
    """Write a code and a link to everybody reached by this e-mail address or telephone number.

    Known or not makes no difference to whoever asks. ``contact`` is in its stored form: lower
    case, or E.164.

    Raises
    ------
    TooManyTries
        If this contact or this network address asked for too many letters.
    """
    claim(SENT_FROM_ADDRESS, address, now=now)
    claim(CODES_SENT, contact, now=now)
    _write_codes(contact=contact, now=now)


@transactional
def _write_codes(*, contact: str, now: datetime) -> None:
    people = db.session.scalars(
        _reached_by(contact).order_by(Candidate.changed_at.desc(), Candidate.id)
    ).all()[:_MOST_SHARING]
    numbers = secrets.SystemRandom().sample(range(1_000_000), len(people))
    for person, number in zip(people, numbers, strict=True):
        if _may_be_written_to(person, now):
            shared = len(people) > 1
            _write_code(person, f"{number:06d}", contact=contact, shared=shared, now=now)


def _may_be_written_to(person: Candidate, now: datetime) -> bool:
    limit, key = CODES_SENT_TO_PERSON, str(person.id)
    try:
        check_limit(limit.kind, key, now=now, most=limit.most, window=limit.window)
    except TooManyTries:
        return False
    note_try(limit.kind, key, now=now)
    return True


def _write_code(person: Candidate, code: str, *, contact: str, shared: bool, now: datetime) -> None:
    token = issue_key(
        purpose=KeyPurpose.SIGN_IN, owner=person, now=now, lasts=SIGN_IN_LASTS, code=code
    )
    facts: dict[str, object] = {
        "code": code,
        "token": token,
        "minutes": int(SIGN_IN_LASTS.total_seconds() // 60),
        "initial": person.given_name[:1] if shared else "",
    }
    letter = write_letter(kind="sign-in-code", reader=person, facts=facts, now=now)
    # The letter goes where it was asked for: whoever typed the number is looking at the telephone.
    letter.channel = Channel.EMAIL if "@" in contact else Channel.SMS
    letter.address = contact


def open_with_code(*, contact: str, typed: str, now: datetime) -> Candidate:
    """Use a code up and return whose record it opens.

    Raises
    ------
    CodeRefused
        If it is wrong, used, ended, or was tried five times; all of these look the same.
    """
    for key in _count_try(contact=contact, now=now):
        fits = secrets.compare_digest(key.code_hash or "", code_hash(key.link_hash, typed))
        if fits and key.candidate_id is not None:
            return _open(key_id=key.id, candidate_id=key.candidate_id, now=now)
    raise CodeRefused(code="wrong")


@transactional
def _count_try(*, contact: str, now: datetime) -> Sequence[Row[int, str, str | None, int | None]]:
    """Count one try against every open key of the contact and return those that had one left.

    The condition in the UPDATE is the limit: of any number of tries at one moment five pass.
    """
    people = _reached_by(contact).with_only_columns(Candidate.id).scalar_subquery()
    return db.session.execute(
        update(OneTimeKey)
        .where(
            OneTimeKey.candidate_id.in_(people),
            OneTimeKey.purpose == KeyPurpose.SIGN_IN,
            OneTimeKey.used_at.is_(None),
            OneTimeKey.expires_at > now,
            OneTimeKey.tries < MOST_CODE_TRIES,
        )
        .values(tries=OneTimeKey.tries + 1)
        .returning(
            OneTimeKey.id, OneTimeKey.link_hash, OneTimeKey.code_hash, OneTimeKey.candidate_id
        )
        .execution_options(synchronize_session=False)
    ).all()


def find_sign_in_link(token: str, *, now: datetime) -> OneTimeKey | None:
    """Return the key of a link while it works; opening the page changes nothing."""
    return find_key(token, purposes=_SIGN_IN, now=now)


def open_with_link(*, token: str, now: datetime) -> Candidate:
    """Use a link up and return whose record it opens.

    Raises
    ------
    CodeRefused
        If the link was used, has ended or never was.
    """
    key = find_sign_in_link(token, now=now)
    if key is None or key.candidate_id is None:
        raise CodeRefused(link="used or ended")
    return _open(key_id=key.id, candidate_id=key.candidate_id, now=now)


@transactional
def _open(*, key_id: int, candidate_id: int, now: datetime) -> Candidate:
    if not consume_key(key_id=key_id, now=now):
        raise CodeRefused(code="used")
    person = db.session.get_one(Candidate, candidate_id)
    end_keys(owner=person, purposes=_SIGN_IN, now=now)
    actor = Actor(role=Role.CANDIDATE, candidate_id=person.id)
    audit.record(actor=actor, action="candidate.signed_in", subject=person, now=now)
    return person


def _reached_by(contact: str) -> Select[Candidate]:
    return select(Candidate).where(or_(Candidate.email == contact, Candidate.phone == contact))
