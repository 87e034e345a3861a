"""One proposal as the office works on it: asking, proposing, releasing, taking back."""
