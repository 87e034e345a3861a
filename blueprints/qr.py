"""QR codes that stand in the page itself: as an image, or as one path to draw in SVG."""

from __future__ import annotations

import segno

QUIET_ZONE = 4


def qr_image(text: str) -> str:
    """Return the address of an SVG image (``data:``) with the quiet zone readers need."""
    return str(
        segno.make(text, error="m", micro=False).svg_data_uri(
            scale=4, border=QUIET_ZONE, light="#fff"
        )
    )


def qr_picture(text: str) -> dict[str, object]:
    """Return the QR code as one path on a grid, and the size of the grid.

    Medium error correction: it is scanned from cracked screens and folded paper.
    """
    matrix = segno.make(text, error="m", micro=False).matrix
    runs = "".join(
        f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h1v1h-1z"
        for y, row in enumerate(matrix)
        for x, dark in enumerate(row)
        if dark
    )
    return {"path": runs, "size": len(matrix) + 2 * QUIET_ZONE}
