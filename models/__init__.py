"""The tables, one file per noun."""

from models.audit import AuditEntry
from models.base import Base, appending, db, transactional
from models.blank_card import BlankCard
from models.candidate import (
    Candidate,
    CandidateSkill,
    Consent,
    PersonalCode,
    WorkExperience,
)
from models.case import Handover, SchemePeriod, StandIn
from models.course import Course, CoursePart
from models.curation import Exclusion, ShortlistOrder, ShownMatch
from models.deletion import DeletionRequest, MonthCount, PersonDeletion
from models.door import DoorScan
from models.employer import Employer, EmployerContact
from models.fact import CandidateDetail, EarlierFact, Fact
from models.fair import Fair, FairWish, Interview, Registration, RegistrationDraft, Stand
from models.fair_group import FairGroup, Party
from models.fair_plan import FairInterpreter, FairStep, StandStaff
from models.floor import Floor, FloorEnd
from models.identity import Comparison, DuplicatePair, Merge, NameKey
from models.invitation import Invitation
from models.law import OfficeRule, RulingNote
from models.learning import LearnedVersion, LearningBasis
from models.letter import Letter
from models.office import Account, Office
from models.official import (
    CodedTitle,
    Concept,
    ConceptLabel,
    ConceptRelation,
    OccupationContent,
    OfficialFile,
    RememberedTitle,
)
from models.opinion import FirmOpinion, VisitorOpinion
from models.place import PlaceListVersion, Postcode
from models.place_move import PlaceMove
from models.position import Position, PositionChange, PositionSkill
from models.position_import import ImportBatch, ImportRow, ImportState, RowState
from models.profile import (
    Availability,
    Education,
    HeldLicence,
    LanguageKnowledge,
    Literacy,
    Recognition,
    RecognitionStep,
    Wishes,
)
from models.proposal import AnswerLink, FieldRelease, Proposal
from models.ranking import PeopleList, PositionList, RankingMark, RankingRun, RankingWeights
from models.residence import LeadTime, ResidenceDocument
from models.retention import RetentionPeriod
from models.session import Attempt, KeyPurpose, LoginSession, OneTimeKey, RecoveryCode
from models.setting import JobRun, Setting
from models.stand_waiting import StandMove, StandWaiting
from models.task import Task, TaskKind

__all__ = [
    "Account",
    "AnswerLink",
    "Attempt",
    "AuditEntry",
    "Availability",
    "Base",
    "BlankCard",
    "Candidate",
    "CandidateDetail",
    "CandidateSkill",
    "CodedTitle",
    "Comparison",
    "Concept",
    "ConceptLabel",
    "ConceptRelation",
    "Consent",
    "Course",
    "CoursePart",
    "DeletionRequest",
    "DoorScan",
    "DuplicatePair",
    "EarlierFact",
    "Education",
    "Employer",
    "EmployerContact",
    "Exclusion",
    "Fact",
    "Fair",
    "FairGroup",
    "FairInterpreter",
    "FairStep",
    "FairWish",
    "FieldRelease",
    "FirmOpinion",
    "Floor",
    "FloorEnd",
    "Handover",
    "HeldLicence",
    "ImportBatch",
    "ImportRow",
    "ImportState",
    "Interview",
    "Invitation",
    "JobRun",
    "KeyPurpose",
    "LanguageKnowledge",
    "LeadTime",
    "LearnedVersion",
    "LearningBasis",
    "Letter",
    "Literacy",
    "LoginSession",
    "Merge",
    "MonthCount",
    "NameKey",
    "OccupationContent",
    "Office",
    "OfficeRule",
    "OfficialFile",
    "OneTimeKey",
    "Party",
    "PeopleList",
    "PersonDeletion",
    "PersonalCode",
    "PlaceListVersion",
    "PlaceMove",
    "Position",
    "PositionChange",
    "PositionList",
    "PositionSkill",
    "Postcode",
    "Proposal",
    "RankingMark",
    "RankingRun",
    "RankingWeights",
    "Recognition",
    "RecognitionStep",
    "RecoveryCode",
    "Registration",
    "RegistrationDraft",
    "RememberedTitle",
    "ResidenceDocument",
    "RetentionPeriod",
    "RowState",
    "RulingNote",
    "SchemePeriod",
    "Setting",
    "ShortlistOrder",
    "ShownMatch",
    "Stand",
    "StandIn",
    "StandMove",
    "StandStaff",
    "StandWaiting",
    "Task",
    "TaskKind",
    "VisitorOpinion",
    "Wishes",
    "WorkExperience",
    "appending",
    "db",
    "transactional",
]
