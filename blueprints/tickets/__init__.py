"""The ticket behind a personal code."""

from blueprints.tickets import papers

__all__ = ["papers"]
