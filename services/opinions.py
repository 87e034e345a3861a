"""How it was: a face of those who came, five answers of the firms, and asking for them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import contains_eager

from domain.access import Actor
from domain.errors import RuleBroken
from domain.fairs import FairState, RegistrationState
from domain.opinions import (
    ASKED_AFTER,
    ASKED_FOR,
    ComesAgain,
    Mood,
    Suited,
    firms_are_asked_at,
    takes_opinions,
)
from models import (
    Account,
    Candidate,
    Fair,
    FirmOpinion,
    Registration,
    Stand,
    VisitorOpinion,
    db,
    transactional,
)
from services.audit import record
from services.fairs import letter_facts
from services.letters import write_letter
from services.records import changed_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmAnswers:
    """What a firm answered to the five questions."""

    mood: Mood
    suited: Suited
    steps: int
    again: ComesAgain
    words: str = ""


def may_say(place: Registration, *, now: datetime) -> bool:
    """Say whether somebody is asked how it was: who came, from the beginning to a month after."""
    came = place.state is RegistrationState.REGISTERED and place.checked_in_at is not None
    return came and takes_opinions(place.fair.starts_at, place.fair.ends_at, now)


def place_to_judge(candidate: Candidate, *, now: datetime) -> Registration | None:
    """Return the place at the latest fair the person may say something of."""
    places = db.session.scalars(
        select(Registration)
        .join(Registration.fair)
        .where(Registration.candidate_id == candidate.id, Fair.starts_at <= now)
        .options(contains_eager(Registration.fair))
        .order_by(Fair.starts_at.desc())
        .limit(5)
    )
    return next((place for place in places if may_say(place, now=now)), None)


def opinion_of_visitor(place: Registration) -> VisitorOpinion | None:
    """Return what somebody said of the fair."""
    found: VisitorOpinion | None = db.session.scalar(
        select(VisitorOpinion).where(VisitorOpinion.registration_id == place.id)
    )
    return found


def opinion_of_firm(stand: Stand) -> FirmOpinion | None:
    """Return what the firm of a stand answered."""
    found: FirmOpinion | None = db.session.scalar(
        select(FirmOpinion).where(FirmOpinion.stand_id == stand.id)
    )
    return found


@transactional
def say_as_visitor(*, place: Registration, mood: Mood, words: str, now: datetime) -> None:
    """Keep how it was for somebody; saying it again replaces what was said.

    Raises
    ------
    RuleBroken
        If the person was not there, or the fair is long over.
    """
    if not may_say(place, now=now):
        raise RuleBroken(opinion=place.id)
    values = {"mood": mood, "words": words, "given_at": now}
    _keep(VisitorOpinion, {"registration_id": place.id}, values)


@transactional
def answer_as_firm(*, stand: Stand, answers: FirmAnswers, actor: Actor, now: datetime) -> None:
    """Keep the answers of a firm; answering again replaces them.

    Raises
    ------
    RuleBroken
        If the fair has not begun, was cancelled or is long over.
    """
    fair = stand.fair
    if fair.state is FairState.CANCELLED or not takes_opinions(fair.starts_at, fair.ends_at, now):
        raise RuleBroken(opinion=stand.id)
    values = asdict(answers) | {"given_by_id": actor.account_id, "given_at": now}
    _keep(FirmOpinion, {"stand_id": stand.id}, values)
    record(actor=actor, action="stand.opinion_given", subject=stand, now=now)


def ask_firms(*, now: datetime) -> int:
    """Ask the firms of every fair that has ended how it was; return how many fairs."""
    due = db.session.scalars(
        select(Fair).where(
            Fair.ends_at.between(now - ASKED_FOR, now - ASKED_AFTER),
            Fair.firms_asked_at.is_(None),
            or_(Fair.state == FairState.OPEN, Fair.state == FairState.CLOSED),
        )
    ).all()
    return sum(_ask_firms_of(fair_id=fair.id, now=now) for fair in due if _is_time(fair, now))


def _is_time(fair: Fair, now: datetime) -> bool:
    return firms_are_asked_at(fair.ends_at) <= now


@transactional
def _ask_firms_of(*, fair_id: int, now: datetime) -> bool:
    """Write the letters of one fair; of two processes the conditional update lets one do it."""
    asked = db.session.execute(
        update(Fair)
        .where(Fair.id == fair_id, Fair.firms_asked_at.is_(None))
        .values(firms_asked_at=now)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(asked) != 1:
        return False
    fair = db.session.get_one(Fair, fair_id)
    members = db.session.execute(
        select(Account, Stand)
        .join(Stand, Stand.employer_id == Account.employer_id)
        .where(Stand.fair_id == fair_id, Account.disabled_at.is_(None))
    )
    for account, stand in members:
        facts = letter_facts(fair) | {"stand": stand.number, "stand_id": stand.id}
        write_letter(kind="stand-fair-over", reader=account, facts=facts, now=now)
    return True


def _keep(
    kind: type[VisitorOpinion | FirmOpinion], whose: dict[str, int], values: dict[str, object]
) -> None:
    """Write the one opinion of somebody: changed where it is there, else added."""
    mine = kind.__table__.c[next(iter(whose))] == next(iter(whose.values()))
    if _changed(kind, mine, values):
        return
    try:
        with db.session.begin_nested():
            db.session.add(kind(**whose, **values))
            db.session.flush()
    except IntegrityError:  # said at the same moment in another window
        _changed(kind, mine, values)


def _changed(
    kind: type[VisitorOpinion | FirmOpinion], mine: object, values: dict[str, object]
) -> bool:
    changed = db.session.execute(
        update(kind)
        .where(mine)  # type: ignore[arg-type]
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return changed_rows(changed) == 1
