"""Commands that act once: a client-made key, a fingerprint of the content, and the answer kept with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, Text, bindparam, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from agence_desktop.core.errors import RefusedError
from agence_desktop.storage import sentences
from agence_desktop.storage.base import Base, Instant
from agence_desktop.storage.context import mark_command, now
from agence_desktop.storage.prepared import Prepared, send

Answer = dict[str, Any]
"""A JSON object."""


class CommandAnswer(Base):
    """The answer given to a command; ``answer`` is empty only inside the transaction that acts."""

    __tablename__ = "command_answer"
    __table_args__ = {"info": {"audit": False}}  # noqa: RUF012 - SQLAlchemy's own protocol
    key: Mapped[str] = mapped_column(String(36), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


# On PostgreSQL a second program with the same key waits here until the first has committed or rolled back.
_CLAIM = Prepared(
    text(
        "INSERT INTO command_answer (key, fingerprint, at) VALUES (:key, :fingerprint, :at)"
        " ON CONFLICT (key) DO NOTHING RETURNING key"
    )
    .bindparams(bindparam("at", type_=Instant))
    .columns(key=String)
)
_ANSWER = Prepared(text("UPDATE command_answer SET answer = :answer WHERE key = :key"))


@dataclass(frozen=True, slots=True)
class Claim:
    """A key for what is about to be done, and the fingerprint of its content."""

    key: UUID
    fingerprint: str

    def step(self, session: Session) -> tuple[Prepared, Mapping[str, Any]]:
        """What claims the key: it gives a row unless the key has acted before."""
        mark_command(session, self.key)
        return _CLAIM, {"key": str(self.key), "fingerprint": self.fingerprint, "at": now(session)}

    def answered(self, session: Session) -> Answer:
        """The answer of a key that has acted; raises RefusedError ``key_reused`` for another fingerprint."""
        stored = find_answer(session, self.key, self.fingerprint)
        if stored is None:
            raise AssertionError("a committed command has its answer")
        return stored

    def answer(self, session: Session, answer: Answer) -> None:
        """Keep the answer with the key that this transaction has claimed."""
        _ANSWER.rows(session, {"key": str(self.key), "answer": written(answer)})


def written(answer: Any) -> str:
    """An answer, or a part of one, as it is kept."""
    return json.dumps(answer, ensure_ascii=False)


def fingerprint_of(content: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of a JSON object, whatever the order of its keys; other values count by their text."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def once(
    session: Session, key: UUID, fingerprint: str, act: Callable[[Session], Answer]
) -> tuple[Answer, bool]:
    """Act unless this key has acted: the answer, and whether it is the stored one given again.

    An answer kept for a refusal is an answer as well; an exception of ``act`` rolls the claim back with the
    rest. The same key with another fingerprint raises RefusedError ``key_reused``.
    """
    claim = Claim(key, fingerprint)
    if not send(session, claim.step(session))[0]:
        return claim.answered(session), True
    answer = act(session)
    session.flush()
    claim.answer(session, answer)
    return answer, False


def find_answer(session: Session, key: UUID, fingerprint: str) -> Answer | None:
    """The stored answer, or None for a key that never acted; another fingerprint raises ``key_reused``."""
    asked = select(CommandAnswer.fingerprint, CommandAnswer.answer).where(CommandAnswer.key == str(key))
    row = session.execute(asked).one_or_none()
    if row is None or row.answer is None:
        return None
    if row.fingerprint != fingerprint:
        raise RefusedError("key_reused", sentences.KEY_REUSED)
    return _read(row.answer)


def stored_answer(session: Session, key: UUID) -> Answer | None:
    """The stored answer whatever its command was, or None: for a command that takes another back."""
    kept = session.scalars(select(CommandAnswer.answer).where(CommandAnswer.key == str(key))).one_or_none()
    return None if kept is None else _read(kept)


def _read(stored: str) -> Answer:
    answer: Answer = json.loads(stored)
    return answer
