"""Learning from decisions: off until somebody recorded the legal basis; released by name."""
