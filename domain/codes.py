"""Codes that people read aloud, type and scan."""

from __future__ import annotations

import secrets
import unicodedata

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty signs; none looks or sounds like another in print (no 0 O 1 I L U)."""

PERSONAL_CODE_LENGTH = 9
"""Nine of thirty signs carry 44 random bits (the issue asks for at least 40)."""


def new_personal_code() -> str:
    """Return a fresh personal code, without separators."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PERSONAL_CODE_LENGTH))


def new_sign_in_code() -> str:
    """Return six digits, for a letter that lives ten minutes."""
    return f"{secrets.randbelow(1_000_000):06d}"


def spaced(code: str) -> str:
    """Return the code in groups of three, as it is printed: ``K7M-4PQ-9XT``."""
    return "-".join(code[i : i + 3] for i in range(0, len(code), 3))


def normalise_code(typed: str) -> str:
    """Return what somebody typed as a code: capitals, western digits, no separators.

    >>> normalise_code(" k7m-4pq 9xt ")
    'K7M4PQ9XT'
    >>> normalise_code("٣٤٥")
    '345'
    """
    plain = unicodedata.normalize("NFKC", typed[:64])
    signs = (western_digit(sign) for sign in plain.upper())
    return "".join(sign for sign in signs if sign.isascii() and sign.isalnum())


def western_digit(sign: str) -> str:
    """Return a digit of any script as 0-9, every other sign unchanged."""
    value = unicodedata.digit(sign, None)
    return sign if value is None else str(value)


def western_digits(text: str) -> str:
    """Return the text with the digits of every script as 0-9."""
    return "".join(western_digit(sign) for sign in text)
