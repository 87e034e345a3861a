"""A firm's own positions."""
