"""Learning from decisions: its legal basis, its versions, their cards."""
