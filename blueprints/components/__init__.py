"""A page that shows every component; in development only."""

from blueprints.components.views import components

__all__ = ["components"]
