"""Registering for a fair on a phone, one question a page."""

from blueprints.sign_up import questions

__all__ = ["questions"]
