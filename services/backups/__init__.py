"""Backups: every row of one moment in one file, for SQLite and PostgreSQL alike."""

from services.backups.archive import (
    BackupRefused,
    DamagedBackup,
    DatabaseNotEmpty,
    FileExists,
    Manifest,
    NewerBackup,
    NotABackup,
    NothingToBackUp,
)
from services.backups.restore import read_manifest, restore_backup
from services.backups.write import write_backup

__all__ = [
    "BackupRefused",
    "DamagedBackup",
    "DatabaseNotEmpty",
    "FileExists",
    "Manifest",
    "NewerBackup",
    "NotABackup",
    "NothingToBackUp",
    "read_manifest",
    "restore_backup",
    "write_backup",
]
