"""The fairness report for the team lead: how groups fare, and who never appears."""
