"""What an event's people arrange, the numbers they give, and which event a post is about."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("event_id", sa.Integer(), nullable=True))
        # What was promised before is about no event, so that nothing is to be seen of one.
        batch_op.add_column(
            sa.Column("event_view", sa.Integer(), nullable=False, server_default="0")
        )

    with op.batch_alter_table("event_decisions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("inside", sa.Text(), nullable=True))

    with op.batch_alter_table("event_hands", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phone", sa.Text(), nullable=True))

    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("arrangements", sa.Text(), nullable=True))

    with op.batch_alter_table("pauses", schema=None) as batch_op:
        batch_op.add_column(sa.Column("event_id", sa.Integer(), nullable=True))

    with op.batch_alter_table("template_items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    with op.batch_alter_table("template_items", schema=None) as batch_op:
        batch_op.drop_column("version")
        batch_op.drop_column("reason")

    with op.batch_alter_table("pauses", schema=None) as batch_op:
        batch_op.drop_column("event_id")

    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_column("arrangements")

    with op.batch_alter_table("event_hands", schema=None) as batch_op:
        batch_op.drop_column("phone")

    with op.batch_alter_table("event_decisions", schema=None) as batch_op:
        batch_op.drop_column("inside")

    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_column("event_view")
        batch_op.drop_column("event_id")
