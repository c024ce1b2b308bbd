"""Flying teams: when lodging is counted, when a ceiling is told, what makes the case for a post."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NEW: Final = {"lodging_metres": "150000", "warning_bp": "8000", "case_posts_bp": "8000", "case_months": "8"}
_CHECKS: Final = {
    "lodging": "lodging_metres >= 0",
    "warning": "warning_bp BETWEEN 0 AND 10000",
    "case_posts": "case_posts_bp >= 1",
    "case_months": "case_months BETWEEN 1 AND 12",
}


def upgrade() -> None:
    """Flying teams: when lodging is counted, when a ceiling is told, what makes the case for a post."""
    # Where the table is made again, it is made from this, since checks cannot be read back.
    with op.batch_alter_table("team_setting", copy_from=_before()) as batch:
        for name, value in _NEW.items():
            batch.add_column(sa.Column(name, sa.Integer(), server_default=value, nullable=False))
        for name, condition in _CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_team_setting_{name}"), condition)


def _before() -> sa.Table:
    return sa.Table(
        "team_setting",
        sa.MetaData(),
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
