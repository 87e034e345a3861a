"""What every letter about a fair says about it."""

from __future__ import annotations

from models import Fair


def letter_facts(fair: Fair) -> dict[str, object]:
    """Return what every letter about a fair says about it."""
    return {
        "fair": fair.title,
        "slug": fair.slug,
        "starts_at": fair.starts_at.isoformat(),
        "ends_at": fair.ends_at.isoformat(),
        "venue": fair.venue,
        "street": fair.street,
        "postcode": fair.postcode,
        "place": fair.place,
    }
