"""Today: what a member of the office should do next."""
