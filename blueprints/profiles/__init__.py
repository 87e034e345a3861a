"""The one-page profile of a proposed person: to print and as PDF, for the firm and the person."""
