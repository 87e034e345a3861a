"""Caseworkers' cases: support scheme and handover."""
