"""The administrator makes accounts."""
