"""A proposed match: two words about it, the firm's and the person's, and every step between them.

``STEPS`` is the only table: from which states and after which word of the person a step leads on,
who may take it, and what stands afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.access import SYSTEM, Role
from domain.errors import NotAllowed, WrongState


class ProposalState(StrEnum):
    """Where a proposal stands between the office and the firm."""

    SHORTLISTED = "shortlisted"
    PROPOSED = "proposed"
    INTERESTED = "interested"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    """Taken back by the office or the person; may be proposed anew."""
    CLOSED = "closed"
    """Over without anybody's no: the position ended, or the firm never answered."""


class PersonsWord(StrEnum):
    """What the person said to this proposal; names are released after a yes only."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    YES = "yes"
    NO = "no"


class ToldBy(StrEnum):
    """How the person's word reached the office."""

    LINK = "link"
    """The person pressed the button behind the link of the letter."""
    OWN_PAGE = "own_page"
    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    IN_WRITING = "in_writing"


RECORDED_BY_STAFF = (ToldBy.IN_PERSON, ToldBy.TELEPHONE, ToldBy.IN_WRITING)


class EndReason(StrEnum):
    """Why a proposal ended; the firm never learns which it was."""

    TAKEN_BACK = "taken_back"
    PERSON_SAID_NO = "person_said_no"
    CONSENT_ENDED = "consent_ended"
    POSITION_CLOSED = "position_closed"
    NO_ANSWER = "no_answer"


class ProposalAction(StrEnum):
    """What somebody does to a proposal."""

    SHORTLIST = "shortlist"
    """Taken up again after an end; who is new has no row yet."""
    ASK = "ask"
    AGREE = "agree"
    REFUSE = "refuse"
    PROPOSE = "propose"
    ACCEPT = "accept"
    DECLINE = "decline"
    RELEASE = "release"
    END_RELEASE = "end_release"
    WITHDRAW = "withdraw"
    END_CONSENT = "end_consent"
    CLOSE = "close"
    EXPIRE = "expire"


DONE: dict[ProposalAction, str] = {
    ProposalAction.SHORTLIST: "shortlisted",
    ProposalAction.ASK: "asked",
    ProposalAction.AGREE: "agreed",
    ProposalAction.REFUSE: "refused",
    ProposalAction.PROPOSE: "proposed",
    ProposalAction.ACCEPT: "accept",
    ProposalAction.DECLINE: "decline",
    ProposalAction.RELEASE: "released",
    ProposalAction.END_RELEASE: "release_ended",
    ProposalAction.WITHDRAW: "withdrawn",
    ProposalAction.END_CONSENT: "withdrawn",
    ProposalAction.CLOSE: "closed",
    ProposalAction.EXPIRE: "expired",
}
"""The deed of each step in the audit trail."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table; a state or word of ``None`` stays as it is."""

    action: ProposalAction
    before: frozenset[ProposalState]
    after_words: frozenset[PersonsWord]
    by: frozenset[Role]
    state: ProposalState | None = None
    word: PersonsWord | None = None
    end: EndReason | None = None


_S, _W, _A = ProposalState, PersonsWord, ProposalAction
LIVE = frozenset({_S.SHORTLISTED, _S.PROPOSED, _S.INTERESTED})
SEEN_BY_EMPLOYER = frozenset({_S.PROPOSED, _S.INTERESTED, _S.DECLINED})
ENDED = frozenset({_S.WITHDRAWN, _S.CLOSED})
_ANY_WORD = frozenset(PersonsWord)
_NOT_NO = _ANY_WORD - {_W.NO}
_OFFICER, _FIRM = frozenset({Role.OFFICER}), frozenset({Role.EMPLOYER})
_PERSON = frozenset({Role.CANDIDATE, Role.OFFICER, Role.CASEWORKER})
"""The person, or a member of staff who writes down what the person said."""
_WHO_ENDS_CONSENT = _PERSON | {Role.TEAM_LEAD}
_BY_ITSELF = frozenset({SYSTEM.role})

STEPS: tuple[Step, ...] = (
    Step(_A.SHORTLIST, ENDED, _NOT_NO, _OFFICER, _S.SHORTLISTED, _W.NOT_ASKED),
    Step(_A.ASK, LIVE, frozenset({_W.NOT_ASKED, _W.ASKED}), _OFFICER, word=_W.ASKED),
    Step(_A.AGREE, LIVE, _NOT_NO, _PERSON, word=_W.YES),
    Step(_A.AGREE, frozenset({_S.WITHDRAWN}), frozenset({_W.NO}), _PERSON, _S.SHORTLISTED, _W.YES),
    Step(_A.REFUSE, LIVE, _NOT_NO, _PERSON, _S.WITHDRAWN, _W.NO, EndReason.PERSON_SAID_NO),
    Step(_A.PROPOSE, frozenset({_S.SHORTLISTED}), _NOT_NO, _OFFICER, _S.PROPOSED),
    Step(_A.PROPOSE, ENDED, _NOT_NO, _OFFICER, _S.PROPOSED, _W.NOT_ASKED),
    Step(_A.ACCEPT, frozenset({_S.PROPOSED, _S.DECLINED}), _NOT_NO, _FIRM, _S.INTERESTED),
    Step(_A.DECLINE, frozenset({_S.PROPOSED, _S.INTERESTED}), _ANY_WORD, _FIRM, _S.DECLINED),
    Step(_A.RELEASE, frozenset({_S.INTERESTED}), frozenset({_W.YES}), _OFFICER),
    Step(_A.END_RELEASE, LIVE, frozenset({_W.YES}), _PERSON),
    Step(_A.WITHDRAW, LIVE, _ANY_WORD, _OFFICER, _S.WITHDRAWN, end=EndReason.TAKEN_BACK),
    Step(
        _A.END_CONSENT,
        LIVE,
        _ANY_WORD,
        _WHO_ENDS_CONSENT,
        _S.WITHDRAWN,
        end=EndReason.CONSENT_ENDED,
    ),
    Step(
        _A.CLOSE,
        LIVE,
        _ANY_WORD,
        _FIRM | _OFFICER,
        _S.CLOSED,
        end=EndReason.POSITION_CLOSED,
    ),
    Step(
        _A.EXPIRE,
        frozenset({_S.PROPOSED}),
        _ANY_WORD,
        _BY_ITSELF,
        _S.CLOSED,
        end=EndReason.NO_ANSWER,
    ),
)


class DeclineReason(StrEnum):
    """Why an employer says no; each says what would help."""

    GERMAN = "german"
    SKILLS = "skills"
    LICENCE = "licence"
    HOURS = "hours"
    DISTANCE = "distance"
    FILLED = "filled"
    OTHER = "other"


FIRM_REMINDED_AFTER = timedelta(days=7)
FIRM_CALLED_AFTER = timedelta(days=14)
"""A firm that is silent so long stands on the officer's list of calls."""
PERSON_REMINDED_AFTER = timedelta(days=3)
PERSON_CALLED_AFTER = timedelta(days=7)


def step_from(
    action: ProposalAction, *, state: ProposalState, word: PersonsWord, role: Role
) -> Step:
    """Return the line of the table that ``action`` follows now.

    Raises
    ------
    NotAllowed
        If no line lets this role do it at all.
    WrongState
        If the step does not lead on from here.
    """
    lines = [step for step in STEPS if step.action is action and role in step.by]
    if not lines:
        raise NotAllowed(action=action, role=role)
    for step in lines:
        if state in step.before and word in step.after_words:
            return step
    raise WrongState(action=action, state=state, word=word)


def steps_open(*, state: ProposalState, word: PersonsWord, role: Role) -> set[ProposalAction]:
    """Return what ``role`` can do now."""
    return {
        step.action
        for step in STEPS
        if role in step.by and state in step.before and word in step.after_words
    }
