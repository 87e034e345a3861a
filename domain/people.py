"""What may be said of a person that is neither ranked nor shown to employers."""

from enum import StrEnum


class Sex(StrEnum):
    """As the person states it, for statistics only; who says nothing has none."""

    FEMALE = "female"
    MALE = "male"
    DIVERSE = "diverse"
