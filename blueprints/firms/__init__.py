"""A firm's own pages: registration and what is to be done."""
