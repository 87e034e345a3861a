"""What came of a fair: one page of numbers, plots and their tables."""
