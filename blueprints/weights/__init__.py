"""The published weights of the ranking."""
