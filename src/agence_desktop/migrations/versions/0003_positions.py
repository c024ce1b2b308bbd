"""Unique positions: units, positions, versions of sheets, competences, drills and absences."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from agence_desktop.storage.base import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Unique positions: units, positions, versions of sheets, competences, drills and absences."""
    _unit()
    _absence()
    _position()
    _position_attrition()
    _relief_assignment()
    _relief_drill()
    _secrecy_override()
    _sheet_comment()
    _sheet_version()
    _task_competence()
    _sheet_signature()
    _sheet_task()


def _unit() -> None:
    op.create_table(
        "unit",
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
            ["organisation_id"], ["organisation.id"], name=op.f("fk_unit_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    op.create_index(op.f("ix_unit_organisation_id"), "unit", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_unit_sort_key"), "unit", ["sort_key"], unique=False)


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_absence_order")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_last_day"), "absence", ["last_day"], unique=False)
    op.create_index("ix_absence_person_id", "absence", ["person_id", "last_day"], unique=False)


def _position() -> None:
    op.create_table(
        "position",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("job_class", sa.String(length=100), server_default="", nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=True),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("sole", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("impact", sa.Integer(), server_default="3", nullable=False),
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
        sa.CheckConstraint("impact BETWEEN 1 AND 5", name=op.f("ck_position_impact")),
        sa.ForeignKeyConstraint(["holder_id"], ["person.id"], name=op.f("fk_position_holder_id")),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"], name=op.f("fk_position_manager_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_position_organisation_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_position_site_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_position_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position")),
        sa.UniqueConstraint("number", name=op.f("uq_position_number")),
    )
    op.create_index(op.f("ix_position_holder_id"), "position", ["holder_id"], unique=False)
    op.create_index(op.f("ix_position_manager_id"), "position", ["manager_id"], unique=False)
    op.create_index(op.f("ix_position_organisation_id"), "position", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_position_site_id"), "position", ["site_id"], unique=False)
    op.create_index(op.f("ix_position_sort_key"), "position", ["sort_key"], unique=False)
    op.create_index(op.f("ix_position_unit_id"), "position", ["unit_id"], unique=False)


def _position_attrition() -> None:
    op.create_table(
        "position_attrition",
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("factor", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("factor BETWEEN 1 AND 5", name=op.f("ck_position_attrition_factor")),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name=op.f("fk_position_attrition_position_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position_attrition")),
        sa.UniqueConstraint("position_id", name=op.f("uq_position_attrition_position_id")),
    )


def _relief_assignment() -> None:
    op.create_table(
        "relief_assignment",
        sa.Column("absence_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("second_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked_at", Instant(), nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('proposed', 'asked', 'accepted', 'refused')", name=op.f("ck_relief_assignment_state")
        ),
        sa.ForeignKeyConstraint(["absence_id"], ["absence.id"], name=op.f("fk_relief_assignment_absence_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_relief_assignment_person_id")),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name=op.f("fk_relief_assignment_position_id")
        ),
        sa.ForeignKeyConstraint(["second_id"], ["person.id"], name=op.f("fk_relief_assignment_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relief_assignment")),
        sa.UniqueConstraint(
            "absence_id", "position_id", "task", name=op.f("uq_relief_assignment_absence_id_position_id_task")
        ),
    )
    op.create_index(op.f("ix_relief_assignment_person_id"), "relief_assignment", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_relief_assignment_position_id"), "relief_assignment", ["position_id"], unique=False
    )


def _relief_drill() -> None:
    op.create_table(
        "relief_drill",
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("corrections", sa.Text(), server_default="", nullable=False),
        sa.Column("retest_by", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.String(length=100), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_relief_drill_person_id")),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_relief_drill_position_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relief_drill")),
    )
    op.create_index(op.f("ix_relief_drill_person_id"), "relief_drill", ["person_id"], unique=False)
    op.create_index(op.f("ix_relief_drill_position_id"), "relief_drill", ["position_id"], unique=False)


def _secrecy_override() -> None:
    op.create_table(
        "secrecy_override",
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("login", sa.String(length=100), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name=op.f("fk_secrecy_override_position_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secrecy_override")),
        sa.UniqueConstraint(
            "position_id", "path", "digest", name=op.f("uq_secrecy_override_position_id_path_digest")
        ),
    )


def _sheet_comment() -> None:
    op.create_table(
        "sheet_comment",
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("login", sa.String(length=100), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("replies_to", sa.Integer(), nullable=True),
        sa.Column("settled", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_sheet_comment_position_id")),
        sa.ForeignKeyConstraint(
            ["replies_to"], ["sheet_comment.id"], name=op.f("fk_sheet_comment_replies_to")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_comment")),
    )
    op.create_index(op.f("ix_sheet_comment_position_id"), "sheet_comment", ["position_id"], unique=False)


def _sheet_version() -> None:
    op.create_table(
        "sheet_version",
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("diffusion", sa.String(length=20), nullable=True),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column("next_review", sa.Date(), nullable=True),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("manager_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.Column("saved_by", sa.String(length=100), nullable=False),
        sa.Column("submitted_at", Instant(), nullable=True),
        sa.Column("approved_at", Instant(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "diffusion IN ('restricted', 'unit', 'organisation')", name=op.f("ck_sheet_version_diffusion")
        ),
        sa.CheckConstraint(
            "reason IN ('preventive', 'absence', 'departure')", name=op.f("ck_sheet_version_reason")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'approved', 'acknowledged', 'replaced', 'archived')",
            name=op.f("ck_sheet_version_state"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_sheet_version_number")),
        sa.ForeignKeyConstraint(["holder_id"], ["person.id"], name=op.f("fk_sheet_version_holder_id")),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"], name=op.f("fk_sheet_version_manager_id")),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_sheet_version_position_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_version")),
        sa.UniqueConstraint("position_id", "number", name=op.f("uq_sheet_version_position_id_number")),
    )
    op.create_index(op.f("ix_sheet_version_next_review"), "sheet_version", ["next_review"], unique=False)
    op.create_index(
        "uq_sheet_version_in_force",
        "sheet_version",
        ["position_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('approved', 'acknowledged')"),
        sqlite_where=sa.text("state IN ('approved', 'acknowledged')"),
    )
    op.create_index(
        "uq_sheet_version_open",
        "sheet_version",
        ["position_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('draft', 'submitted', 'returned')"),
        sqlite_where=sa.text("state IN ('draft', 'submitted', 'returned')"),
    )


def _task_competence() -> None:
    op.create_table(
        "task_competence",
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("validated", sa.Date(), nullable=True),
        sa.Column("access", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("in_training", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), server_default="", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 0 AND 4", name=op.f("ck_task_competence_level")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_task_competence_person_id")),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name=op.f("fk_task_competence_position_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_competence")),
    )
    op.create_index("ix_task_competence_position_id", "task_competence", ["position_id", "id"], unique=False)
    op.create_index(op.f("ix_task_competence_person_id"), "task_competence", ["person_id"], unique=False)


def _sheet_signature() -> None:
    op.create_table(
        "sheet_signature",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("signer", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=100), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "signer IN ('holder', 'substitute', 'manager')", name=op.f("ck_sheet_signature_signer")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sheet_signature_person_id")),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet_version.id"], name=op.f("fk_sheet_signature_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_signature")),
        sa.UniqueConstraint(
            "sheet_id",
            "signer",
            "person_id",
            "digest",
            name=op.f("uq_sheet_signature_sheet_id_signer_person_id_digest"),
        ),
    )
    op.create_index(op.f("ix_sheet_signature_person_id"), "sheet_signature", ["person_id"], unique=False)


def _sheet_task() -> None:
    op.create_table(
        "sheet_task",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("criticality", sa.Integer(), nullable=True),
        sa.Column("required_level", sa.Integer(), nullable=True),
        sa.Column("wanted", sa.Integer(), nullable=True),
        sa.Column("procedure_date", sa.Date(), nullable=True),
        sa.Column("interruption", sa.String(length=60), server_default="", nullable=False),
        sa.Column("urgent", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("due", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet_version.id"], name=op.f("fk_sheet_task_sheet_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sheet_id", "key", name=op.f("pk_sheet_task")),
        info={"audit": False},
    )
