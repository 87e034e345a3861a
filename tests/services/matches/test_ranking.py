"""The ranking sees occupation, years, skills, German and place; swapping all else moves nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from domain.access import Actor, Role
from domain.languages import LanguageLevel
from domain.residence import EmploymentEntry, documents_by_group
from domain.support_scheme import Scheme
from models import Candidate, ResidenceDocument, SchemePeriod, db, transactional
from services.ranking import Match, rank_people, rank_positions
from tests.factories import Office

NOW = datetime.now(UTC)
OFFICER = Actor(role=Role.OFFICER, account_id=1)


def places(matches: list[Match]) -> list[tuple[int, float]]:
    return [(one.id, round(one.ranked.score, 9)) for one in matches]


def three_joiners_and_a_cook(office: Office) -> list[Candidate]:
    return [
        office.candidate(work=(("Tischler", "22342", 8),), german_level=LanguageLevel.B2),
        office.candidate(work=(("Tischler", "22342", 2),), german_level=LanguageLevel.A1),
        office.candidate(work=(("Tischler", "22342", 2),), german_level=LanguageLevel.A1),
        office.candidate(work=(("Köchin", "29302", 9),), german_level=LanguageLevel.B2),
    ]


def test_the_joiner_with_most_practice_and_german_comes_first_and_the_cook_last(
    app: Flask, office: Office
) -> None:
    best, *_, cook = three_joiners_and_a_cook(office)
    ranked = rank_people(position=office.position(), actor=OFFICER, seed="s")
    assert [ranked[0].id, ranked[-1].id] == [best.id, cook.id]
    assert [one.rank for one in ranked] == [1, 2, 3, 4]


def test_people_who_did_not_agree_are_on_no_list(app: Flask, office: Office) -> None:
    office.candidate(agreed=False, work=(("Tischler", "22342", 8),))
    agreed = office.candidate(work=(("Tischler", "22342", 1),))
    ranked = rank_people(position=office.position(), actor=OFFICER, seed="s")
    assert [one.id for one in ranked] == [agreed.id]


def test_the_parts_of_each_score_sum_to_the_score(app: Flask, office: Office) -> None:
    three_joiners_and_a_cook(office)
    for one in rank_people(position=office.position(), actor=OFFICER, seed="s"):
        points = sum(part.points for part in one.ranked.parts)
        assert points == pytest.approx(one.ranked.score, abs=1e-9)


def test_positions_for_a_person_are_released_ones_of_verified_firms(
    app: Flask, office: Office
) -> None:
    person = office.candidate(work=(("Tischler", "22342", 8),))
    released = office.position()
    office.position(state="submitted")
    office.position(employer=office.employer(state="pending"))
    caseworker = Actor(role=Role.CASEWORKER, account_id=1)
    assert [one.id for one in rank_positions(candidate=person, actor=caseworker, seed="s")] == [
        released.id
    ]


TRAITS = st.fixed_dictionaries(
    {
        "given_name": st.sampled_from(["Anna", "أحمد", "Олена", "ሰላም", "X"]),
        "family_name": st.sampled_from(["", "Haddad", "Zymanski", "نجار"]),
        "own_script_name": st.sampled_from([None, "أمل حداد"]),
        "sex": st.sampled_from([None, "female", "male", "diverse"]),
        "birth_year": st.sampled_from([None, 1958, 1990, 2008]),
        "language": st.sampled_from(["de", "en", "ar"]),
        "email": st.sampled_from([None, "a@example.org"]),
        "phone": st.sampled_from([None, "+4917604069000"]),
    }
)
PAPERS = st.tuples(
    st.sampled_from([one.key for group in documents_by_group().values() for one in group]),
    st.sampled_from(EmploymentEntry),
    st.sampled_from(Scheme),
)


def test_swapping_name_sex_age_language_document_and_scheme_changes_no_place(
    app: Flask, office: Office
) -> None:
    people = three_joiners_and_a_cook(office)
    position = office.position()
    before = places(rank_people(position=position, actor=OFFICER, seed="s"))
    colleague = office.caseworker()

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(TRAITS, PAPERS), min_size=len(people), max_size=len(people)))
    def swap_everything(drawn: list[tuple[dict[str, Any], tuple[Any, ...]]]) -> None:
        for person, (traits, papers) in zip(people, drawn, strict=True):
            _rewrite(person.id, traits, papers, colleague.id)
        assert places(rank_people(position=position, actor=OFFICER, seed="s")) == before

    swap_everything()


def test_the_control_german_does_move_people(app: Flask, office: Office) -> None:
    people = three_joiners_and_a_cook(office)
    position = office.position(german_level=LanguageLevel.B1)
    before = places(rank_people(position=position, actor=OFFICER, seed="s"))
    _rewrite(people[1].id, {"german_level": LanguageLevel.C1}, None, None)
    assert places(rank_people(position=position, actor=OFFICER, seed="s")) != before


@transactional
def _rewrite(
    candidate_id: int,
    traits: dict[str, Any],
    papers: tuple[Any, ...] | None,
    noted_by_id: int | None,
) -> None:
    db.session.execute(update(Candidate).where(Candidate.id == candidate_id).values(**traits))
    if papers is None:
        return
    for kind in (ResidenceDocument, SchemePeriod):
        db.session.query(kind).filter_by(candidate_id=candidate_id).delete()
    document, entry, scheme = papers
    db.session.add_all(
        [
            ResidenceDocument(
                candidate_id=candidate_id,
                status_key=document,
                entry=entry,
                valid_until=date.today() + timedelta(days=9),  # noqa: DTZ011 - any day will do
                noted_by_id=noted_by_id,
                noted_at=NOW,
            ),
            SchemePeriod(
                candidate_id=candidate_id,
                scheme=scheme,
                starts_on=date(2026, 1, 1),
                recorded_at=NOW,
            ),
        ]
    )
