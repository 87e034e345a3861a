"""Deleting people, the proof of it, and how long records are kept."""
