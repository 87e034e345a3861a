"""The commands of the office: one module per group, `flask <group> <verb>`."""
