"""Check-in at the door."""

from blueprints.door import scans

__all__ = ["scans"]
