"""The navigation says where one is, once."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.routing import BuildError

from blueprints import shell
from blueprints.shell import is_here
from domain.access import Role
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

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


ACCOUNTS = [role for role in Role if role not in {Role.PUBLIC, Role.CANDIDATE}]


@pytest.mark.parametrize("role", ACCOUNTS)
def test_every_link_of_a_role_opens_for_it_and_is_the_current_one_there(
    app: Flask, client: InspectingClient, office: Office, role: Role
) -> None:
    sign_in_as(client, office.account(role))
    with app.test_request_context():
        links = [link["url"] for link in shell.links_of(role)]
    assert links
    for url in links:
        assert f'href="{url}" aria-current="page"' in client.page(str(url))


def test_a_link_that_leads_nowhere_stops_every_page_instead_of_going_missing(
    client: InspectingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.page("/privacy")
    monkeypatch.setattr(shell, "_legal", lambda: [("Impressum", "public.imprnit")])
    with pytest.raises(BuildError, match="imprnit"):
        client.get("/privacy")
