"""Room booking: spaces, terms, bookings and what they hold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from agence_desktop.storage.base import Instant, Money

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ONE_SCOPE = (
    "(CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN site_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN space_id IS NULL THEN 0 ELSE 1 END) = 1"
)
_STATES = (
    "state IN ('requested', 'confirmed', 'waitlisted', 'offered', "
    "'refused', 'cancelled', 'not_obtained', 'present', 'ended', 'no_show')"
)


def upgrade() -> None:
    """Room booking: spaces, terms, bookings and what they hold."""
    _vocabulary()
    _equipment()
    _space()
    _booking()
    _host_closure()
    _host_terms()
    _rate()
    _space_equipment()
    _space_layout()
    _space_part()
    _unmet_demand()
    _booking_equipment()
    _occurrence()
    _booking_event()
    _equipment_hold()
    _space_hold()


def _vocabulary() -> None:
    op.create_table(
        "vocabulary",
        sa.Column("list", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("list IN ('kind', 'layout', 'equipment')", name=op.f("ck_vocabulary_list")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary")),
        sa.UniqueConstraint("list", "code", name=op.f("uq_vocabulary_list_code")),
    )


def _equipment() -> None:
    op.create_table(
        "equipment",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=700).with_variant(sa.String(length=700, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "search_key",
            sa.String(length=700).with_variant(sa.String(length=700, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_equipment_quantity")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_equipment_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment")),
        sa.UniqueConstraint("code", name=op.f("uq_equipment_code")),
    )
    op.create_index(op.f("ix_equipment_site_id"), "equipment", ["site_id"], unique=False)
    op.create_index(op.f("ix_equipment_sort_key"), "equipment", ["sort_key"], unique=False)


def _space() -> None:
    op.create_table(
        "space",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("floor", sa.String(length=40), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=40), server_default="", nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("top_id", sa.Integer(), nullable=True),
        sa.Column("accessible", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("shareable", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=700).with_variant(sa.String(length=700, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "search_key",
            sa.String(length=700).with_variant(sa.String(length=700, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity >= 1", name=op.f("ck_space_capacity")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_space_parent")),
        sa.ForeignKeyConstraint(["parent_id"], ["space.id"], name=op.f("fk_space_parent_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_space_site_id")),
        sa.ForeignKeyConstraint(["top_id"], ["space.id"], name=op.f("fk_space_top_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_space")),
        sa.UniqueConstraint("code", name=op.f("uq_space_code")),
    )
    op.create_index(op.f("ix_space_parent_id"), "space", ["parent_id"], unique=False)
    op.create_index(op.f("ix_space_site_id"), "space", ["site_id"], unique=False)
    op.create_index(op.f("ix_space_sort_key"), "space", ["sort_key"], unique=False)
    op.create_index(op.f("ix_space_top_id"), "space", ["top_id"], unique=False)


def _booking() -> None:
    op.create_table(
        "booking",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("uid", sa.String(length=300), nullable=False),
        sa.Column("sequence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column(
            "purpose_key",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("participants", sa.BigInteger(), nullable=False),
        sa.Column("layout", sa.String(length=40), nullable=True),
        sa.Column("accessibility", sa.Text(), server_default="", nullable=False),
        sa.Column("support", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("series_start", sa.DateTime(), nullable=False),
        sa.Column("series_end", sa.DateTime(), nullable=False),
        sa.Column("exdates", sa.Text(), server_default="", nullable=False),
        sa.Column("rdates", sa.Text(), server_default="", nullable=False),
        sa.Column("mode", sa.String(length=20), server_default="normal", nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("imported", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("participants >= 1", name=op.f("ck_booking_participants")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_booking_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_booking_person_id")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_booking_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sa.UniqueConstraint("number", name=op.f("uq_booking_number")),
    )
    op.create_index(op.f("ix_booking_organisation_id"), "booking", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_booking_person_id"), "booking", ["person_id"], unique=False)
    op.create_index(op.f("ix_booking_space_id"), "booking", ["space_id"], unique=False)
    op.create_index(op.f("ix_booking_uid"), "booking", ["uid"], unique=False)


def _host_closure() -> None:
    op.create_table(
        "host_closure",
        sa.Column("starts", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.Column("by_dates", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("reason", sa.String(length=300), server_default="", nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(_ONE_SCOPE, name=op.f("ck_host_closure_one_scope")),
        sa.CheckConstraint("ends > starts", name=op.f("ck_host_closure_order")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_host_closure_organisation_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_host_closure_site_id")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_host_closure_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_closure")),
        sa.UniqueConstraint(
            "organisation_id", "starts", "ends", name=op.f("uq_host_closure_organisation_id_starts_ends")
        ),
        sa.UniqueConstraint("site_id", "starts", "ends", name=op.f("uq_host_closure_site_id_starts_ends")),
        sa.UniqueConstraint("space_id", "starts", "ends", name=op.f("uq_host_closure_space_id_starts_ends")),
    )
    op.create_index(
        op.f("ix_host_closure_organisation_id"), "host_closure", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_host_closure_site_id"), "host_closure", ["site_id"], unique=False)
    op.create_index(op.f("ix_host_closure_space_id"), "host_closure", ["space_id"], unique=False)


def _host_terms() -> None:
    op.create_table(
        "host_terms",
        sa.Column("hours", sa.String(length=300), nullable=True),
        sa.Column("notice_minutes", sa.Integer(), nullable=True),
        sa.Column("horizon_days", sa.Integer(), nullable=True),
        sa.Column("min_minutes", sa.Integer(), nullable=True),
        sa.Column("max_minutes", sa.Integer(), nullable=True),
        sa.Column("grid_minutes", sa.Integer(), nullable=True),
        sa.Column("buffer_before", sa.Integer(), nullable=True),
        sa.Column("buffer_after", sa.Integer(), nullable=True),
        sa.Column("whole_days", sa.Boolean(), nullable=True),
        sa.Column("eligibility", sa.String(length=1000), nullable=True),
        sa.Column("quota_hours", sa.Integer(), nullable=True),
        sa.Column("approval", sa.String(length=20), nullable=True),
        sa.Column("cancel_hours", sa.Integer(), nullable=True),
        sa.Column("release_minutes", sa.Integer(), nullable=True),
        sa.Column("holidays_open", sa.Boolean(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "approval IN ('automatique', 'hote', 'hors_modalites')", name=op.f("ck_host_terms_approval")
        ),
        sa.CheckConstraint(_ONE_SCOPE, name=op.f("ck_host_terms_one_scope")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_host_terms_organisation_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_host_terms_site_id")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_host_terms_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_terms")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_host_terms_organisation_id")),
        sa.UniqueConstraint("site_id", name=op.f("uq_host_terms_site_id")),
        sa.UniqueConstraint("space_id", name=op.f("uq_host_terms_space_id")),
    )
    op.create_index(op.f("ix_host_terms_organisation_id"), "host_terms", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_host_terms_site_id"), "host_terms", ["site_id"], unique=False)
    op.create_index(op.f("ix_host_terms_space_id"), "host_terms", ["space_id"], unique=False)


def _rate() -> None:
    op.create_table(
        "rate",
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("hour", Money(), nullable=True),
        sa.Column("half_day", Money(), nullable=True),
        sa.Column("day", Money(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(_ONE_SCOPE, name=op.f("ck_rate_one_scope")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_rate_organisation_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_rate_site_id")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_rate_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate")),
        sa.UniqueConstraint("organisation_id", "since", name=op.f("uq_rate_organisation_id_since")),
        sa.UniqueConstraint("site_id", "since", name=op.f("uq_rate_site_id_since")),
        sa.UniqueConstraint("space_id", "since", name=op.f("uq_rate_space_id_since")),
    )
    op.create_index(op.f("ix_rate_organisation_id"), "rate", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_rate_site_id"), "rate", ["site_id"], unique=False)
    op.create_index(op.f("ix_rate_space_id"), "rate", ["space_id"], unique=False)


def _space_equipment() -> None:
    op.create_table(
        "space_equipment",
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("equipment", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name=op.f("fk_space_equipment_space_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("space_id", "equipment", name=op.f("pk_space_equipment")),
    )


def _space_layout() -> None:
    op.create_table(
        "space_layout",
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(length=40), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity >= 1", name=op.f("ck_space_layout_capacity")),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name=op.f("fk_space_layout_space_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("space_id", "layout", name=op.f("pk_space_layout")),
    )


def _space_part() -> None:
    op.create_table(
        "space_part",
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["space.id"], name=op.f("fk_space_part_part_id")),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name=op.f("fk_space_part_space_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("space_id", "part_id", name=op.f("pk_space_part")),
    )
    op.create_index("ix_space_part_part_id", "space_part", ["part_id"], unique=False)


def _unmet_demand() -> None:
    op.create_table(
        "unmet_demand",
        sa.Column("at", Instant(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("participants", sa.BigInteger(), nullable=False),
        sa.Column("starts", Instant(), nullable=False),
        sa.Column("ends", Instant(), nullable=False),
        sa.Column("dates", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_unmet_demand_organisation_id")
        ),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_unmet_demand_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmet_demand")),
    )
    op.create_index(op.f("ix_unmet_demand_at"), "unmet_demand", ["at"], unique=False)


def _booking_equipment() -> None:
    op.create_table(
        "booking_equipment",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("equipment_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_booking_equipment_quantity")),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name=op.f("fk_booking_equipment_booking_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name=op.f("fk_booking_equipment_equipment_id")
        ),
        sa.PrimaryKeyConstraint("booking_id", "equipment_id", name=op.f("pk_booking_equipment")),
    )
    op.create_index(
        op.f("ix_booking_equipment_equipment_id"), "booking_equipment", ["equipment_id"], unique=False
    )


def _occurrence() -> None:
    op.create_table(
        "occurrence",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.DateTime(), nullable=False),
        sa.Column("starts", Instant(), nullable=False),
        sa.Column("ends", Instant(), nullable=False),
        sa.Column("busy_from", Instant(), nullable=False),
        sa.Column("busy_until", Instant(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reasons", sa.String(length=300), server_default="", nullable=False),
        sa.Column("price", Money(), nullable=True),
        sa.Column("host_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("requested_at", Instant(), nullable=False),
        sa.Column("release_at", Instant(), nullable=True),
        sa.Column("offered_from", sa.String(length=20), nullable=True),
        sa.Column("offered_until", Instant(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(_STATES, name=op.f("ck_occurrence_state")),
        sa.CheckConstraint("busy_from <= starts AND busy_until >= ends", name=op.f("ck_occurrence_busy")),
        sa.CheckConstraint("ends > starts", name=op.f("ck_occurrence_order")),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name=op.f("fk_occurrence_booking_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["host_id"], ["organisation.id"], name=op.f("fk_occurrence_host_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_occurrence_organisation_id")
        ),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_occurrence_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint("booking_id", "origin", name=op.f("uq_occurrence_booking_id_origin")),
    )
    op.create_index(
        "ix_occurrence_quota", "occurrence", ["organisation_id", "host_id", "month"], unique=False
    )
    op.create_index(
        "ix_occurrence_space_id_busy", "occurrence", ["space_id", "busy_until", "busy_from"], unique=False
    )
    op.create_index("ix_occurrence_busy_until", "occurrence", ["busy_until", "busy_from"], unique=False)
    op.create_index(
        "ix_occurrence_to_come", "occurrence", ["state", "ends", "booking_id", "starts"], unique=False
    )


def _booking_event() -> None:
    op.create_table(
        "booking_event",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("login", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name=op.f("fk_booking_event_booking_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrence.id"], name=op.f("fk_booking_event_occurrence_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_event")),
    )
    op.create_index(op.f("ix_booking_event_at"), "booking_event", ["at"], unique=False)
    op.create_index(op.f("ix_booking_event_booking_id"), "booking_event", ["booking_id"], unique=False)


def _equipment_hold() -> None:
    op.create_table(
        "equipment_hold",
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("equipment_id", sa.Integer(), nullable=False),
        sa.Column("starts", Instant(), nullable=False),
        sa.Column("ends", Instant(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_equipment_hold_order")),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name=op.f("fk_equipment_hold_equipment_id")
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrence.id"],
            name=op.f("fk_equipment_hold_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("occurrence_id", "equipment_id", name=op.f("pk_equipment_hold")),
    )
    op.create_index(
        "ix_equipment_hold_equipment_id", "equipment_hold", ["equipment_id", "ends", "starts"], unique=False
    )


def _space_hold() -> None:
    op.create_table(
        "space_hold",
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("busy_from", Instant(), nullable=False),
        sa.Column("busy_until", Instant(), nullable=False),
        sa.CheckConstraint("busy_until > busy_from", name=op.f("ck_space_hold_order")),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrence.id"], name=op.f("fk_space_hold_occurrence_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["part_id"], ["space.id"], name=op.f("fk_space_hold_part_id")),
        sa.PrimaryKeyConstraint("occurrence_id", "part_id", name=op.f("pk_space_hold")),
    )
    op.create_index(
        "ix_space_hold_part_id", "space_hold", ["part_id", "busy_from", "busy_until"], unique=False
    )
