"""Residence documents that run out, and how early the authorities need to know."""
