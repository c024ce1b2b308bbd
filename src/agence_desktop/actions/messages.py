"""Messages prepared for the user's own mail program: nothing is sent by itself, each is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from agence_desktop.storage.audit import record_event
from agence_desktop.storage.work import Session


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready to open: the file name proposed, to whom, what about, and its bytes."""

    name: str
    to: str
    subject: str
    eml: bytes

    def save(self, path: Path) -> None:
        """Write the file."""
        path.write_bytes(self.eml)


def compose(name: str, to: tuple[str, str], subject: str, body: str) -> Message:
    """A message to a name and an address, as a draft: who sends it is whoever opens it."""
    mail = EmailMessage(policy=SMTP)
    person, address = to
    quoted = person.replace("\\", "").replace('"', "")
    mail["To"] = f'"{quoted}" <{address}>'
    mail["Subject"] = subject
    # Mail programs open such a file as a draft, not as a message that was received.
    mail["X-Unsent"] = "1"
    mail["Content-Language"] = "fr-CA"
    mail.set_content(body)
    return Message(name, address, subject, mail.as_bytes())


def record_message(session: Session, kind: str, subject: str, detail: Mapping[str, Any]) -> None:
    """Note in the audit trail that messages were prepared: of what kind, what about, for whom."""
    record_event(session, "message", subject, {"message": kind, **detail})
