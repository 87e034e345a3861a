"""The best positions for everybody, from a district to a country: exact, in parts, resumable.

``columns`` keeps features as Parquet, ``preparing`` sorts both sides by occupation, ``bounds``
says what a person can reach at most in a bucket of positions, ``best`` looks only into buckets
that can still matter, ``running`` does it part by part in one process, in several, or on Dask.
"""
