"""Whether this installation is usable."""
