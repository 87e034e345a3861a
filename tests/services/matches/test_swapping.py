"""Swapping who somebody is moves nobody, from the rows of the database to the list.

A ranker made to read any one of the swapped facts must be caught by the same test.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zlib import crc32

import pytest
from flask import Flask
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from sqlalchemy import delete, insert, select, update

from domain.access import Actor, Role
from domain.clock import office_day
from domain.education import EducationKind
from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill, LiteracyNeed, Script
from domain.licences import Licence, LicenceState
from domain.recognition import RecognitionKind, RecognitionState
from domain.residence import EmploymentEntry, documents_by_group
from domain.support_scheme import Scheme
from domain.working_time import Childcare, Hours
from models import (
    Availability,
    Candidate,
    CandidateSkill,
    Education,
    HeldLicence,
    LanguageKnowledge,
    Literacy,
    Position,
    Recognition,
    ResidenceDocument,
    SchemePeriod,
    Wishes,
    WorkExperience,
    db,
    transactional,
)
from services.ranking import rank_people, rank_positions
from tests.factories import Office

NOW = datetime.now(UTC)
TODAY = office_day(NOW)
OFFICER = Actor(role=Role.OFFICER, account_id=1)
Ranking = Callable[[Position], list[tuple[int, float]]]

COUNTRIES = st.sampled_from([None, "SY", "UA", "DE", "ER"])
TONGUES = ["ar", "uk", "fa", "ti", "ku"]
TRAITS = st.fixed_dictionaries(
    {
        "given_name": st.sampled_from(["Anna", "أحمد", "Олена", "ሰላም", "X"]),
        "family_name": st.sampled_from(["", "Haddad", "Zymanski", "نجار"]),
        "own_script_name": st.sampled_from([None, "أمل حداد", "Олена"]),
        "sex": st.sampled_from([None, "female", "male", "diverse"]),
        "birth_year": st.sampled_from([None, 1958, 1990, 2008]),
        "language": st.sampled_from(["de", "en", "ar"]),
        "email": st.sampled_from([None, "a@example.org"]),
        "phone": st.sampled_from([None, "+4917604069000"]),
    }
)
SWAPPED = st.fixed_dictionaries(
    {
        "traits": TRAITS,
        "document": st.sampled_from(
            [one.key for group in documents_by_group().values() for one in group]
        ),
        "entry": st.sampled_from(EmploymentEntry),
        "scheme": st.sampled_from(Scheme),
        "work_country": COUNTRIES,
        "school_country": COUNTRIES,
        "licence_country": COUNTRIES,
        "tongue": st.sampled_from(TONGUES),
        "scripts": st.lists(st.sampled_from([one.value for one in Script]), max_size=2),
        "need": st.none() | st.sampled_from(LiteracyNeed),
        "childcare": st.none() | st.sampled_from(Childcare),
    }
)


def positions_of_everybody(people: list[Candidate]) -> list[list[tuple[int, float]]]:
    """Return the other direction: what is ranked for each of the people."""
    lists = [rank_positions(candidate=one, actor=OFFICER, seed="s", today=TODAY) for one in people]
    return [[(one.id, round(one.ranked.score, 9)) for one in ranked] for ranked in lists]


def our_ranking(position: Position) -> list[tuple[int, float]]:
    ranked = rank_people(position=position, actor=OFFICER, seed="s", today=TODAY)
    return [(one.id, round(one.ranked.score, 9)) for one in ranked]


def ranking_that_reads(statement: Any) -> Ranking:
    """Return our ranking spoiled by one more fact, read from the database as ours is."""

    def spoiled(position: Position) -> list[tuple[int, float]]:
        facts = {owner: str(value) for owner, value in db.session.execute(statement)}
        rows = [
            (one, score + crc32(facts.get(one, "").encode()) % 97)
            for one, score in our_ranking(position)
        ]
        return sorted(rows, key=lambda row: -row[1])

    return spoiled


def of_person(column: Any) -> Any:
    return select(Candidate.id, column)


def of_fact(column: Any) -> Any:
    return select(column.class_.candidate_id, column)


CONTROLS = {
    "name": of_person(Candidate.given_name),
    "own script": of_person(Candidate.own_script_name),
    "sex": of_person(Candidate.sex),
    "age": of_person(Candidate.birth_year),
    "language of letters": of_person(Candidate.language),
    "status": of_fact(ResidenceDocument.status_key),
    "entry": of_fact(ResidenceDocument.entry),
    "scheme": of_fact(SchemePeriod.scheme),
    "country of work": of_fact(WorkExperience.country),
    "country of school": of_fact(Education.country),
    "country of licence": of_fact(HeldLicence.country),
    "mother tongue": of_fact(LanguageKnowledge.language).where(LanguageKnowledge.language != "de"),
    "alphabet": of_fact(Literacy.scripts),
    "literacy": of_fact(Literacy.need),
    "childcare": of_fact(Availability.childcare),
}


@pytest.fixture
def people(app: Flask, office: Office) -> list[Candidate]:
    """Four people of whom much is known; two of them are alike in all that counts."""
    several = [
        office.candidate(work=(("Tischler", "22342", 8),), german_level=LanguageLevel.B2),
        office.candidate(work=(("Tischler", "22342", 2),), german_level=LanguageLevel.A1),
        office.candidate(work=(("Tischler", "22342", 2),), german_level=LanguageLevel.A1),
        office.candidate(work=(("Köchin", "29302", 9),), german_level=LanguageLevel.B2),
    ]
    _tell_much([one.id for one in several])
    return several


@transactional
def _tell_much(ids: list[int]) -> None:
    for one in ids:
        db.session.add_all(
            [
                CandidateSkill(candidate_id=one, skill="woodworking"),
                Education(candidate_id=one, kind=EducationKind.TRAINING, own_words="Lehre",
                          level=4, is_finished=True),
                HeldLicence(candidate_id=one, licence=Licence.CAR, state=LicenceState.GERMAN),
                Recognition(candidate_id=one, kind=RecognitionKind.PROCEDURE,
                            state=RecognitionState.IN_REVIEW, reference_code="22342"),
                Availability(candidate_id=one, hours=[Hours.FULL_TIME.value], weekly_hours=35),
                Wishes(candidate_id=one, kinds=[Beginning.JOB.value]),
                *(LanguageKnowledge(candidate_id=one, language="de", skill=skill,
                                    level=LanguageLevel.A1) for skill in LanguageSkill),
            ]
        )  # fmt: skip


@transactional
def _swap(candidate_id: int, drawn: dict[str, Any], noted_by_id: int) -> None:
    def of(kind: Any) -> Any:
        return update(kind).where(kind.candidate_id == candidate_id)

    db.session.execute(
        update(Candidate).where(Candidate.id == candidate_id).values(**drawn["traits"])
    )
    db.session.execute(of(WorkExperience).values(country=drawn["work_country"]))
    db.session.execute(of(Education).values(country=drawn["school_country"]))
    db.session.execute(of(HeldLicence).values(country=drawn["licence_country"]))
    db.session.execute(of(Availability).values(childcare=drawn["childcare"]))
    for kind in (ResidenceDocument, SchemePeriod, Literacy):
        db.session.execute(delete(kind).where(kind.candidate_id == candidate_id))  # type: ignore[attr-defined]
    own = LanguageKnowledge.candidate_id == candidate_id, LanguageKnowledge.language != "de"
    db.session.execute(delete(LanguageKnowledge).where(*own))
    _add_papers_and_tongue(candidate_id, drawn, noted_by_id)


def _add_papers_and_tongue(candidate_id: int, drawn: dict[str, Any], noted_by_id: int) -> None:
    rows: dict[Any, dict[str, Any]] = {
        ResidenceDocument: {
            "status_key": drawn["document"],
            "entry": drawn["entry"],
            "valid_until": TODAY + timedelta(days=9),
            "noted_by_id": noted_by_id,
            "noted_at": NOW,
        },
        SchemePeriod: {
            "scheme": drawn["scheme"], "starts_on": date(2026, 1, 1), "recorded_at": NOW
        },
        Literacy: {"scripts": drawn["scripts"], "need": drawn["need"]},
        LanguageKnowledge: {
            "language": drawn["tongue"],
            "skill": LanguageSkill.SPEAKING,
            "level": LanguageLevel.C2,
        },
    }  # fmt: skip
    for kind, values in rows.items():
        db.session.execute(insert(kind).values(candidate_id=candidate_id, **values))


@pytest.fixture
def colleague_id(office: Office) -> int:
    return office.caseworker().id


@pytest.fixture
def position(office: Office) -> Position:
    return office.position(must=("woodworking",))


def test_swapping_all_of_it_changes_no_place_and_no_score(
    people: list[Candidate], position: Position, colleague_id: int, office: Office
) -> None:
    office.position(title="Koch", occupation_code="29302")
    before, theirs = our_ranking(position), positions_of_everybody(people)
    assert len(theirs[0]) == 2

    @settings(max_examples=25, deadline=None)
    @given(st.lists(SWAPPED, min_size=len(people), max_size=len(people)))
    def swap_everything(drawn: list[dict[str, Any]]) -> None:
        for person, values in zip(people, drawn, strict=True):
            _swap(person.id, values, colleague_id)
        assert our_ranking(position) == before
        assert positions_of_everybody(people) == theirs

    swap_everything()


@pytest.mark.parametrize("fact", CONTROLS)
def test_a_ranker_that_reads_one_of_them_is_caught(
    fact: str, people: list[Candidate], position: Position, colleague_id: int
) -> None:
    ranking = ranking_that_reads(CONTROLS[fact])
    before = ranking(position)

    def is_moved(drawn: list[dict[str, Any]]) -> bool:
        for person, values in zip(people, drawn, strict=True):
            _swap(person.id, values, colleague_id)
        return ranking(position) != before

    drawn = st.lists(SWAPPED, min_size=len(people), max_size=len(people))
    quick = settings(max_examples=25, phases=[Phase.generate], deadline=None, database=None)
    try:
        find(drawn, is_moved, settings=quick)
    except NoSuchExample:
        pytest.fail(f"A ranker that reads {fact} went unnoticed.")


def test_the_control_german_does_move_people(people: list[Candidate], position: Position) -> None:
    before = our_ranking(position)
    _teach(people[1].id)
    assert our_ranking(position) != before


@transactional
def _teach(candidate_id: int) -> None:
    db.session.execute(
        update(LanguageKnowledge)
        .where(LanguageKnowledge.candidate_id == candidate_id)
        .values(level=LanguageLevel.C1)
    )
