"""Positions from files: sent, looked at, taken over, taken back."""
