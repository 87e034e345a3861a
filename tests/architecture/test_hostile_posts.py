"""5,000 generated posts against every form: a sentence or a refusal each time, never a 500."""

from __future__ import annotations

import zlib
from random import Random

import pytest
from flask import Flask
from werkzeug.routing import Rule

from blueprints.guard import permission_of
from domain.access import Role
from tests.architecture.hostile import (
    choices_of,
    fields_of,
    file_fields_of,
    hostile_post,
    with_files,
)
from tests.architecture.routes import methods, rules
from tests.architecture.test_permissions import is_granted, path_of
from tests.architecture.world import World
from tests.factories import Office, sign_in_as

pytestmark = [pytest.mark.page, pytest.mark.long]

_ENDS_ALL = {"firms.leave"}
"""Who sends these comes in no more: they are the last."""
POSTS = 2_500
"""At least so many over all roles on each of the two databases; each form gets the same share."""


def forms_of(app: Flask, role: Role) -> list[Rule]:
    """Return the forms only this role fills; what everybody may send is the public's."""
    own = [rule for rule in rules(app) if "POST" in methods(rule) and _is_its(app, rule, role)]
    return sorted(own, key=lambda rule: rule.endpoint in _ENDS_ALL)


def _is_its(app: Flask, rule: Rule, role: Role) -> bool:
    if permission_of(rule.endpoint, app) == "public":
        return role is Role.PUBLIC
    return is_granted(app, rule, role)


def posts_per_form(app: Flask) -> int:
    forms = sum(len(forms_of(app, role)) for role in Role)
    return -(-POSTS // forms)


class Visitor:
    """Somebody who sends forms and signs in again where a form has signed them out."""

    def __init__(self, app: Flask, world: World, role: Role) -> None:
        self.browser = app.test_client()
        self.who = world.people.get(role)

    def fields(self, path: str) -> tuple[list[str], list[str], set[str]]:
        self._sign_in()
        page = self.browser.get(path).get_data(as_text=True)
        return fields_of(page), choices_of(page), file_fields_of(page)

    def post(self, path: str, typed: dict[str, list[object]]) -> int:
        answer = self.browser.post(path, data=typed)
        if self.who is not None and "/sign-in" in answer.headers.get("Location", ""):
            self._sign_in()
        return answer.status_code

    def _sign_in(self) -> None:
        if self.who is not None:
            sign_in_as(self.browser, self.who)


@pytest.mark.parametrize("role", list(Role))
def test_no_post_breaks_a_form(role: Role, app: Flask, office: Office) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False  # a broken view answers 500, as for people
    world, visitor = World(office), None
    for rule in forms_of(app, role):
        own = world.own(role)
        assert set(rule.arguments) <= set(own), f"the world has no {rule.arguments}"
        path = path_of(rule, own)
        draw = Random(zlib.crc32(f"{role} {rule.rule}".encode()))
        visitor = visitor or Visitor(app, world, role)
        fields, choices, files = visitor.fields(path)
        for _ in range(posts_per_form(app)):
            typed = with_files(draw, hostile_post(draw, fields, choices), files)
            status = visitor.post(path, typed)
            assert status < 500, f"{path} with {_short(typed)}: {status}"


def _short(typed: dict[str, list[object]]) -> str:
    return str({name: [str(value)[:60] for value in values] for name, values in typed.items()})
