"""Files of positions: taken, checked row by row, imported after a yes, undone."""
