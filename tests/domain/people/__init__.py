"""Names, births, evidence and recognition of people."""
