"""Flying teams: skills, teams, members, their days and rates, and requests with their seats."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from agence_desktop.storage.base import Instant, Money

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Flying teams: skills, teams, members, their days and rates, and requests with their seats."""
    _cost_rate()
    _skill()
    _team()
    _team_request()
    _team_setting()
    _team_member()
    _team_seat()
    _day_rate()
    _member_absence()
    _member_pattern()
    _member_skill()
    _seat_skill()


def _cost_rate() -> None:
    op.create_table(
        "cost_rate",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("ten_thousandths", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('travel', 'lodging', 'meals')", name=op.f("ck_cost_rate_kind")),
        sa.CheckConstraint("ten_thousandths >= 0", name=op.f("ck_cost_rate_amount")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_rate")),
        sa.UniqueConstraint("kind", "since", name=op.f("uq_cost_rate_kind_since")),
    )


def _skill() -> None:
    op.create_table(
        "skill",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("family", sa.String(length=100), server_default="", nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill")),
        sa.UniqueConstraint("code", name=op.f("uq_skill_code")),
    )
    op.create_index(op.f("ix_skill_sort_key"), "skill", ["sort_key"], unique=False)


def _team() -> None:
    op.create_table(
        "team",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_team_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("code", name=op.f("uq_team_code")),
    )
    op.create_index(op.f("ix_team_organisation_id"), "team", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_team_sort_key"), "team", ["sort_key"], unique=False)


def _team_request() -> None:
    op.create_table(
        "team_request",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=300), server_default="", nullable=False),
        sa.Column("family", sa.String(length=100), server_default="", nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("contact", sa.String(length=200), server_default="", nullable=False),
        sa.Column("contact_phone", sa.String(length=40), server_default="", nullable=False),
        sa.Column("contact_email", sa.String(length=200), server_default="", nullable=False),
        sa.Column("position", sa.String(length=400), server_default="", nullable=False),
        sa.Column("tasks", sa.Text(), server_default="", nullable=False),
        sa.Column("welcome", sa.Text(), server_default="", nullable=False),
        sa.Column("refusal_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("received_by", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('received', 'qualified', 'proposed', 'committed', 'confirmed', 'waitlisted', "
            "'refused', 'cancelled')",
            name=op.f("ck_team_request_state"),
        ),
        sa.CheckConstraint("priority BETWEEN 1 AND 4", name=op.f("ck_team_request_priority")),
        sa.CheckConstraint("site_id IS NULL OR municipality_id IS NULL", name=op.f("ck_team_request_place")),
        sa.ForeignKeyConstraint(["client_id"], ["organisation.id"], name=op.f("fk_team_request_client_id")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_team_request_municipality_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_team_request_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_request")),
        sa.UniqueConstraint("key", name=op.f("uq_team_request_key")),
        sa.UniqueConstraint("number", name=op.f("uq_team_request_number")),
    )
    op.create_index(op.f("ix_team_request_client_id"), "team_request", ["client_id"], unique=False)
    op.create_index("ix_team_request_state", "team_request", ["state", "received_at"], unique=False)


def _team_setting() -> None:
    op.create_table(
        "team_setting",
        sa.Column("full_day", sa.Integer(), server_default="25200", nullable=False),
        sa.Column("validity_months", sa.Integer(), server_default="24", nullable=False),
        sa.Column("least_presence_bp", sa.Integer(), server_default="8000", nullable=False),
        sa.Column("weights", sa.String(length=60), server_default="8,4,2,1", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("full_day BETWEEN 1 AND 86400", name=op.f("ck_team_setting_full_day")),
        sa.CheckConstraint("id = 1", name=op.f("ck_team_setting_single")),
        sa.CheckConstraint("least_presence_bp BETWEEN 0 AND 10000", name=op.f("ck_team_setting_presence")),
        sa.CheckConstraint("validity_months >= 1", name=op.f("ck_team_setting_validity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_setting")),
    )


def _team_member() -> None:
    op.create_table(
        "team_member",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("home_site_id", sa.Integer(), nullable=True),
        sa.Column("home_municipality_id", sa.Integer(), nullable=True),
        sa.Column("languages", sa.String(length=100), server_default="fr", nullable=False),
        sa.Column("max_metres", sa.Integer(), nullable=True),
        sa.Column("remote", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("past_clients", sa.Text(), server_default="", nullable=False),
        sa.Column("contract_from", sa.Date(), nullable=False),
        sa.Column("contract_end", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("contract_end > contract_from", name=op.f("ck_team_member_contract")),
        sa.CheckConstraint(
            "home_site_id IS NULL OR home_municipality_id IS NULL", name=op.f("ck_team_member_home")
        ),
        sa.CheckConstraint("max_metres >= 0", name=op.f("ck_team_member_distance")),
        sa.ForeignKeyConstraint(
            ["home_municipality_id"], ["municipality.id"], name=op.f("fk_team_member_home_municipality_id")
        ),
        sa.ForeignKeyConstraint(["home_site_id"], ["site.id"], name=op.f("fk_team_member_home_site_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_team_member_person_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_member_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
        sa.UniqueConstraint("key", name=op.f("uq_team_member_key")),
        sa.UniqueConstraint("person_id", name=op.f("uq_team_member_person_id")),
    )
    op.create_index(op.f("ix_team_member_team_id"), "team_member", ["team_id"], unique=False)


def _team_seat() -> None:
    op.create_table(
        "team_seat",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("effort_bp", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=True),
        sa.Column("weekdays", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("end_day", sa.Date(), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("remote_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("senior", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("mode IN ('on_site', 'hybrid', 'remote')", name=op.f("ck_team_seat_mode")),
        sa.CheckConstraint("effort_bp BETWEEN 1 AND 10000", name=op.f("ck_team_seat_effort")),
        sa.CheckConstraint("end_day > first_day", name=op.f("ck_team_seat_period")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_team_seat_number")),
        sa.CheckConstraint("remote_days BETWEEN 0 AND 5", name=op.f("ck_team_seat_remote_days")),
        sa.CheckConstraint("weekdays BETWEEN 1 AND 31", name=op.f("ck_team_seat_weekdays")),
        sa.ForeignKeyConstraint(["request_id"], ["team_request.id"], name=op.f("fk_team_seat_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_seat")),
        sa.UniqueConstraint("request_id", "number", name=op.f("uq_team_seat_request_id_number")),
    )


def _day_rate() -> None:
    op.create_table(
        "day_rate",
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("job_class", sa.String(length=100), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("amount", Money(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(member_id IS NULL) <> (job_class IS NULL)", name=op.f("ck_day_rate_one_scope")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_day_rate_amount")),
        sa.ForeignKeyConstraint(["member_id"], ["team_member.id"], name=op.f("fk_day_rate_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_rate")),
        sa.UniqueConstraint("job_class", "since", name=op.f("uq_day_rate_job_class_since")),
        sa.UniqueConstraint("member_id", "since", name=op.f("uq_day_rate_member_id_since")),
    )


def _member_absence() -> None:
    op.create_table(
        "member_absence",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("end_day", sa.Date(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("frees", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("end_day > first_day", name=op.f("ck_member_absence_period")),
        sa.ForeignKeyConstraint(["member_id"], ["team_member.id"], name=op.f("fk_member_absence_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_absence")),
    )
    op.create_index("ix_member_absence_member_id", "member_absence", ["member_id", "end_day"], unique=False)


def _member_pattern() -> None:
    op.create_table(
        "member_pattern",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("monday", sa.Integer(), nullable=False),
        sa.Column("tuesday", sa.Integer(), nullable=False),
        sa.Column("wednesday", sa.Integer(), nullable=False),
        sa.Column("thursday", sa.Integer(), nullable=False),
        sa.Column("friday", sa.Integer(), nullable=False),
        sa.Column("factor_bp", sa.Integer(), server_default="10000", nullable=False),
        sa.Column("frees", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("factor_bp BETWEEN 0 AND 10000", name=op.f("ck_member_pattern_factor")),
        sa.CheckConstraint("friday BETWEEN 0 AND 86400", name=op.f("ck_member_pattern_friday")),
        sa.CheckConstraint("monday BETWEEN 0 AND 86400", name=op.f("ck_member_pattern_monday")),
        sa.CheckConstraint("thursday BETWEEN 0 AND 86400", name=op.f("ck_member_pattern_thursday")),
        sa.CheckConstraint("tuesday BETWEEN 0 AND 86400", name=op.f("ck_member_pattern_tuesday")),
        sa.CheckConstraint("wednesday BETWEEN 0 AND 86400", name=op.f("ck_member_pattern_wednesday")),
        sa.ForeignKeyConstraint(["member_id"], ["team_member.id"], name=op.f("fk_member_pattern_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_pattern")),
        sa.UniqueConstraint("member_id", "since", name=op.f("uq_member_pattern_member_id_since")),
    )


def _member_skill() -> None:
    op.create_table(
        "member_skill",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("validated", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 0 AND 4", name=op.f("ck_member_skill_level")),
        sa.ForeignKeyConstraint(["member_id"], ["team_member.id"], name=op.f("fk_member_skill_member_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_member_skill_skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_skill")),
        sa.UniqueConstraint("member_id", "skill_id", name=op.f("uq_member_skill_member_id_skill_id")),
    )
    op.create_index(op.f("ix_member_skill_skill_id"), "member_skill", ["skill_id"], unique=False)


def _seat_skill() -> None:
    op.create_table(
        "seat_skill",
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 0 AND 4", name=op.f("ck_seat_skill_level")),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["team_seat.id"], name=op.f("fk_seat_skill_seat_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_seat_skill_skill_id")),
        sa.PrimaryKeyConstraint("seat_id", "skill_id", name=op.f("pk_seat_skill")),
    )
    op.create_index(op.f("ix_seat_skill_skill_id"), "seat_skill", ["skill_id"], unique=False)
