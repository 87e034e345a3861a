"""The control of the inspection: a page with a fault never passes, whatever passed before it."""

import pytest

from tests.inspection import inspect

PAGE = """<!DOCTYPE html>
<html lang="de" dir="ltr">
<head><meta charset="utf-8"><title>Stände – Kontaktbörse</title><script src="/x.js"></script></head>
<body><main><h1>Stände</h1>
<form><p id="hint">Ort</p><label for="place">Ort</label>
<input id="place" name="place" aria-describedby="hint"></form>
<ul><li>Eins</li></ul></main></body>
</html>
"""


def test_a_faultless_page_passes_each_time() -> None:
    inspect(PAGE)
    inspect(PAGE)


@pytest.mark.parametrize(
    ("right", "broken", "complaint"),
    [
        ("<!DOCTYPE html>", "", "no doctype"),
        ("</li></ul>", "</ul></li>", "broken HTML"),
        ("<ul><li>Eins</li></ul>", "<ul><li>Eins</li>", "broken HTML"),
        ("<p id=", '<p class="a" class="b" id=', "broken HTML"),
        ("<li>Eins", "<li>Eins &nix;", "broken HTML"),
        ("<ul>", "<table><p>Eins</p></table><ul>", "broken HTML"),
        ("</form>", '</form><img src="/x.png"', "broken HTML"),
        (' lang="de"', "", "no lang"),
        ('dir="ltr"', 'dir="links"', "no dir"),
        ("<h1>Stände</h1>", "<h2>Stände</h2>", "0 h1"),
        ("<ul>", "<h1>Stände</h1><ul>", "2 h1"),
        ("<h1>Stände", "<h1>Firmen", "does not name"),
        ("<ul>", '<ul id="hint">', "ids used twice"),
        ('aria-describedby="hint"', 'aria-describedby="hint note"', "names nothing: {'note'}"),
        ('for="place"', 'for="name"', "no label for input 'place'"),
        ("<ul>", "<style>p {}</style><ul>", "broken HTML|inline style sheet"),
        ("<ul>", '<ul style="margin: 0">', "inline style on"),
        ("<ul>", '<ul onclick="go()">', "inline script"),
        ("<ul>", "<script>go()</script><ul>", "inline script"),
    ],
)
def test_a_page_with_a_fault_fails_each_time(right: str, broken: str, complaint: str) -> None:
    inspect(PAGE)
    for _ in range(2):
        with pytest.raises(AssertionError, match=complaint):
            inspect(PAGE.replace(right, broken, 1))
