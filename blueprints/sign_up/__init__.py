"""Registering for a fair on a phone, one question a page."""
