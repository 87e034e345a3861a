"""Records suspected to be of one person: list, merge, split."""
