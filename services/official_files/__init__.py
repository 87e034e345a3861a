"""Reads official files as a stream of rows; what is wrong is named by file, line and what to do."""
