"""Blank cards: printed in advance, given to people nobody knows yet."""
