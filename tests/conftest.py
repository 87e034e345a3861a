"""What every test has: fresh databases, the selection of what runs here, and the fair itself."""

import gc

import pytest

pytest_plugins = ["tests.databases", "tests.order", "tests.selection"]

GARBAGE = 50_000
"""Objects made until garbage is looked for: about those of one test of a page."""

gc.disable()  # nothing of what is imported and collected is thrown away


def pytest_configure(config: pytest.Config) -> None:
    """Load the application where tests run: who only hands them out would wait for nothing."""
    if getattr(config.option, "dist", "no") == "no" or config.option.collectonly:
        config.pluginmanager.import_plugin("tests.application")


def pytest_collection_finish() -> None:
    """Let the collector pass over what all tests share: it took a fifth of their time."""
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 20)
    gc.enable()
