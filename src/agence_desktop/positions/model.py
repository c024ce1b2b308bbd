"""Entities of unique positions: units, positions, versions of sheets, competences, drills and absences."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from agence_desktop.directory.model import Lasting, Named
from agence_desktop.positions.rows import Acceptance, Diffusion, SheetReason, SheetState, Signer
from agence_desktop.storage.base import Base, Identified, Instant, Versioned

STORED_STATES = tuple(state for state in SheetState if state is not SheetState.TO_REVIEW)
"""« À réviser » comes with the date of the review alone: it is derived on reading."""
UNAUDITED = {"info": {"audit": False}}
"""Of tables that only repeat or tell what other tables hold."""


def one_of(column: str, codes: tuple[StrEnum, ...]) -> str:
    """The SQL condition that a column holds one of these codes."""
    return f"{column} IN ({', '.join(repr(str(code)) for code in codes)})"


class Unit(Named, Lasting, Versioned, Base):
    """An administrative unit of an organisation."""

    __tablename__ = "unit"
    code: Mapped[str] = mapped_column(String(60), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)


class Position(Named, Lasting, Versioned, Base):
    """A position; its name is its title. No holder: it is vacant. ``impact`` is P, the manager's."""

    __tablename__ = "position"
    __table_args__ = (CheckConstraint("impact BETWEEN 1 AND 5", name="impact"),)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    job_class: Mapped[str] = mapped_column(String(100), server_default="")
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    sole: Mapped[bool] = mapped_column(default=True, server_default=sql("true"))
    impact: Mapped[int] = mapped_column(default=3, server_default="3")


class PositionAttrition(Versioned, Base):
    """A, the risk that the holder leaves: kept apart, because only managers of the organisation see it."""

    __tablename__ = "position_attrition"
    __table_args__ = (CheckConstraint("factor BETWEEN 1 AND 5", name="factor"),)
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), unique=True)
    factor: Mapped[int]


class SheetVersion(Versioned, Base):
    """One version of the sheet of a position; ``body`` is its content as JSON (``codec``).

    At most one version of a position is open (draft, submitted or returned) and one in force. Once submitted,
    content and control stand; guards refuse everything but the steps that follow.
    """

    __tablename__ = "sheet_version"
    __table_args__ = (
        UniqueConstraint("position_id", "number"),
        CheckConstraint(one_of("state", STORED_STATES), name="state"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint(one_of("reason", tuple(SheetReason)), name="reason"),
        CheckConstraint(one_of("diffusion", tuple(Diffusion)), name="diffusion"),
        Index(
            "uq_sheet_version_open",
            "position_id",
            unique=True,
            postgresql_where=sql("state IN ('draft', 'submitted', 'returned')"),
            sqlite_where=sql("state IN ('draft', 'submitted', 'returned')"),
        ),
        Index(
            "uq_sheet_version_in_force",
            "position_id",
            unique=True,
            postgresql_where=sql("state IN ('approved', 'acknowledged')"),
            sqlite_where=sql("state IN ('approved', 'acknowledged')"),
        ),
    )
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(20))
    diffusion: Mapped[str | None] = mapped_column(String(20))
    written_on: Mapped[date | None]
    next_review: Mapped[date | None] = mapped_column(index=True)
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    body: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Instant)
    saved_by: Mapped[str] = mapped_column(String(100))
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    approved_at: Mapped[datetime | None] = mapped_column(Instant)


class SheetTask(Base):
    """What the measures need of a task, repeated from the content by whoever saves it.

    ``interruption`` is the maximal interruption in days, as an exact fraction (« 1/24 », empty: none);
    ``urgent``: it is at most three days. ``due`` is its rule as JSON, empty on demand.
    """

    __tablename__ = "sheet_task"
    __table_args__ = (UNAUDITED,)
    sheet_id: Mapped[int] = mapped_column(
        ForeignKey("sheet_version.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    place: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    criticality: Mapped[int | None]
    required_level: Mapped[int | None]
    wanted: Mapped[int | None]
    procedure_date: Mapped[date | None]
    interruption: Mapped[str] = mapped_column(String(60), server_default="")
    urgent: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    due: Mapped[str] = mapped_column(Text, server_default="")


class TaskCompetence(Identified, Base):
    """What a person can do of a task, as validated on a day; what was recorded last counts.

    Rows are only added: what held on a day of the past is the last recorded of those validated by then.
    """

    __tablename__ = "task_competence"
    __table_args__ = (
        Index("ix_task_competence_position_id", "position_id", "id"),
        CheckConstraint("level BETWEEN 0 AND 4", name="level"),
    )
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    task: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    level: Mapped[int]
    validated: Mapped[date | None]
    access: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    in_training: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    recorded_by: Mapped[str] = mapped_column(String(100), server_default="")


class ReliefDrill(Versioned, Base):
    """A relief drill; ``results`` is a JSON object task → per cent done unaided."""

    __tablename__ = "relief_drill"
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    day: Mapped[date]
    results: Mapped[str] = mapped_column(Text)
    passed: Mapped[bool]
    corrections: Mapped[str] = mapped_column(Text, server_default="")
    retest_by: Mapped[date | None]
    recorded_by: Mapped[str] = mapped_column(String(100), server_default="")


class SheetSignature(Identified, Base):
    """Who signed a version, in what capacity; ``digest`` is the SHA-256 of the content that was signed."""

    __tablename__ = "sheet_signature"
    __table_args__ = (
        UniqueConstraint("sheet_id", "signer", "person_id", "digest"),
        CheckConstraint(one_of("signer", tuple(Signer)), name="signer"),
    )
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet_version.id"))
    signer: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    login: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(Instant)
    digest: Mapped[str] = mapped_column(String(64))


class SheetComment(Versioned, Base):
    """A remark on a field of a position's sheet, kept through its versions."""

    __tablename__ = "sheet_comment"
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), index=True)
    path: Mapped[str] = mapped_column(String(200))
    author: Mapped[str] = mapped_column(String(200))
    login: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(Instant)
    text: Mapped[str] = mapped_column(Text)
    replies_to: Mapped[int | None] = mapped_column(ForeignKey("sheet_comment.id"))
    settled: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))


class SecrecyOverride(Identified, Base):
    """Somebody said of a text « Ce n’est pas un secret »; ``digest`` is the SHA-256 of that text."""

    __tablename__ = "secrecy_override"
    __table_args__ = (UniqueConstraint("position_id", "path", "digest"),)
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    path: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    login: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(Instant)


class Absence(Versioned, Base):
    """A person is away from a day to a day, both included; no reason is asked or kept."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="order"),
        Index("ix_absence_person_id", "person_id", "last_day"),
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_day: Mapped[date]
    last_day: Mapped[date] = mapped_column(index=True)
    cancelled: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    announced_on: Mapped[date]
    recorded_by: Mapped[str] = mapped_column(String(100), server_default="")


class ReliefAssignment(Versioned, Base):
    """Who takes a task of a position during an absence, and who would be second."""

    __tablename__ = "relief_assignment"
    __table_args__ = (
        UniqueConstraint("absence_id", "position_id", "task"),
        CheckConstraint(one_of("state", tuple(Acceptance)), name="state"),
    )
    absence_id: Mapped[int] = mapped_column(ForeignKey("absence.id"))
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), index=True)
    task: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    second_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    note: Mapped[str] = mapped_column(Text, server_default="")
