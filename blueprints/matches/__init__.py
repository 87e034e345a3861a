"""Ranked people for a position and positions for a person; shortlist and proposal."""
