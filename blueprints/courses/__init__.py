"""Courses and measures, as the caseworkers keep them."""
