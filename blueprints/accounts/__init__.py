"""Signing in with e-mail and password, second factor, own account."""
