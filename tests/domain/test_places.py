"""The places the office knows."""

from domain.places import coordinates, municipalities, place_name


def test_every_municipality_of_the_district_is_known_and_comes_first() -> None:
    assert municipalities()[:9] == [
        "Bünde",
        "Enger",
        "Herford",
        "Hiddenhausen",
        "Kirchlengern",
        "Löhne",
        "Rödinghausen",
        "Spenge",
        "Vlotho",
    ]
    assert "Bielefeld" in municipalities()[9:]


def test_a_postcode_has_the_name_and_the_place_on_the_map_of_its_municipality() -> None:
    assert place_name("32584") == "Löhne"
    assert coordinates("32584") == (52.189, 8.692)


def test_an_unknown_or_missing_postcode_has_neither() -> None:
    for postcode in ("99999", "", None, "3258"):
        assert place_name(postcode) is None
        assert coordinates(postcode) is None
