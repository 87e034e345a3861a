"""School, training and studies, as a German file records them."""

from __future__ import annotations

from enum import StrEnum

LOWEST_LEVEL, HIGHEST_LEVEL = 1, 8
"""Levels of the German qualifications framework (DQR)."""


class EducationKind(StrEnum):
    """What kind of learning it was."""

    SCHOOL = "school"
    TRAINING = "training"
    STUDIES = "studies"
    COURSE = "course"


class SchoolCertificate(StrEnum):
    """Which German certificate the person's own one is said to be like."""

    NONE = "none"
    LOWER = "esa"
    """Erster Schulabschluss."""
    MIDDLE = "msa"
    """Mittlerer Schulabschluss."""
    APPLIED_ENTRANCE = "fhr"
    """Fachhochschulreife."""
    GENERAL_ENTRANCE = "ahr"
    """Allgemeine Hochschulreife."""


def requirement_level_of(dqr: int) -> int:
    """Return which requirement level of the KldB 2010 a finished training of the DQR reaches.

    Levels 3 and 4 are trainings for skilled workers, 5 and 6 technicians, masters of a trade and
    bachelors, 7 and 8 longer studies.

    >>> [requirement_level_of(level) for level in range(1, 9)]
    [1, 1, 2, 2, 3, 3, 4, 4]
    """
    return (dqr + 1) // 2
