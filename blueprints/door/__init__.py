"""Check-in at the door, people without a registration, what is printed for the day."""

from blueprints.door import absences, prints, scans, walk_ins

__all__ = ["absences", "prints", "scans", "walk_ins"]
