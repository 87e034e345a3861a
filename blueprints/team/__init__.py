"""The team lead assigns cases."""
