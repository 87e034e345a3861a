"""The eight-digit number of an establishment (Betriebsnummer, § 18i SGB IV) and its check digit.

The first seven digits are weighted 1, 2, 1, 2, 1, 2, 1; the digits of all products are added up;
the last digit of that sum is the check digit, or five more than it (modulo 10).
Source: procedure 10_009, pruefziffernberechnung.de/B/Betriebsnummer.shtml, and its
implementation in CPAN Algorithm::CheckDigits (M10_009), both read on 22 November 2026.
"""

from __future__ import annotations

from domain.codes import western_digits

LENGTH = 8
_WEIGHTS = (1, 2, 1, 2, 1, 2, 1)


def check_digits(first_seven: str) -> tuple[str, str]:
    """Return the two digits that may stand at the end of a number.

    >>> check_digits("0991234")
    ('2', '7')
    """
    products = (int(digit) * weight for digit, weight in zip(first_seven, _WEIGHTS, strict=True))
    total = sum(product // 10 + product % 10 for product in products)
    return str(total % 10), str((total + 5) % 10)


def is_establishment_number(number: str) -> bool:
    """Return whether the number can be one: eight digits whose last one fits the others.

    The first three digits are the district of the employment office: 010 to 099, or 110 and more.

    >>> is_establishment_number("09912342")
    True
    >>> is_establishment_number("09912343")
    False
    """
    if len(number) != LENGTH or not (number.isascii() and number.isdigit()):
        return False
    district = int(number[:3])
    return (10 <= district <= 99 or district >= 110) and number[-1] in check_digits(number[:-1])


def plain_number(typed: str) -> str:
    """Return what was typed in western digits, without spaces, dots and hyphens."""
    return "".join(sign for sign in western_digits(typed) if sign not in " .-–/\u00a0")
