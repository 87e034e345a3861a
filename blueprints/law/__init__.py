"""Coming rules of the law."""
