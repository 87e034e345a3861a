"""The libraries of the system that a PDF is set with; Python packages cannot bring them.

Standard library only: set-up asks here before anything is installed.
"""

from __future__ import annotations

import ctypes

LIBRARIES: dict[str, tuple[str, ...]] = {
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.dylib"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    "HarfBuzz-Subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib"),
}
"""Each library with its file on Linux and on macOS, as WeasyPrint looks for it."""

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""The packages of Debian and Ubuntu that bring all of them."""


def missing_libraries() -> list[str]:
    """Return the names of the libraries that cannot be loaded."""
    return [name for name, files in LIBRARIES.items() if not any(map(_loads, files))]


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
