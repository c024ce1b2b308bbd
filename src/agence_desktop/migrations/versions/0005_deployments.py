"""Flying teams: proposals, deployments, the ledger of days, commitments, statements and evaluations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from agence_desktop.storage.base import Instant, Money

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Flying teams: proposals, deployments, the ledger of days, commitments, statements and evaluations."""
    _team_proposal()
    _team_statement()
    _cost_commitment()
    _deployment()
    _member_day()
    _actual_entry()
    _deployment_day()
    _overrun()
    _team_evaluation()
    _team_event()
    _stated_entry()


def _team_proposal() -> None:
    op.create_table(
        "team_proposal",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("weights", sa.String(length=60), nullable=False),
        sa.Column("forced", sa.Text(), server_default="", nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_proposal")),
        sa.UniqueConstraint("number", name=op.f("uq_team_proposal_number")),
    )


def _team_statement() -> None:
    op.create_table(
        "team_statement",
        sa.Column("number", sa.String(length=20), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("lender_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("end_day", sa.Date(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("total", Money(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.Column("issued_at", Instant(), nullable=True),
        sa.Column("issued_by", sa.String(length=100), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'issued') = (number IS NOT NULL)", name=op.f("ck_team_statement_number")
        ),
        sa.CheckConstraint("state IN ('draft', 'issued')", name=op.f("ck_team_statement_state")),
        sa.CheckConstraint("end_day > first_day", name=op.f("ck_team_statement_period")),
        sa.ForeignKeyConstraint(["client_id"], ["organisation.id"], name=op.f("fk_team_statement_client_id")),
        sa.ForeignKeyConstraint(["lender_id"], ["organisation.id"], name=op.f("fk_team_statement_lender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_statement")),
        sa.UniqueConstraint("number", name=op.f("uq_team_statement_number")),
    )
    op.create_index("ix_team_statement_client_id", "team_statement", ["client_id", "first_day"], unique=False)
    op.create_index(op.f("ix_team_statement_lender_id"), "team_statement", ["lender_id"], unique=False)


def _cost_commitment() -> None:
    op.create_table(
        "cost_commitment",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("ceiling", Money(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.Column("signed_at", Instant(), nullable=True),
        sa.Column("signed_by", sa.String(length=100), server_default="", nullable=False),
        sa.Column("signed_name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("paper_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state = 'draft' OR signed_at IS NOT NULL", name=op.f("ck_cost_commitment_signed")
        ),
        sa.CheckConstraint("state IN ('draft', 'signed', 'replaced')", name=op.f("ck_cost_commitment_state")),
        sa.CheckConstraint("ceiling > 0", name=op.f("ck_cost_commitment_ceiling")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["team_request.id"], name=op.f("fk_cost_commitment_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_commitment")),
        sa.UniqueConstraint("request_id", "number", name=op.f("uq_cost_commitment_request_id_number")),
    )
    op.create_index(
        "uq_cost_commitment_draft",
        "cost_commitment",
        ["request_id"],
        unique=True,
        postgresql_where=sa.text("state = 'draft'"),
        sqlite_where=sa.text("state = 'draft'"),
    )
    op.create_index(
        "uq_cost_commitment_signed",
        "cost_commitment",
        ["request_id"],
        unique=True,
        postgresql_where=sa.text("state = 'signed'"),
        sqlite_where=sa.text("state = 'signed'"),
    )


def _deployment() -> None:
    op.create_table(
        "deployment",
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("end_day", sa.Date(), nullable=False),
        sa.Column("actual_end", sa.Date(), nullable=True),
        sa.Column("effort_bp", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=True),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("remote_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("asked_end", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("confirmed_at", Instant(), nullable=True),
        sa.Column("confirmed_by", sa.String(length=100), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("mode IN ('on_site', 'hybrid', 'remote')", name=op.f("ck_deployment_mode")),
        sa.CheckConstraint(
            "state IN ('proposed', 'committed', 'confirmed', 'running', 'extension_asked', 'ended_early', "
            "'ended', 'evaluated', 'stated', 'closed', 'cancelled')",
            name=op.f("ck_deployment_state"),
        ),
        sa.CheckConstraint("(seat_id IS NULL) = (request_id IS NULL)", name=op.f("ck_deployment_seat")),
        sa.CheckConstraint("actual_end BETWEEN first_day AND end_day", name=op.f("ck_deployment_actual_end")),
        sa.CheckConstraint("asked_end > end_day", name=op.f("ck_deployment_asked_end")),
        sa.CheckConstraint("effort_bp BETWEEN 1 AND 10000", name=op.f("ck_deployment_effort")),
        sa.CheckConstraint("end_day > first_day", name=op.f("ck_deployment_period")),
        sa.CheckConstraint("remote_days BETWEEN 0 AND 5", name=op.f("ck_deployment_remote_days")),
        sa.CheckConstraint("weekdays BETWEEN 1 AND 31", name=op.f("ck_deployment_weekdays")),
        sa.ForeignKeyConstraint(["follows_id"], ["deployment.id"], name=op.f("fk_deployment_follows_id")),
        sa.ForeignKeyConstraint(["member_id"], ["team_member.id"], name=op.f("fk_deployment_member_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["team_proposal.id"], name=op.f("fk_deployment_proposal_id")
        ),
        sa.ForeignKeyConstraint(["request_id"], ["team_request.id"], name=op.f("fk_deployment_request_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["team_seat.id"], name=op.f("fk_deployment_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deployment")),
    )
    op.create_index("ix_deployment_member_id", "deployment", ["member_id", "end_day"], unique=False)
    op.create_index(op.f("ix_deployment_request_id"), "deployment", ["request_id"], unique=False)
    op.create_index(op.f("ix_deployment_seat_id"), "deployment", ["seat_id"], unique=False)


def _member_day() -> None:
    op.create_table(
        "member_day",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("capacity", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("overrun", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("used", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("capacity >= 0 AND overrun >= 0", name=op.f("ck_member_day_sign")),
        sa.CheckConstraint("used >= 0 AND used <= capacity + overrun", name=op.f("ck_member_day_load")),
        sa.ForeignKeyConstraint(["member_id"], ["team_member.id"], name=op.f("fk_member_day_member_id")),
        sa.PrimaryKeyConstraint("member_id", "day", name=op.f("pk_member_day")),
        info={"audit": False},
    )
    op.create_index("ix_member_day_day", "member_day", ["day"], unique=False)


def _actual_entry() -> None:
    op.create_table(
        "actual_entry",
        sa.Column("deployment_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=True),
        sa.Column("evidence", sa.String(length=100), server_default="", nullable=False),
        sa.Column("note", sa.String(length=300), server_default="", nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('travel', 'lodging', 'meals', 'other')", name=op.f("ck_actual_entry_kind")
        ),
        sa.CheckConstraint("quantity >= 0 AND rate >= 0", name=op.f("ck_actual_entry_amount")),
        sa.ForeignKeyConstraint(
            ["deployment_id"], ["deployment.id"], name=op.f("fk_actual_entry_deployment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actual_entry")),
    )
    op.create_index(op.f("ix_actual_entry_day"), "actual_entry", ["day"], unique=False)
    op.create_index("ix_actual_entry_deployment_id", "actual_entry", ["deployment_id", "day"], unique=False)
    op.create_index(
        "uq_actual_entry_worked",
        "actual_entry",
        ["deployment_id", "day"],
        unique=True,
        postgresql_where=sa.text("kind IS NULL AND NOT withdrawn"),
        sqlite_where=sa.text("kind IS NULL AND NOT withdrawn"),
    )


def _deployment_day() -> None:
    op.create_table(
        "deployment_day",
        sa.Column("deployment_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("effort", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("effort > 0", name=op.f("ck_deployment_day_effort")),
        sa.ForeignKeyConstraint(
            ["deployment_id"], ["deployment.id"], name=op.f("fk_deployment_day_deployment_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "day"],
            ["member_day.member_id", "member_day.day"],
            name=op.f("fk_deployment_day_member_id_day"),
        ),
        sa.PrimaryKeyConstraint("deployment_id", "day", name=op.f("pk_deployment_day")),
        info={"audit": False},
    )
    op.create_index("ix_deployment_day_member_id", "deployment_day", ["member_id", "day"], unique=False)


def _overrun() -> None:
    op.create_table(
        "overrun",
        sa.Column("deployment_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("end_day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("login", sa.String(length=100), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_overrun_amount")),
        sa.CheckConstraint("end_day > first_day", name=op.f("ck_overrun_period")),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_overrun_reason")),
        sa.ForeignKeyConstraint(["deployment_id"], ["deployment.id"], name=op.f("fk_overrun_deployment_id")),
        sa.ForeignKeyConstraint(["member_id"], ["team_member.id"], name=op.f("fk_overrun_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overrun")),
    )
    op.create_index(op.f("ix_overrun_deployment_id"), "overrun", ["deployment_id"], unique=False)
    op.create_index(op.f("ix_overrun_member_id"), "overrun", ["member_id"], unique=False)


def _team_evaluation() -> None:
    op.create_table(
        "team_evaluation",
        sa.Column("deployment_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=20), nullable=False),
        sa.Column("scores", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("login", sa.String(length=100), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("side IN ('client', 'member')", name=op.f("ck_team_evaluation_side")),
        sa.ForeignKeyConstraint(
            ["deployment_id"], ["deployment.id"], name=op.f("fk_team_evaluation_deployment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_evaluation")),
        sa.UniqueConstraint("deployment_id", "side", name=op.f("uq_team_evaluation_deployment_id_side")),
    )


def _team_event() -> None:
    op.create_table(
        "team_event",
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("deployment_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("login", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deployment_id"], ["deployment.id"], name=op.f("fk_team_event_deployment_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["team_member.id"], name=op.f("fk_team_event_member_id")),
        sa.ForeignKeyConstraint(["request_id"], ["team_request.id"], name=op.f("fk_team_event_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_event")),
        info={"audit": False},
    )
    op.create_index(op.f("ix_team_event_at"), "team_event", ["at"], unique=False)
    op.create_index(op.f("ix_team_event_deployment_id"), "team_event", ["deployment_id"], unique=False)
    op.create_index(op.f("ix_team_event_member_id"), "team_event", ["member_id"], unique=False)
    op.create_index(op.f("ix_team_event_request_id"), "team_event", ["request_id"], unique=False)


def _stated_entry() -> None:
    op.create_table(
        "stated_entry",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["actual_entry.id"], name=op.f("fk_stated_entry_entry_id")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["team_statement.id"], name=op.f("fk_stated_entry_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stated_entry")),
    )
    op.create_index(op.f("ix_stated_entry_entry_id"), "stated_entry", ["entry_id"], unique=False)
    op.create_index(op.f("ix_stated_entry_statement_id"), "stated_entry", ["statement_id"], unique=False)
