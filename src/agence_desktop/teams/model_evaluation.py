"""The entity of what is said of a mandate at its end."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from agence_desktop.storage.base import Base, Instant, Versioned
from agence_desktop.teams.model import one_of
from agence_desktop.teams.rows import Side


class Evaluation(Versioned, Base):
    """What a side says of a mandate at its end; ``scores`` is a JSON object, criterion → 1–5.

    ``again`` is whether it would begin again with the other side; null where it did not say.
    """

    __tablename__ = "team_evaluation"
    __table_args__ = (
        UniqueConstraint("deployment_id", "side"),
        CheckConstraint(one_of("side", Side), name="side"),
    )
    deployment_id: Mapped[int] = mapped_column(ForeignKey("deployment.id"))
    side: Mapped[str] = mapped_column(String(20))
    scores: Mapped[str] = mapped_column(Text)
    comment: Mapped[str] = mapped_column(Text, server_default="")
    again: Mapped[bool | None] = mapped_column(default=None)
    login: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(Instant)
