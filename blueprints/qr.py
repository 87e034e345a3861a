"""QR codes as images that stand in the page itself."""

from __future__ import annotations

import segno


def qr_image(text: str) -> str:
    """Return the address of an SVG image (``data:``) with the quiet zone readers need."""
    return str(
        segno.make(text, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff")
    )
