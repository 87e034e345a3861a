"""Pages for everybody: start, legal notice, privacy, accessibility, the fair."""
