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
