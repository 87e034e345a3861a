"""What the catalogue says of an occupation: skills, regulation, way in."""

import pytest

from matching.catalogue import Catalogue, load_catalogue
from matching.catalogue.profiles import Profile


@pytest.fixture
def catalogue() -> Catalogue:
    return load_catalogue()


def test_two_occupations_of_one_type_share_its_skills(catalogue: Catalogue) -> None:
    skills = catalogue.skills_of("29222")  # bakers and confectioners
    assert {"baking-bread", "cake-decorating"} <= skills
    assert "welding-mag" not in skills


def test_a_type_nobody_described_takes_the_skills_of_its_subgroup(catalogue: Catalogue) -> None:
    assert not catalogue.profiles_of("11103")
    assert catalogue.core_skills_of("11102") <= catalogue.skills_of("11103")
    assert catalogue.skills_of("01104") == frozenset()
    assert catalogue.skills_of("nonsense") == frozenset()


@pytest.mark.parametrize(
    ("code", "licence"),
    [
        ("81302", True),  # nurses
        ("81404", True),  # doctors
        ("53111", True),  # guards
        ("29222", False),  # bakers: only an own bakery needs the entry in the register
        ("31104", False),  # civil engineers: only the name is protected
        ("54101", False),  # cleaners
        ("53342", None),  # nobody recorded it
        ("01104", None),  # not described
    ],
)
def test_it_says_whether_the_work_needs_a_licence(
    catalogue: Catalogue, code: str, licence: bool | None
) -> None:
    assert catalogue.needs_licence(code) is licence


def test_one_of_two_regulated_occupations_makes_the_type_regulated() -> None:
    def profile(regulated: str) -> Profile:
        return Profile("a", "2211", "studies", regulated, None, (), (), ())

    assert [profile(one).needs_licence for one in ("work", "firm", "title", "no", "unknown")] == [
        True, False, False, False, None,
    ]  # fmt: skip


def test_it_says_the_usual_way_in(catalogue: Catalogue) -> None:
    assert catalogue.way_in("54101") == "helper"
    assert catalogue.way_in("22342") == "apprenticeship"
    assert catalogue.way_in("81404") == "studies"
    assert catalogue.way_in("01104") is None
