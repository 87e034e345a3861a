"""The table of all routes, as docs/permissions.md holds it.

``python -m tests.architecture.routes`` writes it anew; the change is then seen in the diff.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from werkzeug.routing import Rule

from blueprints.guard import permission_of
from domain.access import GRANTS, Permission

FILE = Path(__file__).parent.parent.parent / "docs" / "permissions.md"
HEAD = """# Who may open what

Every route with the permission its view names, and the roles that carry it. A view that names none
refuses everybody. Written by `python -m tests.architecture.routes`; a test compares it with the
application and drives every route as every role.

| Path | Methods | Permission | Roles |
|---|---|---|---|
"""


def rules(app: Flask) -> list[Rule]:
    """Return all routes but the static files, by path."""
    found = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    return sorted(found, key=lambda rule: (rule.rule, rule.endpoint))


def methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) & {"GET", "POST"})


def table(app: Flask) -> str:
    return HEAD + "".join(_line(app, rule) for rule in rules(app))


def _line(app: Flask, rule: Rule) -> str:
    permission = permission_of(rule.endpoint, app) or "nobody"
    verbs = ", ".join(methods(rule))
    return f"| `{rule.rule}` | {verbs} | {permission} | {_roles(permission)} |\n"


def _roles(permission: str) -> str:
    if permission == "public":
        return "everybody"
    if permission not in set(Permission):
        return "–"
    granted = [role.value for role, grants in GRANTS.items() if Permission(permission) in grants]
    return ", ".join(granted)


if __name__ == "__main__":
    from app import create_app

    FILE.write_text(table(create_app()), encoding="utf-8")
