"""Flying teams: whether a side would begin again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from agence_desktop.storage.base import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Flying teams: whether a side would begin again."""
    # A column that SQLite adds stands after the constraints: the table is made again, from this.
    sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table(
        "team_evaluation", copy_from=_before(), recreate="always" if sqlite else "never"
    ) as batch:
        batch.add_column(sa.Column("again", sa.Boolean(), nullable=True))


def _before() -> sa.Table:
    return sa.Table(
        "team_evaluation",
        sa.MetaData(),
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
