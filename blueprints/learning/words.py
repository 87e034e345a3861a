"""What was learned in German sentences."""

from __future__ import annotations

from blueprints.acceptance_words import of_ten_between
from blueprints.fairness.words import TRAITS, decimal, group_name

REFUSALS = {
    "too_few": "Zu wenige Listen mit Annahmen und Ablehnungen, um zu vergleichen.",
    "not_better": "Auf zurückgehaltenen Entscheidungen nicht sicher so gut wie die Fassung davor.",
    "group": "Eine Gruppe stünde schlechter da als mit der Fassung davor.",
    "same": "Gelernt wurde nichts, was eine Reihenfolge ändert.",
}
RECIPES = {
    "held": "stark an die veröffentlichten Gewichte gebunden",
    "freer": "weniger stark gebunden; in der Kreuzprüfung besser",
    "free": "kaum gebunden; in der Kreuzprüfung noch besser",
}

__all__ = ["RECIPES", "REFUSALS", "TRAITS", "decimal", "group_name", "of_ten_between"]
