"""One factory with a method per noun; each returns a stored row."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from flask.testing import FlaskClient

from domain.access import Role
from domain.clock import office_day
from domain.codes import new_personal_code
from domain.consent import Purpose, release_ends
from domain.employers import EmployerState
from domain.fairs import EVERYBODY, FairState
from domain.languages import LanguageLevel, LanguageSkill
from domain.positions import PositionKind, PositionState
from domain.proposals import (
    ENDED,
    SEEN_BY_EMPLOYER,
    DeclineReason,
    EndReason,
    PersonsWord,
    ProposalState,
    ToldBy,
)
from domain.releases import ReleasedField, ReleasePurpose
from domain.residence import EmploymentEntry
from models import (
    Account,
    Base,
    Candidate,
    CandidateSkill,
    Consent,
    Employer,
    Fair,
    FairGroup,
    FairWish,
    FieldRelease,
    PersonalCode,
    Position,
    PositionSkill,
    Proposal,
    Registration,
    ResidenceDocument,
    Stand,
    WorkExperience,
    db,
    transactional,
)
from models import Office as OfficeRow
from services.sessions import begin_session

Row = TypeVar("Row", bound=Base)

NOW = datetime.now(UTC).replace(microsecond=0)


@transactional
def _stored(row: Row) -> Row:
    db.session.add(row)
    db.session.flush()
    return row


class Office:
    """Makes rows with believable values; anything can be given by name."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._offices: dict[str, OfficeRow] = {}

    def office(self, name: str = "Jobcenter Herford") -> OfficeRow:
        if name not in self._offices:
            self._offices[name] = _stored(OfficeRow(name=name))
        return self._offices[name]

    def account(self, role: Role, **values: Any) -> Account:
        number = next(self._numbers)
        if role is Role.EMPLOYER and "employer" not in values and "employer_id" not in values:
            values["employer"] = self.employer()
        if role is not Role.EMPLOYER:
            values.setdefault("office", self.office())
        defaults = {
            "email": f"{role}{number}@example.org",
            "name": f"{role} {number}",
            "role": role,
            "created_at": NOW,
        }
        return _stored(Account(**(defaults | values)))

    def officer(self, **values: Any) -> Account:
        return self.account(Role.OFFICER, **values)

    def caseworker(self, **values: Any) -> Account:
        return self.account(Role.CASEWORKER, **values)

    def employer(self, **values: Any) -> Employer:
        number = next(self._numbers)
        defaults = {
            "name": f"Möbelwerk {number}",
            "sector": "Möbel",
            "street": "Werkstraße 1",
            "postcode": "32257",
            "place": "Bünde",
            "contact_name": "Petra Muster",
            "state": EmployerState.VERIFIED,
            "created_at": NOW,
        }
        return _stored(Employer(**(defaults | values)))

    def position(self, *, must: tuple[str, ...] = (), **values: Any) -> Position:
        if "employer" not in values and "employer_id" not in values:
            values["employer"] = self.employer()
        defaults = {
            "kind": PositionKind.JOB,
            "title": "Tischler/in",
            "occupation_code": "22342",
            "requirement_level": 2,
            "german_level": LanguageLevel.A2,
            "tasks": "Küchenfronten bauen",
            "postcode": "32257",
            "place": "Bünde",
            "places": 1,
            "state": PositionState.RELEASED,
            "created_at": NOW,
        }
        given = defaults | values
        for skill in LanguageSkill:
            given.setdefault(f"german_{skill}", given["german_level"])
        position = Position(**given)
        position.skills = [PositionSkill(skill=skill) for skill in must]
        return _stored(position)

    def candidate(
        self,
        *,
        agreed: bool = True,
        work: tuple[tuple[str, str | None, int], ...] = (),
        skills: tuple[str, ...] = (),
        **values: Any,
    ) -> Candidate:
        number = next(self._numbers)
        if "office_id" not in values:
            values.setdefault("office", self.office())
        defaults = {
            "given_name": "Samira",
            "family_name": f"Beispiel {number}",
            "email": f"person{number}@example.org",
            "language": "ar",
            "postcode": "32049",
            "place": "Herford",
            "german_level": LanguageLevel.B1,
            "created_at": NOW,
            "changed_at": NOW,
        }
        candidate = Candidate(**(defaults | values))
        candidate.work = [
            WorkExperience(own_words=words, occupation_code=code, years=years)
            for words, code, years in work
        ]
        candidate.skills = [CandidateSkill(skill=skill) for skill in skills]
        if agreed:
            candidate.consents = [
                Consent(purpose=Purpose.PLACEMENT, text_version="1", given_at=NOW)
            ]
        candidate.personal_codes = [PersonalCode(code=new_personal_code(), issued_at=NOW)]
        return _stored(candidate)

    def document(self, *, candidate: Candidate, **values: Any) -> ResidenceDocument:
        """A title that lets the person do any work, held since a year."""
        defaults = {
            "status_key": "ae_25_2_gfk",
            "entry": EmploymentEntry.GAINFUL_ACTIVITY,
            "valid_from": office_day(NOW) - timedelta(days=365),
            "valid_until": office_day(NOW) + timedelta(days=365),
            "noted_at": NOW,
        }
        if "noted_by_id" not in values:
            values["noted_by_id"] = candidate.caseworker_id or self.officer().id
        return _stored(ResidenceDocument(candidate_id=candidate.id, **(defaults | values)))

    def proposal(self, **values: Any) -> Proposal:
        values["candidate"] = values.get("candidate") or self.candidate()
        values.setdefault("position", self.position())
        officer = values.pop("officer", None) or self.officer()
        state = ProposalState(values.setdefault("state", ProposalState.PROPOSED))
        defaults = {
            "reference": new_personal_code()[:6],
            "shortlisted_by_id": officer.id,
            "shortlisted_at": NOW,
            "proposed_by_id": officer.id,
            "proposed_at": NOW,
            **_standing(state),
        }
        word = PersonsWord(values.get("person_word", PersonsWord.NOT_ASKED))
        if word is not PersonsWord.NOT_ASKED:
            defaults |= {"asked_at": NOW, "asked_by_id": officer.id}
        if word in {PersonsWord.YES, PersonsWord.NO}:
            defaults |= {"word_at": NOW, "word_told": ToldBy.LINK}
        return _stored(Proposal(**(defaults | values)))

    def released(self, proposal: Proposal, *fields: ReleasedField, **values: Any) -> None:
        """Tell the firm of a proposal these fields of its person, the name where none is given."""
        defaults = {
            "agreed_at": NOW,
            "released_at": NOW,
            "released_by_id": proposal.proposed_by_id,
            "purpose": ReleasePurpose.GETTING_TO_KNOW,
            "until": release_ends(office_day(NOW)),
        }
        for field in fields or (ReleasedField.NAME,):
            row = FieldRelease(proposal_id=proposal.id, field=field, **(defaults | values))
            _stored(row)

    def fair(self, **values: Any) -> Fair:
        number = next(self._numbers)
        starts_at = NOW.replace(hour=9, minute=0, second=0) + timedelta(days=30)
        defaults = {
            "slug": f"fair{number}{new_personal_code().lower()}",
            "title": "Meeting Point",
            "venue": "Agentur für Arbeit",
            "street": "Hansastraße 33",
            "postcode": "32049",
            "place": "Herford",
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=4),
            "stand_capacity": 20,
            "state": FairState.OPEN,
            "created_at": NOW,
        }
        places = {name: values.pop(name) for name in ("capacity", "taken") if name in values}
        fair = Fair(**(defaults | values))
        fair.groups = [_group(fair, 1, **places)]
        return _stored(fair)

    def group(self, fair: Fair, **values: Any) -> FairGroup:
        """One more group of a fair."""
        return _stored(_group(fair, len(fair.groups) + 1, **values))

    def stand(self, **values: Any) -> Stand:
        values["fair"] = values.get("fair") or self.fair()
        values["employer"] = values.get("employer") or self.employer()
        defaults = {"number": next(self._numbers), "desks": 1, "booked_at": NOW}
        return _stored(Stand(**(defaults | values)))

    def registration(self, **values: Any) -> Registration:
        values["fair"] = values.get("fair") or self.fair()
        values["candidate"] = values.get("candidate") or self.candidate()
        values["group"] = values.get("group") or values["fair"].groups[0]
        defaults = {"idempotency_key": new_personal_code(), "registered_at": NOW}
        return _stored(Registration(**(defaults | values)))

    def wish(self, registration: Registration, stand: Stand) -> FairWish:
        return _stored(FairWish(registration_id=registration.id, stand_id=stand.id))


def _group(fair: Fair, number: int, **values: Any) -> FairGroup:
    defaults = {
        "fair": fair,
        "number": number,
        "name": EVERYBODY if number == 1 else f"Welle {number}",
        "languages": [],
        "starts_at": fair.starts_at,
        "ends_at": fair.ends_at,
        "capacity": 300,
    }
    return FairGroup(**(defaults | values))


def _standing(state: ProposalState) -> dict[str, Any]:
    """Return what goes with a state of a proposal."""
    standing: dict[str, Any] = {}
    if state in SEEN_BY_EMPLOYER:
        standing["released_until"] = release_ends(office_day(NOW))
    if state in {ProposalState.INTERESTED, ProposalState.DECLINED}:
        standing["answered_at"] = NOW
    if state is ProposalState.DECLINED:
        standing["decline_reason"] = DeclineReason.OTHER
    if state in ENDED:
        standing |= {"end_reason": EndReason.TAKEN_BACK, "ended_at": NOW}
    return standing


def sign_in_as(client: FlaskClient, who: Account | Candidate) -> None:
    """Sign somebody in as the sign-in pages would, second factor included."""
    token = begin_session(
        now=datetime.now(UTC),
        lasts=timedelta(hours=1),
        account=who if isinstance(who, Account) else None,
        candidate=who if isinstance(who, Candidate) else None,
        second_factor=True,
    )
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
