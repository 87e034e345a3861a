"""The staff's pages of a person: search, profile, consent."""
