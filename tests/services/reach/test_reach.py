"""Staff are told how many people a position reaches; a firm is told tens and nothing small."""

from __future__ import annotations

from domain.access import Role
from domain.clock import office_day
from domain.languages import LanguageLevel, LanguageSkill
from models import Position, db
from services.reach import ReachTold, count_position
from tests.factories import Office
from tests.factories.office import NOW
from tests.statements import BUDGET, counted_statements

TODAY = office_day(NOW)
ONLY_WRITING = {f"german_{skill}": LanguageLevel.NONE for skill in LanguageSkill} | {
    "german_writing": LanguageLevel.B2
}


def told(office: Office, role: Role, position: Position) -> ReachTold:
    actor = office.account(role).actor
    return count_position(position=position, actor=actor, today=TODAY)


def asks_for_writing(office: Office) -> Position:
    return office.position(
        requirement_level=1,
        occupation_code=None,
        german_level=LanguageLevel.B2,
        **ONLY_WRITING,
    )


def test_a_firm_learns_tens_and_nothing_about_few_while_staff_learn_the_number(
    office: Office,
) -> None:
    for _ in range(9):
        office.candidate(german_level=LanguageLevel.B2)
    for _ in range(14):
        office.candidate(german_level=LanguageLevel.A1)
    office.candidate(german_level=LanguageLevel.C1, agreed=False)
    position = asks_for_writing(office)
    staff = told(office, Role.OFFICER, position)
    assert (staff.meet, staff.without, staff.is_rounded) == (9, 23, False)
    firm = told(office, Role.EMPLOYER, position)
    assert (firm.meet, firm.without, firm.is_hidden) == (0, 20, True)
    office.candidate(german_level=LanguageLevel.B2)
    assert told(office, Role.EMPLOYER, position).meet == 10


def test_one_person_more_or_less_does_not_show_in_what_a_firm_is_told(office: Office) -> None:
    for _ in range(12):
        office.candidate(german_level=LanguageLevel.B2)
    position = asks_for_writing(office)
    before = told(office, Role.EMPLOYER, position)
    office.candidate(german_level=LanguageLevel.B2)
    office.candidate(german_level=LanguageLevel.A1)
    assert told(office, Role.EMPLOYER, position) == before


def test_counting_asks_the_database_the_same_few_times_however_many_there_are(
    office: Office,
) -> None:
    position, counts = asks_for_writing(office), []
    actor = office.officer().actor
    for people in (3, 30):
        for _ in range(people):
            office.candidate(german_level=LanguageLevel.B1)
        db.session.expire_all()
        with counted_statements() as statements:
            count_position(position=position, actor=actor, today=TODAY)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= BUDGET // 2
