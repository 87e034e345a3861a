"""Postcodes beyond the district, taken from a list of GeoNames."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from domain.place_list import LONGEST_NAME
from models.base import Base


class Postcode(Base):
    """A postcode area; latitude and longitude in degrees (WGS 84)."""

    __tablename__ = "postcode"

    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    latitude: Mapped[float]
    longitude: Mapped[float]


class PlaceListVersion(Base):
    """Which list was imported when; the newest is the one in use."""

    __tablename__ = "place_list_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(String(200))
    check_number: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the file."""
    postcodes: Mapped[int]
    imported_at: Mapped[datetime]
