"""Everybody and everything a story about the fair needs, made in one line."""

from tests.factories.office import Office, sign_in_as

__all__ = ["Office", "sign_in_as"]
