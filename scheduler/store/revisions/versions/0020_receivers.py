"""Reports may be for somebody outside the issuer; an edition keeps the templates it was made with."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_COLUMNS = (("occurrence", "receiver"), ("definitionrevision", "templates"))


def upgrade() -> None:
    """What is stored goes to the units that take it in, and came from no template."""
    for table, name in _COLUMNS:
        column = sa.Column(name, sa.String(), server_default="", nullable=False)
        op.add_column(table, column)


def downgrade() -> None:
    """Who takes a report in is kept, whom it is for is not."""
    for table, name in reversed(_COLUMNS):
        op.drop_column(table, name)
