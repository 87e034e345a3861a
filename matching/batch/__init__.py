"""The best positions for everybody, from a district to a country: exact, in parts, resumable.

``columns`` keeps features as Parquet, ``streams`` reads them piece by piece and sorts people on
disk, ``classing`` and ``ground`` turn positions into compact arrays that all workers share,
``asking`` some people into tables of what each class is worth to them. ``search`` (with
``weighing`` and ``heaps``) is compiled and looks only where it can matter; ``best`` calls it,
``running`` does it part by part in one process, in several, or on Dask.
"""
