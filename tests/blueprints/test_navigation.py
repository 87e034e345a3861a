"""The navigation says where one is, once."""

from __future__ import annotations

import pytest
from flask import Flask

from blueprints.shell import is_here

LINKS = ["/desk", "/desk/candidates/", "/office/positions", "/firms", "/firm"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/desk", ["/desk"]),
        ("/desk/candidates/5/work", ["/desk/candidates/"]),
        ("/desk/matches/positions/3", []),
        ("/office/positions/3", ["/office/positions"]),
        ("/firms/2", ["/firms"]),
        ("/firm/edit", ["/firm"]),
        ("/firmament", []),
    ],
)
def test_one_link_at_most_is_the_current_one(path: str, expected: list[str]) -> None:
    with Flask(__name__).test_request_context(path):
        assert [url for url in LINKS if is_here(url, LINKS)] == expected
