"""Officers verify firms and release positions."""
