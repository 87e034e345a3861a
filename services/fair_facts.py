"""What every letter about a fair says about it."""

from __future__ import annotations

from models import Fair, FairGroup


def letter_facts(fair: Fair, group: FairGroup | None = None) -> dict[str, object]:
    """Return what every letter about a fair says about it; with a group, at its own time."""
    times = group or fair
    return {
        "fair": fair.title,
        "slug": fair.slug,
        "starts_at": times.starts_at.isoformat(),
        "ends_at": times.ends_at.isoformat(),
        "venue": fair.venue,
        "street": fair.street,
        "postcode": fair.postcode,
        "place": fair.place,
    }
