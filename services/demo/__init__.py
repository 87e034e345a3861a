"""The demo fair: fictional people and firms, deterministic for a random state and a day."""
