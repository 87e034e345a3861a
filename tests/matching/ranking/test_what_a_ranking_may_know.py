"""The ranking knows what its types name, and nothing else of a person."""

import dataclasses

from matching.features import CandidateFeatures, PositionFeatures, Work


def field_names(of: type) -> set[str]:
    return {field.name for field in dataclasses.fields(of)}


def test_the_fields_of_a_person_are_an_allow_list() -> None:
    assert field_names(CandidateFeatures) == {
        "key", "work", "level", "skills", "german", "place", "radius_km", "recognitions",
        "licences", "hours", "weekly_hours", "shifts", "kinds", "wished",
    }  # fmt: skip
    assert field_names(Work) == {"code", "typed", "years", "ago", "check"}


def test_the_fields_of_a_position_are_an_allow_list() -> None:
    assert field_names(PositionFeatures) == {
        "key", "code", "typed", "level", "skills", "german", "place", "is_regulated", "licences",
        "hours", "weekly_hours", "shifts", "kind",
    }  # fmt: skip


def test_nothing_else_can_be_hung_on_a_person() -> None:
    assert not hasattr(CandidateFeatures(key="a"), "__dict__")
    assert not hasattr(Work(code="29222"), "__dict__")
