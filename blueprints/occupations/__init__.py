"""The occupation search, as data for typing and as a page."""
