"""Reads lists of positions from files: CSV, Excel, and the JSON of the job search.

Pure: bytes in, rows and sentences-to-be out; no database, no web.
"""
