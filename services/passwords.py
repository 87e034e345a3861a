"""Passwords: only their argon2id hash is ever stored."""

from __future__ import annotations

import functools

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.passwords import LONGEST, check_password_rules

__all__ = ["check_password_rules", "hash_password", "is_password", "needs_new_hash"]

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Return what the database keeps of a password (argon2id, own salt)."""
    return _hasher.hash(password)


def is_password(password_hash: str | None, typed: str) -> bool:
    """Return whether the typed password is the one; an account without one takes as long."""
    known = password_hash or _hash_of_nobody()
    try:
        right = _hasher.verify(known, typed[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return right and password_hash is not None


def needs_new_hash(password_hash: str) -> bool:
    """Return whether the hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(password_hash)


@functools.cache
def _hash_of_nobody() -> str:
    return _hasher.hash("nobody's password; only there to be compared")
