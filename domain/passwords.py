"""What a password must be: long; nothing else makes it better."""

from __future__ import annotations

from domain.errors import RuleBroken

SHORTEST = 12
LONGEST = 256
"""Longer ones are refused before they are hashed, so that nobody keeps the server busy."""


class PasswordRefused(RuleBroken):
    """The password is too short, too long, or easy to guess from the account itself."""


def check_password_rules(password: str, *, email: str = "") -> None:
    """Return if the password may be used, else raise PasswordRefused.

    >>> check_password_rules("drei kleine Brote", email="a@example.org")
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordRefused(shortest=SHORTEST, longest=LONGEST)
    if len(set(password)) < 4 or password.casefold() == email.casefold():
        raise PasswordRefused(easy_to_guess=True)
