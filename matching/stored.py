"""Estimators as bytes of a file: written and read with skops, which runs no code that stands there.

Whatever is not exactly what was written is refused with a sentence; the caller keeps what it has.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sklearn.base import BaseEstimator
from sklearn.exceptions import NotFittedError
from sklearn.utils.validation import check_is_fitted

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, json.JSONDecodeError, UnicodeDecodeError, EOFError),
    *(KeyError, ValueError, TypeError, AttributeError, ImportError, OSError, RuntimeError),
    IndexError,
)


class ModelUnreadable(ValueError):
    """A model is damaged or of another version; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file of one kind of model must be, and what to do where it is not."""

    format: int
    engine: str
    own: Collection[str]
    """Names of our types and functions that may stand in it."""
    remedy: str
    types: Mapping[str, type[Any]]
    """Which parts it must hold and what each of them is; an estimator among them is fitted."""

    def dumped(self, parts: Mapping[str, Any]) -> bytes:
        """Return parts, with format and engine beside them, as the bytes of a file."""
        import skops.io  # noqa: PLC0415 - takes a second that no start of the program should wait

        # Not compressed: places in a space have no words that come twice, a sixth would be saved.
        content: bytes = skops.io.dumps({"format": self.format, "engine": self.engine, **parts})
        return content

    def parts(self, content: bytes, check_number: str) -> dict[str, Any]:
        """Return the parts of a file.

        Parameters
        ----------
        check_number
            The sha256 of the file as it was written.

        Raises
        ------
        ModelUnreadable
            If the file is damaged, belongs to another version, holds unknown types, or a part is
            missing, of another type or not fitted.
        """
        if sha256(content) != check_number:
            raise self.refusal("is damaged: its sha256 is another")
        parts = self._read(content)
        if parts.get("format") != self.format or parts.get("engine") != self.engine:
            was = f"engine {parts.get('engine')}, format {parts.get('format')}"
            this = f"this is engine {self.engine}, format {self.format}"
            raise self.refusal(f"is of another version ({was}; {this})")
        for name, of in self.types.items():
            self._check(name, parts.get(name), of)
        return parts

    def _check(self, name: str, part: Any, of: type[Any]) -> None:
        """Refuse a part that is not what it must be."""
        if not isinstance(part, of):
            raise self.refusal(f"has no {name}")
        if isinstance(part, BaseEstimator):
            try:
                check_is_fitted(part)
            except NotFittedError as error:
                raise self.refusal("was never fitted") from error

    def refusal(self, what: str) -> ModelUnreadable:
        """Return the error that says in one line what is wrong and what to do."""
        return ModelUnreadable(f"The model {what}. {self.remedy}")

    def _read(self, content: bytes) -> dict[str, Any]:
        import skops.io  # noqa: PLC0415 - as above
        from skops.io.exceptions import UntrustedTypesFoundException  # noqa: PLC0415

        try:
            strange = sorted(set(skops.io.get_untrusted_types(data=content)) - set(self.own))
            if strange:
                raise self.refusal(f"holds types that do not belong there: {strange}")
            parts = skops.io.loads(content, trusted=sorted(self.own))
        except ModelUnreadable:
            raise
        except (UntrustedTypesFoundException, *_BROKEN) as error:
            raise self.refusal(f"is damaged ({type(error).__name__})") from error
        if not isinstance(parts, dict):
            raise self.refusal("is damaged: it holds no parts")
        return parts


def sha256(content: bytes) -> str:
    """Return the check number of a file."""
    return hashlib.sha256(content).hexdigest()


def names_of(*things: type[Any] | Callable[..., Any]) -> list[str]:
    """Return the names skops gives our types and functions."""
    return sorted(f"{one.__module__}.{one.__name__}" for one in things)
