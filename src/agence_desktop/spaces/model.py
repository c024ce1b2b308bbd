"""Entities of room booking: spaces, terms, bookings, their occurrences and what those hold."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from agence_desktop.directory.model import Lasting, Named
from agence_desktop.spaces.rows import Approval, OccurrenceState
from agence_desktop.storage.base import Base, Identified, Instant, Money, Versioned

WALL = DateTime(timezone=False)
LONG_KEY = Text().with_variant(Text(collation="C"), "postgresql")
"""Type of the keys of texts as long as whoever asks makes them."""
UNAUDITED = {"info": {"audit": False}}
"""Of tables that only repeat or tell what other tables hold."""


def one_of(column: str, codes: type[OccurrenceState] | type[Approval]) -> str:
    """The SQL condition that a column holds one of an enumeration's codes."""
    return f"{column} IN ({', '.join(repr(str(code)) for code in codes)})"


class Vocabulary(Versioned, Base):
    """Words an administrator extends: kinds of space, layouts, fixed equipment."""

    __tablename__ = "vocabulary"
    __table_args__ = (
        UniqueConstraint("list", "code"),
        CheckConstraint("list IN ('kind', 'layout', 'equipment')", name="list"),
    )
    list: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(100))
    position: Mapped[int] = mapped_column(default=0, server_default="0")


class Space(Named, Lasting, Versioned, Base):
    """A room or desk; a part has a parent, ``top_id`` is the topmost ancestor (itself where undivided)."""

    __tablename__ = "space"
    __table_args__ = (
        CheckConstraint("capacity >= 1", name="capacity"),
        CheckConstraint("parent_id <> id", name="parent"),
    )
    code: Mapped[str] = mapped_column(String(60), unique=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    floor: Mapped[str] = mapped_column(String(40), server_default="")
    kind: Mapped[str] = mapped_column(String(40), server_default="")
    capacity: Mapped[int]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("space.id"), index=True)
    top_id: Mapped[int | None] = mapped_column(ForeignKey("space.id"), index=True)
    accessible: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    shareable: Mapped[bool] = mapped_column(default=True, server_default=sql("true"))


class SpaceLayout(Base):
    """The capacity of a space in one layout."""

    __tablename__ = "space_layout"
    __table_args__ = (CheckConstraint("capacity >= 1", name="capacity"),)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), primary_key=True)
    layout: Mapped[str] = mapped_column(String(40), primary_key=True)
    capacity: Mapped[int]


class SpaceEquipment(Base):
    """Equipment fixed in a space."""

    __tablename__ = "space_equipment"
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), primary_key=True)
    equipment: Mapped[str] = mapped_column(String(40), primary_key=True)


class SpacePart(Base):
    """The undivided parts of a space: itself when it has none, else all leaves under it."""

    __tablename__ = "space_part"
    __table_args__ = (Index("ix_space_part_part_id", "part_id"), UNAUDITED)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("space.id"), primary_key=True)


class Equipment(Named, Lasting, Versioned, Base):
    """Movable equipment kept at a site in a quantity."""

    __tablename__ = "equipment"
    __table_args__ = (CheckConstraint("quantity >= 0", name="quantity"),)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    quantity: Mapped[int]


class Scoped(Versioned):
    """A record of the host at one level: an organisation, a site or a space."""

    @declared_attr
    @classmethod
    def organisation_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("organisation.id"), index=True)

    @declared_attr
    @classmethod
    def site_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("site.id"), index=True)

    @declared_attr
    @classmethod
    def space_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("space.id"), index=True)


def scoped(*key: str) -> tuple[Any, ...]:
    """Constraints of a scoped table: exactly one level, and one row per level and ``key`` columns."""
    columns = ("organisation_id", "site_id", "space_id")
    count = " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns)
    return (
        CheckConstraint(f"{count} = 1", name="one_scope"),
        *(UniqueConstraint(column, *key) for column in columns),
    )


class HostTerms(Scoped, Base):
    """Host terms given at one level; an absent field is taken from the next level."""

    __tablename__ = "host_terms"
    __table_args__ = (*scoped(), CheckConstraint(one_of("approval", Approval), name="approval"))
    hours: Mapped[str | None] = mapped_column(String(300))
    notice_minutes: Mapped[int | None]
    horizon_days: Mapped[int | None]
    min_minutes: Mapped[int | None]
    max_minutes: Mapped[int | None]
    grid_minutes: Mapped[int | None]
    buffer_before: Mapped[int | None]
    buffer_after: Mapped[int | None]
    whole_days: Mapped[bool | None]
    eligibility: Mapped[str | None] = mapped_column(String(1000))
    quota_hours: Mapped[int | None]
    approval: Mapped[str | None] = mapped_column(String(20))
    cancel_hours: Mapped[int | None]
    release_minutes: Mapped[int | None]
    holidays_open: Mapped[bool | None]


class Rate(Scoped, Base):
    """Rates in force at one level from a local date."""

    __tablename__ = "rate"
    __table_args__ = scoped("since")
    since: Mapped[date]
    hour: Mapped[Decimal | None] = mapped_column(Money)
    half_day: Mapped[Decimal | None] = mapped_column(Money)
    day: Mapped[Decimal | None] = mapped_column(Money)


class HostClosure(Scoped, Base):
    """A closure on the wall clock of each space it touches; ``ends`` is exclusive, always."""

    __tablename__ = "host_closure"
    __table_args__ = (*scoped("starts", "ends"), CheckConstraint("ends > starts", name="order"))
    starts: Mapped[datetime] = mapped_column(WALL)
    ends: Mapped[datetime] = mapped_column(WALL)
    by_dates: Mapped[bool] = mapped_column(default=True, server_default=sql("true"))
    reason: Mapped[str] = mapped_column(String(300), server_default="")


def of_booking() -> ForeignKey:
    """A key to a booking checked at commit: the booking, which takes its number last, is inserted last."""
    return ForeignKey("booking.id", deferrable=True, initially="DEFERRED")


class Booking(Versioned, Base):
    """A booking: who asks for what, the rule of its series, and its number.

    Requests have no longest text and no greatest number: SQLite would keep what PostgreSQL refuses.
    """

    __tablename__ = "booking"
    __table_args__ = (CheckConstraint("participants >= 1", name="participants"),)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    uid: Mapped[str] = mapped_column(String(300), index=True)
    sequence: Mapped[int] = mapped_column(default=0, server_default="0")
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    purpose: Mapped[str] = mapped_column(Text)
    purpose_key: Mapped[str] = mapped_column(LONG_KEY)
    participants: Mapped[int] = mapped_column(BigInteger)
    layout: Mapped[str | None] = mapped_column(String(40))
    accessibility: Mapped[str] = mapped_column(Text, server_default="")
    support: Mapped[str] = mapped_column(Text, server_default="")
    note: Mapped[str] = mapped_column(Text, server_default="")
    phone: Mapped[str] = mapped_column(Text, server_default="")
    rule: Mapped[str | None] = mapped_column(Text)
    series_start: Mapped[datetime] = mapped_column(WALL)
    series_end: Mapped[datetime] = mapped_column(WALL)
    exdates: Mapped[str] = mapped_column(Text, server_default="")
    rdates: Mapped[str] = mapped_column(Text, server_default="")
    mode: Mapped[str] = mapped_column(String(20), server_default="normal")
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(String(100))
    imported: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))


class BookingEquipment(Base):
    """A quantity of movable equipment that every occurrence of a booking reserves."""

    __tablename__ = "booking_equipment"
    __table_args__ = (CheckConstraint("quantity >= 1", name="quantity"),)
    booking_id: Mapped[int] = mapped_column(of_booking(), primary_key=True)
    equipment_id: Mapped[int] = mapped_column(ForeignKey("equipment.id"), primary_key=True, index=True)
    quantity: Mapped[int] = mapped_column(BigInteger)


class Occurrence(Versioned, Base):
    """One date of a booking, with its own slot, busy interval, state and price.

    ``origin`` is the wall clock its rule gave: the key of the date in its series (RECURRENCE-ID).
    ``host_id``, ``organisation_id`` and ``month`` (local, year × 100 + month) repeat what quotas count by.
    ``release_at`` is when its space is given back without presence; like the busy interval it is fixed by the
    terms in force when the slot is stored, and a no-show holds until then.
    """

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("booking_id", "origin"),
        Index("ix_occurrence_space_id_busy", "space_id", "busy_until", "busy_from"),
        Index("ix_occurrence_quota", "organisation_id", "host_id", "month"),
        Index("ix_occurrence_busy_until", "busy_until", "busy_from"),
        Index("ix_occurrence_to_come", "state", "ends", "booking_id", "starts"),
        CheckConstraint("ends > starts", name="order"),
        CheckConstraint("busy_from <= starts AND busy_until >= ends", name="busy"),
        CheckConstraint(one_of("state", OccurrenceState), name="state"),
    )
    booking_id: Mapped[int] = mapped_column(of_booking())
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id"))
    origin: Mapped[datetime] = mapped_column(WALL)
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    busy_from: Mapped[datetime] = mapped_column(Instant)
    busy_until: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(20))
    reasons: Mapped[str] = mapped_column(String(300), server_default="")
    price: Mapped[Decimal | None] = mapped_column(Money)
    host_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    month: Mapped[int] = mapped_column(Integer)
    requested_at: Mapped[datetime] = mapped_column(Instant)
    release_at: Mapped[datetime | None] = mapped_column(Instant)
    offered_from: Mapped[str | None] = mapped_column(String(20))
    offered_until: Mapped[datetime | None] = mapped_column(Instant)


class BookingEvent(Identified, Base):
    """One line of the history of a booking, as its page tells it; ``detail`` is JSON by kind."""

    __tablename__ = "booking_event"
    __table_args__ = (UNAUDITED,)
    booking_id: Mapped[int] = mapped_column(of_booking(), index=True)
    occurrence_id: Mapped[int | None] = mapped_column(ForeignKey("occurrence.id"))
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    login: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(Text, server_default="")


class SpaceHold(Base):
    """An undivided part held by an occurrence; written by the guards alone, never by the program."""

    __tablename__ = "space_hold"
    __table_args__ = (
        Index("ix_space_hold_part_id", "part_id", "busy_from", "busy_until"),
        CheckConstraint("busy_until > busy_from", name="order"),
        UNAUDITED,
    )
    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrence.id", ondelete="CASCADE"), primary_key=True
    )
    part_id: Mapped[int] = mapped_column(ForeignKey("space.id"), primary_key=True)
    busy_from: Mapped[datetime] = mapped_column(Instant)
    busy_until: Mapped[datetime] = mapped_column(Instant)


class EquipmentHold(Base):
    """A quantity held by an occurrence over its slot, without buffers; written by the guards alone."""

    __tablename__ = "equipment_hold"
    __table_args__ = (
        Index("ix_equipment_hold_equipment_id", "equipment_id", "ends", "starts"),
        CheckConstraint("ends > starts", name="order"),
        UNAUDITED,
    )
    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrence.id", ondelete="CASCADE"), primary_key=True
    )
    equipment_id: Mapped[int] = mapped_column(ForeignKey("equipment.id"), primary_key=True)
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    quantity: Mapped[int]


class UnmetDemand(Identified, Base):
    """A request refused by its dates, kept without the person for the indicators of unmet demand."""

    __tablename__ = "unmet_demand"
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    participants: Mapped[int] = mapped_column(BigInteger)
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    dates: Mapped[int]
    reasons: Mapped[str] = mapped_column(String(300))
