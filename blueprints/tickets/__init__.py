"""The ticket behind a personal code."""

from blueprints.tickets import family, later, offers, papers

__all__ = ["family", "later", "offers", "papers"]
