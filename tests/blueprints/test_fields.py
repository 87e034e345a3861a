from collections.abc import Iterator

import pytest
from flask import Flask
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectChoice

from blueprints.fields import (
    EmailLine,
    PhoneLine,
    PostcodeLine,
    TextBlock,
    TextLine,
    WholeNumber,
    needed,
    printable,
)


class Desk(FlaskForm):
    name = TextLine("Name", [needed], longest=20)
    about = TextBlock("Über", longest=50)
    email = EmailLine("E-Mail")
    phone = PhoneLine("Telefon")
    postcode = PostcodeLine("PLZ")
    places = WholeNumber("Plätze", [needed], least=1, most=99)
    kind = RadioField("Art", [needed], choices=[SelectChoice("job", "Arbeit")])


GOOD = {"name": "Möbelwerk", "places": "2", "kind": "job"}


@pytest.fixture
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context("/", method="POST", headers={"Accept-Language": "de"}):
        yield


def filled(**typed: str) -> Desk:
    form = Desk(formdata=MultiDict(GOOD | typed))
    form.validate()
    return form


pytestmark = [pytest.mark.sqlite_only, pytest.mark.usefixtures("request_context")]


def test_a_form_with_everything_is_taken() -> None:
    assert filled().errors == {}


@pytest.mark.parametrize(
    ("field", "typed"), [("name", " \u202e\x00 "), ("kind", ""), ("places", "")]
)
def test_spaces_and_control_signs_do_not_fill_a_field(field: str, typed: str) -> None:
    assert filled(**{field: typed}).errors[field] == ["Dieses Feld wird gebraucht."]


def test_direction_overrides_and_nul_never_reach_the_record() -> None:
    assert filled(name="Bäcker\x00\u202eei\r\nHerford").name.data == "Bäckerei Herford"


def test_persian_keeps_the_sign_it_is_written_with() -> None:
    assert printable("می\u200cخواهم") == "می\u200cخواهم"


def test_a_long_text_keeps_its_lines_and_has_an_end() -> None:
    assert filled(about="Türen\r\nKüchen").about.data == "Türen\nKüchen"
    assert "about" in filled(about="x" * 51).errors


@pytest.mark.parametrize("typed", ["0170 1234567", "٠١٧٠ ١٢٣٤٥٦٧", "+49 170/1234567"])
def test_a_telephone_number_is_taken_as_people_write_it(typed: str) -> None:
    assert filled(phone=typed).phone.data == "+491701234567"


def test_a_stored_number_stands_in_the_field_as_it_is_dialled() -> None:
    form = Desk(formdata=None, phone="+495221123456")
    assert form.phone._value() == "05221 123456"
    assert filled(phone=form.phone._value()).phone.data == "+495221123456"


@pytest.mark.parametrize("typed", ["12", "kein Telefon", "😀", "9" * 1000])
def test_what_cannot_be_dialled_is_refused_and_stays(typed: str) -> None:
    form = filled(phone=typed)
    assert "phone" in form.errors
    assert form.phone._value() == typed


@pytest.mark.parametrize("typed", ["٣٢٠٤٩", "32049", " 320 49 "])
def test_a_postcode_in_any_digits_is_taken(typed: str) -> None:
    assert filled(postcode=typed).postcode.data == "32049"


@pytest.mark.parametrize("typed", ["3204", "320499", "ABCDE", "3204X"])
def test_a_postcode_of_another_length_is_refused(typed: str) -> None:
    assert filled(postcode=typed).errors["postcode"]


@pytest.mark.parametrize("typed", ["0", "100", "-1", "zwei", "1e3", "9" * 5000, "1.5"])
def test_a_number_outside_its_bounds_is_refused_in_words_and_stays(typed: str) -> None:
    form = filled(places=typed)
    assert form.errors["places"] == ["Geben Sie eine Zahl von 1 bis 99 ein."]
    assert form.places._value() == typed


def test_arabic_digits_count() -> None:
    assert filled(places="١٢").places.data == 12


@pytest.mark.parametrize("typed", ["a@b", "kein", "a" * 300 + "@example.org", "@", "a b@c.de"])
def test_an_incomplete_address_is_refused_and_stays(typed: str) -> None:
    form = filled(email=typed)
    assert form.errors["email"]
    assert form.email._value() == typed


def test_an_address_is_folded() -> None:
    assert filled(email=" Chef@Example.ORG ").email.data == "chef@example.org"


def test_nothing_typed_is_no_address_and_no_number() -> None:
    form = filled(email="", phone="", postcode="")
    assert (form.email.data, form.phone.data, form.postcode.data) == (None, None, "")
