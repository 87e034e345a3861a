"""The ticket behind a personal code."""
