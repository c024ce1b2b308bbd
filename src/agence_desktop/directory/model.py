"""Entities of the directory: places, organisations, sites, people, skills, accounts and holidays."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from agence_desktop.storage.base import Base, Identified, Versioned

KEY = String(700).with_variant(String(700, collation="C"), "postgresql")
"""Type of sort and search keys: compared byte by byte, so that both databases sort alike."""


class Named:
    """A name with the keys that make both databases sort and search it alike (``core.french``)."""

    name: Mapped[str] = mapped_column(String(300))
    sort_key: Mapped[str] = mapped_column(KEY, index=True)
    search_key: Mapped[str] = mapped_column(KEY)


class Lasting:
    """Nothing is deleted: a record is in force from a date until another, each open when absent."""

    active_from: Mapped[date | None]
    active_until: Mapped[date | None]


class Region(Named, Versioned, Base):
    """A région administrative."""

    __tablename__ = "region"
    code: Mapped[str] = mapped_column(String(2), unique=True)


class Municipality(Named, Versioned, Base):
    """A municipality with its place on the map (degrees) and its time zone."""

    __tablename__ = "municipality"
    __table_args__ = (UniqueConstraint("name"),)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    latitude: Mapped[float] = mapped_column(Float)
    longitude: Mapped[float] = mapped_column(Float)
    zone: Mapped[str] = mapped_column(String(64))


class Organisation(Named, Lasting, Versioned, Base):
    """A ministry or public body (M/O); its name of today, earlier ones in ``organisation_name``."""

    __tablename__ = "organisation"
    acronym: Mapped[str] = mapped_column(String(30), unique=True)
    kind: Mapped[str] = mapped_column(String(30))
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))


class OrganisationName(Identified, Base):
    """The name an organisation bears from a date on; history keeps the name of its day."""

    __tablename__ = "organisation_name"
    __table_args__ = (UniqueConstraint("organisation_id", "since"),)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    since: Mapped[date]
    name: Mapped[str] = mapped_column(String(300))


class Site(Named, Lasting, Versioned, Base):
    """A building (immeuble) of an organisation; ``zone`` None means the municipality's."""

    __tablename__ = "site"
    __table_args__ = (UniqueConstraint("name"),)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), index=True)
    address: Mapped[str] = mapped_column(String(300), server_default="")
    zone: Mapped[str | None] = mapped_column(String(64))
    hours: Mapped[str] = mapped_column(String(300), server_default="")
    access: Mapped[str] = mapped_column(String(1000), server_default="")


class Person(Lasting, Versioned, Base):
    """A person at work: work e-mail and work telephone only."""

    __tablename__ = "person"
    email: Mapped[str] = mapped_column(String(200), unique=True)
    last_name: Mapped[str] = mapped_column(String(100))
    first_name: Mapped[str] = mapped_column(String(100))
    sort_key: Mapped[str] = mapped_column(KEY, index=True)
    search_key: Mapped[str] = mapped_column(KEY)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    job_class: Mapped[str] = mapped_column(String(100), server_default="")
    phone: Mapped[str] = mapped_column(String(40), server_default="")


class Skill(Named, Lasting, Versioned, Base):
    """A skill (compétence); its name is the French label. Levels: 0 none, 1 initiated, 2 with help, 3 alone,
    4 can teach.
    """

    __tablename__ = "skill"
    code: Mapped[str] = mapped_column(String(60), unique=True)
    family: Mapped[str] = mapped_column(String(100), server_default="")


class Holiday(Versioned, Base):
    """A holiday of the public service and the day on which it is observed."""

    __tablename__ = "holiday"
    day: Mapped[date] = mapped_column(unique=True)
    observed: Mapped[date] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(100))


class Account(Versioned, Base):
    """A login of the program; suspended ones keep their history."""

    __tablename__ = "account"
    login: Mapped[str] = mapped_column(String(100), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    suspended: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class AccountGrant(Identified, Base):
    """A role of an account, for one organisation or, when absent, for all."""

    __tablename__ = "account_grant"
    __table_args__ = (
        CheckConstraint(
            "role IN ('reader', 'clerk', 'host', 'holder', 'manager', 'technician', 'member', 'client',"
            " 'administrator')",
            name="role",
        ),
        Index(
            "uq_account_grant_everywhere",
            "account_id",
            "role",
            unique=True,
            postgresql_where=text("organisation_id IS NULL"),
            sqlite_where=text("organisation_id IS NULL"),
        ),
        UniqueConstraint("account_id", "role", "organisation_id"),
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(20))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
