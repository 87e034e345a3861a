"""The check sheet of a person for a position, for staff, for the firm, for the person."""
