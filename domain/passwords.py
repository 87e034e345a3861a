"""What a password must be: long, and not one of those that everybody tries first."""

from __future__ import annotations

from domain.errors import RuleBroken

SHORTEST = 12
LONGEST = 256
"""Longer ones are refused before they are hashed, so that nobody keeps the server busy."""

_COMMONEST = (
    "password passwort passw0rd kennwort hallo qwertz qwerty qwertyuiop qwertzuiop asdfghjkl",
    "123456 1234567890 letmein welcome willkommen iloveyou ichliebedich admin administrator",
    "abc123 dragon monkey sunshine sommer winter fruehling frühling herbst football fussball",
    "fußball schalke borussia princess schatz master superman starwars changeme geheim",
    "sicherheit test arbeit arbeitsagentur arbeitsamt agentur jobcenter herford integration",
    "meetingpoint vermittlung trustno1 whatever computer internet deutschland germany berlin",
    "hamburg default secret login zaq12wsx 1q2w3e4r 1qaz2wsx q1w2e3r4t5y6",
    "correcthorsebatterystaple",
)
_WORDS = tuple(word for line in _COMMONEST for word in line.split())
_DECORATION = "0123456789!?.,;:#+*$%&/()=@<>|"


class PasswordRefused(RuleBroken):
    """The password is too short, too long, or easy to guess."""


def check_password_rules(password: str, *, email: str = "") -> None:
    """Return if the password may be used, else raise PasswordRefused.

    A well-known word counts as known also when it is repeated, or decorated with digits and
    signs at its ends: ``Passwort2026!``, ``herfordherford``.

    >>> check_password_rules("drei kleine Brote", email="a@example.org")
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordRefused(shortest=SHORTEST, longest=LONGEST)
    if len(set(password)) < 4 or password.casefold() == email.casefold():
        raise PasswordRefused(easy_to_guess=True)
    if _is_well_known(password.lower()):
        raise PasswordRefused(easy_to_guess=True)


def _is_well_known(lower: str) -> bool:
    plain = lower.replace("-", "").replace("_", "").replace(" ", "")
    forms = (plain, plain.strip(_DECORATION))
    return any(_is_only(form, word) for form in forms for word in _WORDS)


def _is_only(text: str, word: str) -> bool:
    """Return whether the text is the word, once or several times over, the last cut short."""
    repeated = word * (len(text) // len(word) + 1)
    return len(text) >= len(word) and repeated.startswith(text)
