"""Files of positions: checked, imported, taken back."""
