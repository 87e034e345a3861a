"""A person's own record, opened by a sign-in code."""
