"""Carriers take a message that is ready to its reader: an SMTP server, or files in a folder."""

from __future__ import annotations

import os
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from domain.letters import Channel

SECONDS_TO_ANSWER = 20
"""Far below STUCK_AFTER, so that no letter is taken for stuck while its server is slow."""

_LOCAL = {"localhost", "127.0.0.1", "::1"}
_PERMANENT = 500


class NotDelivered(Exception):
    """The message did not go out; trying again later may help."""


class Refused(NotDelivered):
    """This reader cannot be reached like this; trying again does not help."""


class CarrierAway(NotDelivered):
    """The carrier itself does not work now, whoever the reader is."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the letters come from."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Message:
    """A letter in words, ready to go."""

    channel: Channel
    address: str
    subject: str
    text: str
    message_id: str
    written_at: datetime
    calendar: bytes | None = None


class Carrier(Protocol):
    """Takes messages away, one by one."""

    def carry(self, message: Message) -> None:
        """Deliver the message or raise NotDelivered."""

    def close(self) -> None:
        """Let go of what is held open."""


def as_email(message: Message, sender: Sender) -> EmailMessage:
    """Return the message as an e-mail.

    Raises
    ------
    Refused
        If the address cannot stand in a header.
    """
    email = EmailMessage()
    try:
        email["From"] = Address(sender.name, addr_spec=sender.email)
        email["To"] = Address(addr_spec=message.address)
        email["Subject"] = " ".join(message.subject.split())
    except (ValueError, MessageError, IndexError) as error:
        raise Refused(f"address: {type(error).__name__}") from error
    email["Date"] = format_datetime(message.written_at)
    email["Message-ID"] = f"<{message.message_id}>"
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(message.text)
    if message.calendar is not None:
        email.add_attachment(
            message.calendar, maintype="text", subtype="calendar", filename="termin.ics"
        )
    return email


class Outbox:
    """Writes every message into a folder: e-mail as .eml, SMS and post as text.

    The name comes from the message id, so a letter that goes out twice is one file.
    """

    def __init__(self, folder: Path, sender: Sender) -> None:
        self.folder = folder
        self.sender = sender

    def carry(self, message: Message) -> None:
        """Write one file, whole or not at all."""
        name = message.message_id.partition("@")[0]
        if message.channel is Channel.EMAIL:
            self._write(f"{name}.eml", as_email(message, self.sender).as_bytes())
        else:
            text = f"{message.address}\n\n{message.text}"
            self._write(f"{name}.{message.channel}.txt", text.encode())

    def close(self) -> None:
        """Nothing is held open."""

    def _write(self, name: str, content: bytes) -> None:
        draft = self.folder / f".{name}.{os.getpid()}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
            draft.replace(self.folder / name)
        except OSError as error:
            raise CarrierAway(f"outbox: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where the mail goes: smtp://user:password@host:port or smtps://…"""

    host: str
    port: int
    user: str
    password: str
    tls_from_start: bool
    starttls: bool

    @classmethod
    def from_url(cls, url: str) -> SmtpServer:
        """Read an SMTP_URL; ``?starttls=never`` or ``required`` overrides the default.

        Raises
        ------
        ValueError
            If it is not one, with a sentence that says so without the password.
        """
        parts = urlsplit(url)
        starttls = parse_qs(parts.query).get("starttls", [""])[-1]
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("SMTP_URL looks like smtp://user:password@host:587 or smtps://…")
        if starttls not in {"", "required", "never"}:
            raise ValueError("SMTP_URL: starttls is required or never.")
        secure = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if secure else 587),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls_from_start=secure,
            starttls=not secure and (starttls or _by_default(parts.hostname)) == "required",
        )


def _by_default(host: str) -> str:
    return "never" if host in _LOCAL else "required"


class SmtpCarrier:
    """Sends e-mails over one connection, opened at the first message."""

    def __init__(self, server: SmtpServer, sender: Sender) -> None:
        self.server = server
        self.sender = sender
        self._connection: smtplib.SMTP | None = None

    def carry(self, message: Message) -> None:
        """Send one e-mail; a connection that was closed meanwhile is opened again once."""
        email = as_email(message, self.sender)
        kept = self._connection is not None
        try:
            self._send(email)
        except smtplib.SMTPServerDisconnected as error:
            self.close()
            if not kept:
                raise CarrierAway(_reason(error)) from error
            self._send_anew(email)

    def close(self) -> None:
        """Say goodbye to the server, if it still listens."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.quit()
            except (smtplib.SMTPException, OSError):
                connection.close()

    def _send_anew(self, email: EmailMessage) -> None:
        try:
            self._send(email)
        except smtplib.SMTPServerDisconnected as error:
            self.close()
            raise CarrierAway(_reason(error)) from error

    def _send(self, email: EmailMessage) -> None:
        try:
            if self._connection is None:
                self._connection = self._connect()
            self._connection.send_message(email)
        except smtplib.SMTPServerDisconnected:
            raise
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _text in error.recipients.values()]
            raise _not_delivered(min(codes), error) from error
        except smtplib.SMTPDataError as error:
            raise _not_delivered(error.smtp_code, error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Refused(_reason(error)) from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise CarrierAway(_reason(error)) from error

    def _connect(self) -> smtplib.SMTP:
        server = self.server
        if server.tls_from_start:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=SECONDS_TO_ANSWER, context=_trust()
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS_TO_ANSWER)
        try:
            if server.starttls:
                connection.starttls(context=_trust())
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection


def _trust() -> ssl.SSLContext:
    """Return whom to believe who a server is; to read that takes longer than to send a letter."""
    return ssl.create_default_context()


def _not_delivered(code: int, error: smtplib.SMTPException) -> NotDelivered:
    return Refused(_reason(error)) if code >= _PERMANENT else NotDelivered(_reason(error))


def _reason(error: Exception) -> str:
    """Return what went wrong in a word and a number; servers repeat addresses in their texts."""
    code = getattr(error, "smtp_code", None) or getattr(error, "errno", None)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = min(number for number, _text in error.recipients.values())
    return f"{type(error).__name__} {code}" if code else type(error).__name__
