"""Fields as the macros write them: label, hint, error, and what was typed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict

from blueprints.components.forms import ExampleForm
from tests.inspection import inspect

FRAME = (
    '<!DOCTYPE html><html lang="de" dir="ltr"><head><title>Frage</title></head>'
    '<body><h1>Frage</h1>{%% import "components/kern.html" as kern %%}%s</body></html>'
)


def show(app: Flask, macro: str, *, check: bool = True, **typed: object) -> str:
    """Return the well-formed HTML of one macro, after the form was sent with ``typed``."""
    with app.test_request_context(method="POST", data=MultiDict(typed)):
        form = ExampleForm()
        if check:
            form.validate()
        html = render_template_string(FRAME % ("{{ kern." + macro + " }}"), form=form)
    inspect(html)
    return html


def attribute(html: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', html[html.index("<input") :])
    return found.group(1) if found else ""


def test_error_and_hint_are_tied_to_the_input(app: Flask) -> None:
    html = show(app, "text_input(form.full_name)")
    assert attribute(html, "aria-describedby") == "full_name-error full_name-hint"
    assert attribute(html, "aria-invalid") == "true"
    assert 'id="full_name-error"' in html
    assert "Dieses Feld wird gebraucht." in html


def test_field_without_fault_names_no_error(app: Flask) -> None:
    html = show(app, "text_input(form.full_name)", full_name="Amira Nasser")
    assert attribute(html, "aria-describedby") == "full_name-hint"
    assert attribute(html, "aria-invalid") == ""
    assert "kern-error" not in html


@pytest.mark.parametrize(
    "typed", ['"><script>x</script>', "\u202eمرحبا", "Þórr 🙂", "a" * 5000, "' or 1=1"]
)
def test_whatever_was_typed_comes_back_and_stays_text(app: Flask, typed: str) -> None:
    html = show(app, "text_input(form.full_name)", full_name=typed)
    assert "<script" not in html
    assert f'value="{typed}"' in html.replace("&#34;", '"').replace("&quot;", '"').replace(
        "&lt;", "<"
    ).replace("&gt;", ">").replace("&#39;", "'")


@pytest.mark.parametrize("kind", ["tel", "email", "code", "number", "postcode"])
def test_numbers_and_addresses_are_written_left_to_right(app: Flask, kind: str) -> None:
    assert attribute(show(app, f'text_input(form.phone, kind="{kind}")'), "dir") == "ltr"


def test_only_what_may_stay_empty_is_marked(app: Flask) -> None:
    assert "freiwillig" in show(app, "text_input(form.phone)")
    assert "freiwillig" not in show(app, "text_input(form.full_name)")


def test_list_without_an_empty_choice_is_not_called_optional(app: Flask) -> None:
    assert "freiwillig" not in show(app, "select(form.place)")


def test_each_choice_has_its_label_and_the_group_its_question(app: Flask) -> None:
    html = show(app, "radios(form.german)", german="B1")
    assert "Wie gut sprechen Sie Deutsch?</legend>" in html
    assert html.count('type="radio"') == html.count("<label") == 3
    assert len(re.findall(r'<input[^>]*checked[^>]*value="B1"', html)) == 1


def test_several_boxes_keep_their_ticks(app: Flask) -> None:
    html = show(app, "checkboxes(form.days)", days=["sat"])
    assert re.findall(r'value="(\w+)" checked', html) == ["sat"]


def test_selected_place_and_note_stay(app: Flask) -> None:
    assert '<option selected value="BUE">' in show(app, "select(form.place)", place="BUE")
    assert "Mit Kind & Hund" in show(app, "textarea(form.note)", note="Mit Kind & Hund").replace(
        "&amp;", "&"
    )


@pytest.mark.parametrize(
    "typed", [["27", "3", "1990"], ["٢٧", "٣", "١٩٩٠"], [" 27 ", "03", "1990"]]
)
def test_date_is_read_in_the_digits_of_every_script(app: Flask, typed: list[str]) -> None:
    with app.test_request_context(method="POST", data=MultiDict({"born": typed})):
        assert ExampleForm().born.data == date(1990, 3, 27)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["31", "2", "1990"], "Diesen Tag gibt es nicht."),
        (["1", "1", "99999999999"], "Diesen Tag gibt es nicht."),
        (["x", "", ""], "Tag, Monat und Jahr in Zahlen"),
        (["1"], "Tag, Monat und Jahr in Zahlen"),
        (["\x00", "x", "1"], "Tag, Monat und Jahr in Zahlen"),
    ],
)
def test_date_that_does_not_exist_gets_a_sentence_and_stays(
    app: Flask, typed: list[str], sentence: str
) -> None:
    html = show(app, "date_input(form.born)", born=typed)
    assert sentence in html
    assert "Dieses Feld wird gebraucht." not in html


def test_no_date_at_all_is_a_missing_one(app: Flask) -> None:
    html = show(app, "date_input(form.born)", born=["", "", ""])
    assert "Dieses Feld wird gebraucht." in html


def test_summary_of_errors_leads_to_every_field(app: Flask) -> None:
    html = show(
        app,
        "error_summary(form) }}{{ kern.text_input(form.full_name) }}"
        "{{ kern.date_input(form.born) }}{{ kern.radios(form.german)",
    )
    named = re.findall(r'href="#([^"]+)"', html)
    assert {"full_name", "born-day", "german-0"} <= set(named)
    assert all(f'id="{one}"' in html for one in ("full_name", "born-day", "german-0"))
