"""The dated tables of the law and the code that reads them; ask ``domain.labour_market``."""
