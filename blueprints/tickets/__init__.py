"""The ticket behind a personal code."""

from blueprints.tickets import offers, papers

__all__ = ["offers", "papers"]
