"""Facts about this installation that live in its database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

DEMO_MARK = "demo"
"""The key whose row makes this a demo database; written only into an empty one."""


class Setting(Base):
    """A named value."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(48), primary_key=True)
    value: Mapped[str] = mapped_column(String(400))


class JobRun(Base):
    """When a timed job last ran to its end."""

    __tablename__ = "job_run"

    job: Mapped[str] = mapped_column(String(48), primary_key=True)
    ran_at: Mapped[datetime]
