"""A firm's stands at fairs."""
